"""Moves items of the notes to other addresses and takes them out, so that no address that was published is lost.

An exchange says which addresses become which. Names are replaced at their places in all files, then what moves is put
where it belongs, then the redirects follow; and what comes of it is read again and held against the plan before.
"""

from cycleplan.moving.kept import is_kept
from cycleplan.moving.refusal import FaultyNotesError, RefusedError
from cycleplan.moving.removing import remove
from cycleplan.moving.renaming import Outcome, rename

__all__ = ["FaultyNotesError", "Outcome", "RefusedError", "is_kept", "remove", "rename"]
