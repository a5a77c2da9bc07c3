"""The words of the theme, through a catalogue that can be translated (`theme/locale`, domain `cycleplan`)."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.locale import get_translation

if TYPE_CHECKING:
    from sphinx.application import Sphinx

THEME_NAME = "cycleplan"
CATALOG = THEME_NAME
LOCALE = Path(__file__).parent.parent / "theme" / "locale"

_ = get_translation(CATALOG)
"""Returns the translation of a word, or the word itself; it is text, and no markup."""


def escaped(message: str) -> str:
    """Return the translation of a word as markup that shows it, for templates, which do not escape by themselves."""
    return escape(_(message))


def setup_messages(app: Sphinx) -> None:
    """Register the catalogue; the language is Sphinx's own setting."""
    app.add_message_catalog(CATALOG, str(LOCALE))
