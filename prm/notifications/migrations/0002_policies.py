from django.db import migrations

from prm.core.policies import protect
from prm.notifications.policies import POLICIES


class Migration(migrations.Migration):
    dependencies = [("notifications", "0001_notices")]

    operations = [protect(POLICIES, "notifications_notice", "notifications_noticepreference")]
