"""The database functions of opportunities; they are made anew after each migration."""

from opportunities.filtering.searching import OPPORTUNITIES_LIKE_SQL

FUNCTIONS = [OPPORTUNITIES_LIKE_SQL]
