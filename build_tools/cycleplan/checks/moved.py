"""Work items that have moved: nothing cites them where they no longer are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import urldefrag

from cycleplan.model import Outside, OutsideRole, Plan, Spec, outside_addresses
from cycleplan.notes.result import Notes
from cycleplan.problems import Problem, Rule, Severity
from cycleplan.prose import NotAWebAddressError, web_address

MOVED_SPEC = Rule(
    "CP507",
    "A work item that has moved is cited by its name.",
    bad="references:\n  - {title: The spec, url: https://specs.example/2024.1/encryption.html}",
    good="references:\n  - {title: The spec, spec: manila/encryption}",
    why="The address is one that the work item has under `moved_from`. Its page knows the present one, and will know the next.",
    severity=Severity.WARNING,
)

RULES = (MOVED_SPEC,)


def moved_specs_are_cited_by_name(notes: Notes) -> Iterator[Problem]:
    """No `url` and no link in prose leads to where a work item was before."""
    moved = _moved(notes.plan)
    for address in outside_addresses(notes.plan) if moved else ():
        spec = moved.get(_comparable(address.url))
        hint = _hint(address, spec) if spec else ""
        if spec and hint:
            yield MOVED_SPEC.broken(address.at, f"the spec {spec.name!r} has moved from {address.url!r}", hint)


def _moved(plan: Plan) -> Mapping[str, Spec]:
    return {_comparable(place): spec for spec in plan.specs for place in spec.moved_from if "://" in place}


def _comparable(address: str) -> str:
    """Return an address as it is compared: spelled as pages spell it, without its fragment, its scheme or a slash at its end."""
    try:
        spelled = web_address(address)
    except NotAWebAddressError:
        spelled = address
    return urldefrag(spelled).url.partition("://")[2].rstrip("/")


def _hint(address: Outside, spec: Spec) -> str:
    """Return what to write instead, or nothing where the old address is meant to stay: copies, and logs of what once was."""
    match address.role:
        case OutsideRole.REFERENCE:
            return f"write spec: {spec.name} for url"
        case OutsideRole.PROSE:
            return f"write [text][spec:{spec.name}]"
        case OutsideRole.SOURCE | OutsideRole.FOUND | OutsideRole.LICENCE:
            return "write the present address"
        case _:
            return ""
