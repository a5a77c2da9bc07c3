"""What a name in the notes means, and how it is written once it means another address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from cycleplan.model import Address, Plan, named
from cycleplan.moving.exchange import Exchange
from cycleplan.moving.items import TEAMS
from cycleplan.moving.kept import place_in_notes
from cycleplan.moving.names import Name, NameKind
from cycleplan.notes.layout import FileKind, NotesPath


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the names of one file as a plan understands them."""

    plan: Plan
    place: NotesPath

    def target(self, name: Name) -> Address | None:
        """Return the address that a name means; nothing where it means no item."""
        match name.kind:
            case NameKind.OWNER:
                return Address(f"owners/{name.text}")
            case NameKind.SPEC:
                return Address(f"specs/{name.text}")
            case NameKind.TOPIC | NameKind.CONTINUED | NameKind.LISTED:
                return self._topic(name.text)
            case NameKind.ID:
                return Address(self._page, name.text)
            case NameKind.KEY:
                return Address(f"{self._folder}/{name.text}")
            case NameKind.ADDRESS | NameKind.REMOVED:
                return None if ":" in name.text else named(name.text)
            case _:
                assert_never(name.kind)

    def respelled(self, name: Name, exchange: Exchange) -> str:
        """Return how a name is written after an exchange: as before, but for what changes."""
        old = self.target(name)
        new = exchange.of(old) if old else None
        if old is None or new is None or new == old:
            return name.text
        match name.kind:
            case NameKind.OWNER:
                return new.page.rpartition("/")[2]
            case NameKind.KEY:
                # What goes to another file gets its new key there.
                folder, _, key = new.page.rpartition("/")
                return key if folder == self._folder else name.text
            case NameKind.SPEC:
                return new.page.removeprefix("specs/")
            case NameKind.TOPIC:
                return _topic_like(name.text, new)
            case NameKind.CONTINUED:
                # A thread runs from topic to topic: what took up a topic takes up the one that this became a part of.
                return _topic_like(name.text, new if old.fragment else new.whole)
            case NameKind.LISTED:
                # What is no topic any more is taken out of the order, and not renamed there.
                return name.text if new.fragment else _topic_like(name.text, new)
            case NameKind.ID:
                return new.fragment or name.text
            case NameKind.ADDRESS:
                return str(new)
            case NameKind.REMOVED:
                return str(new) if exchange.takes_along(old) and old.fragment else name.text
            case _:
                assert_never(name.kind)

    @property
    def _page(self) -> str:
        return f"{self.place.cycle}/{self.place.team}/{self.place.id}"

    @property
    def _folder(self) -> str:
        folders = {FileKind.OWNERS: "owners", FileKind.TEAMS: TEAMS}
        return folders.get(self.place.kind, f"specs/{self.place.team}")

    def _topic(self, text: str) -> Address | None:
        page, _, fragment = text.partition("#")
        gathering = f"{self.place.cycle}/{self.place.team}" if self.place.cycle else ""
        topic = self.plan.topic(page, gathering)
        return Address(topic.name, fragment) if topic else None


def reader_of(plan: Plan, path: str) -> Reader | None:
    """Return what reads the names of a file, where it has a place in the notes."""
    place = place_in_notes(path)
    return Reader(plan, place) if place else None


def _topic_like(text: str, new: Address) -> str:
    """Write a topic as a name of another was written: by its id alone, or with the cycle under the same one of its names."""
    page = text.partition("#")[0]
    _, team, id_ = new.page.split("/")
    if "/" in page:
        written = page.partition("/")[0]
        page = f"{written}/{team}/{id_}"
    else:
        page = id_
    return str(Address(page, new.fragment))
