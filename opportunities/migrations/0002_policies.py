from django.db import migrations

from opportunities.policies import POLICIES
from prm.core.policies import protect

TABLES = (
    "opportunities_opportunity",
    "opportunities_member",
    "opportunities_memberperiod",
    "opportunities_opportunitystate",
    "opportunities_revenueline",
    "opportunities_helprequest",
    "opportunities_opportunityhistory",
)


class Migration(migrations.Migration):
    dependencies = [("opportunities", "0001_initial")]
    operations = [protect(POLICIES, *TABLES)]
