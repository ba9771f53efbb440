"""`sitegen messages`: bring catalogs up to date with the sources, and tell how far translations are."""

from sitegen.messages.status import Status, status
from sitegen.messages.update import Request, Updated, extract, update

__all__ = ["Request", "Status", "Updated", "extract", "status", "update"]
