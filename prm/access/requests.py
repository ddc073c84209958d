"""Requests as the portal's views see them; the directory, which lies below, takes them from the core."""

from prm.core.requests import PortalRequest

__all__ = ["PortalRequest"]
