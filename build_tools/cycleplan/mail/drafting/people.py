"""Names of owners as people write them, and who they are.

One owner can stand as `nick`, `@nick`, `Name (nick)`, `nick (Name)` or `Name/nick`; several with commas, `and`, `&`,
`and/or` or a slash between them. Names of owners.yaml are found first, in any spelling that it knows; others are
proposed as new owners.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from cycleplan.mail.draft import DraftOwner
from cycleplan.mail.drafting.common_words import COMMON_WORDS, GENERIC_OWNERS, ORGANISATIONS
from cycleplan.model import LONGEST_ID, Owner
from cycleplan.model.key import OWNER_HEADINGS, why_no_name


@dataclass(frozen=True, slots=True)
class Named:
    """One owner as a text names it: by a nick, by a name in full, or by both."""

    nick: str = ""
    name: str = ""

    @property
    def spellings(self) -> tuple[str, ...]:
        return tuple(filter(None, (self.nick, self.name)))


_LONGEST_LIST = 120
_SEPARATOR = re.compile(r"\s*(?:,\s*(?:and|&)\s|,|;|&|\+|\band\s*/\s*or\b|\s(?:and|or|y|with)\s)\s*")
_PAIR = re.compile(r"(?P<outer>[^()]{1,60}?)\s*\(\s*(?P<inner>@?[^()]{2,40})\s*\)")
_NICK = re.compile(r"[A-Za-z\u00c0-\u024f_][\w^|`\[\]{}-]{1,30}")
_WORD = re.compile(r"[\w][\w.'\u2019-]*")
_TEAM = re.compile(
    r"(?i)(?:the\s+)?(?P<which>[\w/&.-]+(?:\s+[\w/&.-]+){0,2})\s+(?:core\s+)?(?:team|teams|folks|sig|wg|squad|guys|people|crew|community|cores|maintainers|ptl)"
)
_PARTICLES = frozenset(("de", "da", "di", "del", "van", "von", "der", "den", "la", "le", "el", "bin", "al", "dos", "du", "ten"))
_STRIPPED = " \t*_`\"'\u201c\u201d:;,."


class Directory:
    """Who is known: the owners of the notes, and those whom this text has made known."""

    def __init__(self, owners: Iterable[Owner] = ()) -> None:
        self._keys: dict[str, str] = {}
        self._proposed: dict[str, _Proposal] = {}
        for owner in owners:
            for spelling in (owner.key, owner.label, owner.name, *owner.aliases):
                if spelling:
                    self._keys.setdefault(_folded(spelling), owner.key)

    def knows(self, spelling: str) -> bool:
        """Tell whether a name is one of owners.yaml, or was proposed before."""
        return self._found(spelling) is not None

    def key(self, named: Named) -> str:
        """Return the key of an owner, who is proposed where nobody has any of the names."""
        found = next((key for spelling in named.spellings if (key := self._found(spelling))), None)
        if found is None:
            found = self._new_key(named)
            self._proposed[found] = _Proposal(named.nick or named.name, kind_of(named))
        for spelling in named.spellings:
            self._keys.setdefault(_folded(spelling), found)
        if found in self._proposed:
            self._proposed[found].learn(named)
        return found

    @property
    def proposed(self) -> tuple[DraftOwner, ...]:
        """The owners whom the notes do not have yet, in the order of the text."""
        return tuple(proposal.owner(key) for key, proposal in self._proposed.items())

    def _found(self, spelling: str) -> str | None:
        folded = _folded(spelling)
        return self._keys.get(folded) or self._keys.get(folded.removeprefix("the ")) or self._by_first_name(folded)

    def _by_first_name(self, folded: str) -> str | None:
        if " " in folded or len(folded) < 3:
            return None
        found = {key for spelling, key in self._keys.items() if spelling.startswith(f"{folded} ") and " team" not in spelling}
        return found.pop() if len(found) == 1 else None

    def _new_key(self, named: Named) -> str:
        wanted = slug(named.nick or named.name)[:LONGEST_ID].strip("-")
        key = wanted if wanted and not why_no_name(wanted, OWNER_HEADINGS) else f"owner-{wanted}"[:LONGEST_ID].strip("-")
        taken = {*self._keys.values(), *self._proposed}
        number = 2
        while key in taken:
            key, number = f"{wanted[: LONGEST_ID - 4] or 'owner'}-{number}", number + 1
        return key


@dataclass
class _Proposal:
    label: str
    kind: str
    names: list[str] = field(default_factory=list)

    def learn(self, named: Named) -> None:
        self.names.extend(spelling for spelling in named.spellings if spelling not in self.names)

    def owner(self, key: str) -> DraftOwner:
        others = [name for name in self.names if name != self.label]
        full = next((name for name in others if " " in name), "") if self.kind == "person" else ""
        aliases = tuple(name for name in others if name not in (full, key))
        return DraftOwner(key, self.kind, self.label, full, aliases, "New, as the text names them: say who this is.")


def named(text: str, directory: Directory, *, is_certain: bool) -> tuple[Named, ...]:
    """Return the owners that a text is a list of, or nothing where it is anything else.

    `is_certain` where nothing but owners can stand in the place of the text, so that any word that could be a nick is one.
    """
    text = text.strip(_STRIPPED)
    if not text or len(text) > _LONGEST_LIST:
        return ()
    found: list[Named] = []
    for part in _parts(text, directory):
        one = _one(part.strip(_STRIPPED), directory, is_certain=is_certain)
        if one is None:
            return ()
        found.append(one)
    return tuple(found)


def names_nobody(text: str) -> bool:
    """Tell whether a text stands in the place of an owner and names nobody, such as `TBD`."""
    return "-".join(text.casefold().strip(_STRIPPED).split()) in GENERIC_OWNERS


def kind_of(named: Named) -> str:
    """Return what a new owner seems to be: a team or an organisation by the name, and otherwise a person."""
    spelling = named.name or named.nick
    if _TEAM.fullmatch(spelling):
        return "team"
    return "organisation" if slug(spelling) in ORGANISATIONS else "person"


def slug(text: str) -> str:
    """Return the letters and digits of a text as an id may have them, with hyphens between its words."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower().replace("'", "")
    return "-".join(re.findall(r"[a-z0-9]+", plain))


