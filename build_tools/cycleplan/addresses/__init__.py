"""Every address that the site serves, held against every address that it ever served."""

from cycleplan.addresses.comparing import compare, not_recorded
from cycleplan.addresses.recording import lacking_texts, ledger_names, name_of, record, unrecorded
from cycleplan.addresses.serving import DataFile, Served, Serving, serve

__all__ = [
    "DataFile",
    "Served",
    "Serving",
    "compare",
    "lacking_texts",
    "ledger_names",
    "name_of",
    "not_recorded",
    "record",
    "serve",
    "unrecorded",
]
