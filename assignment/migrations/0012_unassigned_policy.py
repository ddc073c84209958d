from django.db import migrations

from assignment.policies import POLICIES
from prm.core.policies import protect


class Migration(migrations.Migration):
    dependencies = [("assignment", "0011_unassigned")]
    operations = [protect(POLICIES, "assignment_unassigned")]
