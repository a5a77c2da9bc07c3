"""Answers beside the notes that asked for them: which address, what became of it, and everywhere it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urldefrag

from cycleplan.cli.linkchecking.answer import Answer, Verdict
from cycleplan.model import Outside, OutsideRole


@dataclass(frozen=True, slots=True)
class Finding:
    """An address without its fragment, the places that name it, and the answer, unless nobody had the time to ask.

    `copy` is an archived copy that somebody found for it just now.
    """

    url: str
    places: tuple[Outside, ...]
    answer: Answer | None = None
    copy: str = ""

    @property
    def is_dead(self) -> bool:
        """Whether readers are led nowhere: where each place offers a copy they are not."""
        return self.answer is not None and self.answer.verdict is Verdict.DEAD and bool(self.open_places)

    @property
    def is_covered(self) -> bool:
        """Whether the address is dead and each place offers a copy."""
        return self.answer is not None and self.answer.verdict is Verdict.DEAD and not self.open_places

    @property
    def open_places(self) -> tuple[Outside, ...]:
        """The places that somebody has to see to, of an address that is not fine."""
        return tuple(place for place in self.places if not place.archived)

    def remedy(self, place: Outside) -> str:
        """Return what to do about the address at one of its places, as a clause."""
        assert self.answer is not None
        match self.answer.verdict:
            case Verdict.DEAD:
                return _for_dead(place.role, self.copy)
            case Verdict.UNSURE:
                return "open it in a browser"
            case Verdict.MOVED:
                fragment = urldefrag(place.url).fragment
                moved_to = f"{self.answer.moved_to}#{fragment}" if fragment else self.answer.moved_to
                return "mend the site's tracker" if place.role is OutsideRole.TRACKED else f"write {moved_to}"
            case Verdict.FINE:
                return ""


def asked_as(url: str) -> str:
    """Return an address as a host is asked for it: without the fragment, which no host gets to see."""
    return urldefrag(url).url


def findings_of(places: Iterable[Outside], answers: Mapping[str, Answer]) -> tuple[Finding, ...]:
    """Return every address once, in the order of the notes."""
    by_url: dict[str, list[Outside]] = {}
    for place in places:
        by_url.setdefault(asked_as(place.url), []).append(place)
    return tuple(Finding(url, tuple(found), answers.get(url)) for url, found in by_url.items())


def _for_dead(role: OutsideRole, copy: str) -> str:
    match role:
        case OutsideRole.REFERENCE | OutsideRole.SOURCE:
            return f"add archived: {copy}" if copy else "add archived with the address of a copy, or mend url"
        case OutsideRole.ARCHIVED:
            return f"write {copy}" if copy else "write the address of another copy"
        case OutsideRole.FOUND:
            return f"write {copy}" if copy else "write the address of a copy, or take it out"
        case OutsideRole.EVIDENCE:
            return f"add the evidence: url {copy}" if copy else "add the address of a copy to the evidence"
        case OutsideRole.TRACKED:
            return "mend the evidence, or the site's tracker"
        case OutsideRole.PROSE:
            return f"make it a reference with archived: {copy}" if copy else "make it a reference, which can have archived"
        case OutsideRole.LICENCE:
            return "write the present address"
