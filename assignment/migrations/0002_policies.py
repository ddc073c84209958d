from django.db import migrations

from assignment.policies import POLICIES
from prm.core.policies import protect

TABLES = (
    "assignment_assignmentrun",
)


class Migration(migrations.Migration):
    dependencies = [("assignment", "0001_initial")]
    operations = [protect(POLICIES, *TABLES)]
