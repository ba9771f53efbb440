"""`sitegen messages`: bring catalogs up to date with the sources, and tell how far translations are."""

from sitegen.messages.status import Status, status
from sitegen.messages.update import Updated, catalogs_of, extract, update

__all__ = ["Status", "Updated", "catalogs_of", "extract", "status", "update"]
