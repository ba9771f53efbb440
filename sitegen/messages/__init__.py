"""`sitegen messages`: bring catalogs up to date with the sources, tell how far translations are and what is wrong."""

from sitegen.messages.check import check
from sitegen.messages.status import Status, status
from sitegen.messages.update import Request, Updated, catalogs_of, extract, update

__all__ = ["Request", "Status", "Updated", "catalogs_of", "check", "extract", "status", "update"]
