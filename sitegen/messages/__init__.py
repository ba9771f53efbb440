"""`sitegen messages`: bring catalogs up to date with the sources, tell how far translations are and what is wrong."""

from sitegen.messages.check import check
from sitegen.messages.status import Status, status
from sitegen.messages.update import Request, Updated, extract, update

__all__ = ["Request", "Status", "Updated", "check", "extract", "status", "update"]
