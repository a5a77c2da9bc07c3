"""Files and messages as sources: whatever wraps a text, its lines as somebody reads them."""

from cycleplan.mail.reading.limits import LARGEST_SOURCE
from cycleplan.mail.reading.mailbox import Mailbox, find_message
from cycleplan.mail.reading.reader import read_source

__all__ = ["LARGEST_SOURCE", "Mailbox", "find_message", "read_source"]
