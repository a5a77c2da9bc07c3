"""Every address that the site serves, held against every address that it ever served."""

from cycleplan.addresses.comparing import compare
from cycleplan.addresses.recording import record, unrecorded
from cycleplan.addresses.serving import DataFile, Served, Serving, serve

__all__ = ["DataFile", "Served", "Serving", "compare", "record", "serve", "unrecorded"]
