"""Imports over notes that people have edited: what they wrote stays, and what the text corrects comes in."""

from cycleplan.mail.merging.conflicts import Conflict
from cycleplan.mail.merging.files import Merged, merge
from cycleplan.mail.merging.identity import Seen, same_items, same_topics, words_of
from cycleplan.mail.merging.kept import Read, is_nothing_new, kept_path, read_from, sources_file, sources_in, sources_path
from cycleplan.mail.merging.reimport import Outcome, import_over

__all__ = [
    "Conflict",
    "Merged",
    "Outcome",
    "Read",
    "Seen",
    "import_over",
    "is_nothing_new",
    "kept_path",
    "merge",
    "read_from",
    "same_items",
    "same_topics",
    "sources_file",
    "sources_in",
    "sources_path",
    "words_of",
]
