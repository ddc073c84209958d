from prm.core.outbox.models import OutboxEvent

__all__ = ["OutboxEvent"]
