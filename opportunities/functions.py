"""The database functions of opportunities; they are made anew after each migration."""

from opportunities.filtering.searching import OPPORTUNITIES_LIKE_SQL
from opportunities.team.still_open import MEMBER_JOINS_SQL, OPPORTUNITY_CLOSES_SQL

FUNCTIONS = [OPPORTUNITIES_LIKE_SQL, MEMBER_JOINS_SQL, OPPORTUNITY_CLOSES_SQL]
