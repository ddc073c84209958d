"""The database functions of the directory; they are made anew after each migration."""

from prm.directory.accounts.care import ONLY_OURS_SQL
from prm.directory.duplicates.comparing import COMPARE_SQL
from prm.directory.searching import ACCOUNT_IDS_LIKE_SQL, CONTACT_IDS_LIKE_SQL

FUNCTIONS = [ACCOUNT_IDS_LIKE_SQL, CONTACT_IDS_LIKE_SQL, ONLY_OURS_SQL, COMPARE_SQL]
