from django.db import migrations

from prm.access.policies import POLICIES
from prm.core.policies import protect


class Migration(migrations.Migration):
    dependencies = [("access", "0005_invitations"), ("directory", "0002_policies")]
    operations = [protect(POLICIES, "access_invitation")]
