from prm.core.jobs.models import Job
from prm.core.outbox.models import OutboxEvent
from prm.core.saved_searches.models import SavedSearch

__all__ = ["Job", "OutboxEvent", "SavedSearch"]
