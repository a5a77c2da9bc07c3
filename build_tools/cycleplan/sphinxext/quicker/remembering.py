"""What comes out the same for each page, kept from the first on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import copy
from functools import lru_cache
from types import CodeType
from typing import TYPE_CHECKING, Any

from docutils.utils import DependencyList
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from markdown_it.common import normalize_url
from myst_parser.mdit_to_docutils import base
from sphinx.search.en import SearchEnglish
from sphinx.util import docutils as sphinx_docutils

if TYPE_CHECKING:
    from docutils.frontend import Values

_STEMS: dict[str, str] = {}
_ADDRESSES = 2**14
"""How many addresses are kept, of some hundred bytes each."""

slow_settings = sphinx_docutils._get_settings  # noqa: SLF001  # there is no public way to them
slow_defaults = base.get_default_settings  # type: ignore[attr-defined]  # MyST has it from docutils
slow_address = normalize_url.normalizeLink
slow_address_text = normalize_url.normalizeLinkText


class RememberingEnglish(SearchEnglish):
    """The search of Sphinx in English, which stems a word once in a process and not once on each page."""

    def stem(self, word: str) -> str:
        """Return the stem of a word."""
        stem = _STEMS.get(word)
        if stem is None:
            stem = _STEMS[word] = super().stem(word)
        return stem


class Compiled(BytecodeCache):
    """The templates of a theme as code, for every run of Sphinx in this process (Jinja, "Bytecode Cache")."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, ...], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template its code where its source is known."""
        bucket.code = self.known.get(self._name(bucket))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        if bucket.code:
            self.known[self._name(bucket)] = bucket.code

    def _name(self, bucket: Bucket) -> tuple[str, ...]:
        return (bucket.key, bucket.checksum, *sorted(bucket.environment.extensions))


class Settings:
    """The settings of docutils, which are parsed from those of its parts once in a run, and copied for each page."""

    def __init__(self) -> None:
        self._known: dict[tuple[object, ...], tuple[object, Values]] = {}

    def clear(self) -> None:
        """Forget those of the run before."""
        self._known.clear()

    def of_page(self, *components: Any, defaults: Mapping[str, Any], read_config_files: bool = False) -> Values:
        """Return what `sphinx.util.docutils._get_settings` does."""
        key = (*map(_kind, components), read_config_files, *((name, id(value)) for name, value in defaults.items()))
        return self._copied(key, defaults, lambda: slow_settings(*components, defaults=defaults, read_config_files=read_config_files))

    def of_parts(self, *components: Any) -> Values:
        """Return what `docutils.frontend.get_default_settings` does."""
        return self._copied(tuple(map(_kind, components)), None, lambda: slow_defaults(*components))

    def _copied(self, key: tuple[object, ...], holds: object, make: Callable[[], Values]) -> Values:
        known = self._known.get(key)
        if known is None:
            # What the key has the number of lives as long as the key.
            known = self._known[key] = (holds, make())
        settings = copy(known[1])
        settings.record_dependencies = DependencyList()
        return settings


def _kind(component: Any) -> type:
    return component if isinstance(component, type) else type(component)


COMPILED = Compiled()
SETTINGS = Settings()


address = lru_cache(_ADDRESSES)(slow_address)
address_text = lru_cache(_ADDRESSES)(slow_address_text)
