"""The database functions of opportunities; they are made anew after each migration."""

from opportunities.filtering.searching import OPPORTUNITIES_LIKE_SQL
from opportunities.kept_by_database import TEAMS_SQL
from opportunities.sharing import SHARE_CONTACTS_SQL

FUNCTIONS = [OPPORTUNITIES_LIKE_SQL, SHARE_CONTACTS_SQL, *TEAMS_SQL]
