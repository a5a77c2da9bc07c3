"""The summary of a gathering as a mail, and what reads it back can rely on.

A mail is lines of at most 72 columns that end in `\\n`. An East Asian wide character is two columns; an address, a
word too wide for a line, and code stand as they are and may stick out. Blocks have a blank line between them::

    introduction = blocks of prose, ["See also:"]
    topic        = "# " title " [" number "]", section
    part         = "## " title " [" number "]", section                    behind its topic
    section      = blocks of prose, ["See also:"], ["Agreed:"], ["AIs:"]
    closing      = "* * *", blocks of prose                                left out where there is none
    notes        = a line or more for each number, rising

**Prose.** A paragraph is wrapped at column 0. An item of a list begins with `- ` or `1. `, and its further lines and
blocks stand behind as many spaces; so do lists within it. A quoted line begins with `> `. Code is four spaces further
in than what it stands in, behind a blank line. Emphasis and code in a line have no marks. An owner is called by name,
a link is its words and `<address>`, and `[n]` is a citation where there is a note of that number.

**The backslash.** A line of running text, behind its indent and the marks of lists and quotes, begins with a backslash
where it could be read as structure (`reads_as_structure`); `unshielded` takes it away. No other line has one, so that
a first line behind `# `, `## `, `Agreed: `, `- (owners) ` and `[n] ` stands as it is.

**Wrapped marks.** The further lines of a heading, a decision, an action item and a note are running text behind two
spaces. White space between words is one space or a line end.

**Headings.** The number behind a title is that of the note with the address of its page: what follows the last space.

**See also.** `See also: [4] [5]` names references of the section that none of its words cites.

**Decisions.** Each begins with `Agreed: `; one follows the other without a blank line.

**Action items.** They stand under `AIs:`, each as `- (owners) task [remark]`. Owners are names with `, ` between
them, or `nobody yet`. A name has none of `(),/`, no `and`, no `or`; it is looked up among keys first and then among
labels, names and aliases, in any spelling of its case. The remark is left out where there is nothing to say and the
task does not end like one (`REMARK`). It is one of these, or the first two with `; ` between them::

    due 2024-06-28            due 2024-06-28, spec-freeze           the day, or the last day of a milestone and its key
    done 2024-07-16           carried 2024-10-02 to 2025.1          the state of the last entry of the log
    open

**Notes.** Each begins with `[n] `. That of a page is its address and nothing else. That of a reference is its title
and what is known of where it can be read, in this order::

    (spec manila/ensure-shares) <address of its page>
    <address>
    (no address: reason)
    <address>  (found later: where)                                    once for each that was found

A parenthesis ends where the next of these begins, or the note ends. Where such a beginning is a part of a title, a
reason or a place, a backslash stands before it, and every backslash right before that is doubled.
"""

from cycleplan.mail.summary.items import REMARK
from cycleplan.mail.summary.letter import Mail
from cycleplan.mail.summary.marks import (
    ACTIONS_LABEL,
    AGREED,
    CLOSING,
    CONTINUED,
    FOUND_LATER,
    NO_ADDRESS,
    NOBODY,
    PART,
    SEE_ALSO,
    SPEC,
    TOPIC,
    reads_as_structure,
    unshielded,
)
from cycleplan.mail.summary.news import owner_mail, status_mail
from cycleplan.mail.summary.owners import names_of, owners_called
from cycleplan.mail.summary.plain import words_of
from cycleplan.mail.summary.ready import HeaderError, Headers, ready_message
from cycleplan.mail.summary.whole import summary_mail

__all__ = [
    "ACTIONS_LABEL",
    "AGREED",
    "CLOSING",
    "CONTINUED",
    "FOUND_LATER",
    "NOBODY",
    "NO_ADDRESS",
    "PART",
    "REMARK",
    "SEE_ALSO",
    "SPEC",
    "TOPIC",
    "HeaderError",
    "Headers",
    "Mail",
    "names_of",
    "owner_mail",
    "owners_called",
    "reads_as_structure",
    "ready_message",
    "status_mail",
    "summary_mail",
    "unshielded",
    "words_of",
]
