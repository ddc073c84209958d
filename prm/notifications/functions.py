"""Database functions of notices, made again after each migration."""

from prm.notifications.stopping import MAILED_SQL
from prm.notifications.unread import UNREAD_SQL

FUNCTIONS = [UNREAD_SQL, MAILED_SQL]
