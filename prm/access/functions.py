"""Database functions of the sign-in, made again after each migration."""

from prm.access.actors import ACTOR_SQL, LOOK_SQL
from prm.access.joining.links import INVITATION_SQL
from prm.access.typed_forms import TYPED_FORM_SQL

FUNCTIONS = [ACTOR_SQL, LOOK_SQL, TYPED_FORM_SQL, INVITATION_SQL]