def _parts(text: str, directory: Directory) -> Iterator[str]:
    if directory.knows(text):
        yield text
        return
    for part in _SEPARATOR.split(_shielded(text)):
        part = part.replace("\x00", ",")
        yield from _slashed(part, directory)


def _shielded(text: str) -> str:
    # A comma between brackets does not divide owners.
    return re.sub(r"\([^()]*\)", lambda found: found[0].replace(",", "\x00"), text)


def _slashed(part: str, directory: Directory) -> Iterator[str]:
    pieces = [piece.strip() for piece in part.split("/")]
    if len(pieces) == 1 or directory.knows(part):
        yield part
    elif len(pieces) == 2 and " " in pieces[0] and " " not in pieces[1] and not directory.knows(pieces[0]):
        yield f"{pieces[0]} ({pieces[1]})"
    elif len(pieces) == 2 and " " in pieces[1] and " " not in pieces[0] and not _TEAM.fullmatch(pieces[1]):
        yield f"{pieces[1]} ({pieces[0]})"
    else:
        yield from pieces


def _one(part: str, directory: Directory, *, is_certain: bool) -> Named | None:
    if not part:
        return None
    pair = _PAIR.fullmatch(part)
    if pair:
        return _paired(pair["outer"].strip(_STRIPPED), pair["inner"].strip(_STRIPPED), directory)
    has_at = part.startswith("@")
    part = part.removeprefix("@")
    if directory.knows(part):
        return Named(name=part) if " " in part else Named(nick=part)
    if names_nobody(part):
        return None
    if _TEAM.fullmatch(part) and _is_team(part):
        return Named(name=re.sub(r"^(?i:the)\s+", "", part))
    if " " not in part:
        return Named(nick=part) if _is_nick(part, is_certain=is_certain or has_at) else None
    return Named(name=part) if _is_full_name(part) else None


def _paired(outer: str, inner: str, directory: Directory) -> Named | None:
    outer, inner = outer.removeprefix("@"), inner.removeprefix("@")
    if " " in inner and " " not in outer:
        outer, inner = inner, outer
    if not _NICK.fullmatch(inner) or not (_is_full_name(outer) or directory.knows(outer) or _is_nick(outer, is_certain=True)):
        return None
    return Named(nick=inner, name=outer)


def _is_team(text: str) -> bool:
    found = _TEAM.fullmatch(text)
    which = found["which"].casefold() if found else ""
    return which not in COMMON_WORDS - {
        "infra",
        "release",
        "docs",
        "security",
        "tempest",
        "qa",
        "sdk",
        "api",
        "ui",
        "storyboard",
        "zuul",
        "client",
        "technical",
        "ci",
    }


def _is_nick(text: str, *, is_certain: bool) -> bool:
    if not _NICK.fullmatch(text) or (text.isupper() and not is_certain) or text.casefold() in COMMON_WORDS:
        return False
    return is_certain or len(text) > 2


def _is_full_name(text: str) -> bool:
    words = text.split()
    if not 1 <= len(words) <= 4 or not all(_WORD.fullmatch(word) for word in words):
        return False
    if len(words) == 1:
        return words[0][:1].isupper() and words[0].casefold() not in COMMON_WORDS
    are_capital = all(word[:1].isupper() or word.casefold() in _PARTICLES for word in words)
    return are_capital and sum(word.casefold() in COMMON_WORDS for word in words) * 2 <= len(words) - 1


def _folded(spelling: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", spelling).casefold().removeprefix("@").split())
