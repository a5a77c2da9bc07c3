"""Asks the Wayback Machine whether it has a copy of a page."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from pydantic import BaseModel, ValidationError

from cycleplan.cli.linkchecking.answer import Exchange, NoReplyError
from cycleplan.cli.linkchecking.turns import OutOfTimeError, Turns
from cycleplan.prose import NotAWebAddressError, web_address

AVAILABILITY = "https://archive.org/wayback/available"
"""Where it tells the copy that is nearest to a day, or else the newest (archive.org/help/wayback_api.php)."""

_LONGEST_REPLY = 64 * 1024


class _Copy(BaseModel):
    available: bool = False
    url: str = ""


class _Copies(BaseModel):
    closest: _Copy = _Copy()


class _Available(BaseModel):
    archived_snapshots: _Copies = _Copies()


def copy_of(url: str, exchange: Exchange, turns: Turns, service: str = AVAILABILITY) -> str:
    """Return the address of a copy, or nothing where there is none or the service does not say."""
    try:
        with turns.of(urlsplit(service).hostname or ""):
            reply = exchange("GET", f"{service}?url={quote(url, safe='')}", most=_LONGEST_REPLY)
        found = _Available.model_validate_json(reply.body).archived_snapshots.closest
        return _secure(web_address(found.url)) if found.available else ""
    except (NoReplyError, OutOfTimeError, ValidationError, NotAWebAddressError):
        return ""


def _secure(url: str) -> str:
    # The service names its copies by http, and serves them by https.
    plain = "http://web.archive.org/"
    return f"https://web.archive.org/{url.removeprefix(plain)}" if url.startswith(plain) else url
