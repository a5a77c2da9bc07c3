"""What Hypothesis tries as notes: whole small folders of them in which nothing is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from hypothesis import strategies as st
from text_strategies import CYCLES, escaped, ids, lines, quoted, web_addresses

from cycleplan.textfile import TextFile

Value = str | Sequence["Value"] | Mapping[str, "Value"]
Tables = list[dict[str, Value]]

STATUSES = ("open", "in progress", "done", "carried", "dropped", "superseded")
EVIDENCE = (
    "commit openstack/manila 97bf510bc",
    "review 123456",
    "bug 2024",
    "blueprint manila/snaplock",
    "mail https://lists.example/message/1",
    "url https://docs.example/a?b=c&d",
)

days = st.dates(date(2023, 1, 1), date(2026, 12, 31)).map(date.isoformat)
_sites = web_addresses.filter(lambda url: not url.startswith("mailto:"))


def yaml_of(value: Mapping[str, Value]) -> str:
    """Return a mapping as YAML, one value a line."""
    return "".join(f"{line}\n" for line in _block(value))


def _block(value: Value) -> list[str]:
    if isinstance(value, Mapping):
        pairs = [(f"{quoted(key)}:", inner) for key, inner in value.items()]
    else:
        pairs = [("-", inner) for inner in value]
    written: list[str] = []
    for lead, inner in pairs:
        if isinstance(inner, str):
            written.append(f"{lead} {quoted(inner)}")
        elif not inner:
            written.append(f"{lead} {'{}' if isinstance(inner, Mapping) else '[]'}")
        else:
            written.extend((lead, *(f"  {line}" for line in _block(inner))))
    return written


@dataclass(frozen=True)
class _Names:
    """What notes can name."""

    cycles: tuple[str, ...]
    teams: tuple[str, ...]
    owners: tuple[str, ...]
    specs: tuple[str, ...]
    topics: Mapping[str, tuple[str, ...]]

    @property
    def full_topics(self) -> tuple[str, ...]:
        return tuple(f"{gathering}/{id_}" for gathering, ids_ in self.topics.items() for id_ in ids_)

    def one(self, kind: str, index: int) -> str:
        """Return one of the names of a kind, or nothing where there is none."""
        known = {"owner": self.owners, "spec": self.specs, "topic": self.full_topics, "cycle": self.cycles}[kind]
        return known[index % len(known)] if known else ""

    def some(self, kind: str, indexes: Sequence[int]) -> list[str]:
        """Return some of the names of a kind, each once."""
        return list(filter(None, dict.fromkeys(self.one(kind, index) for index in indexes)))

    def phrase(self, pieces: Sequence[_Piece]) -> str:
        """Return a phrase of Markdown in which these names stand."""
        return " ".join(self._piece(*piece) for piece in pieces)

    def prose(self, blocks: Sequence[tuple[str, Sequence[_Piece]]]) -> str:
        """Return blocks of Markdown in which these names stand."""
        return "\n\n".join(lead.format(self.phrase(pieces)) for lead, pieces in blocks)

    def _piece(self, kind: str, text: str, index: int) -> str:
        shown = escaped(text)
        if kind in ("owner", "spec", "topic"):
            name = self.one(kind, index)
            return f"[{shown}][{kind}:{name}]" if name else shown
        if kind == "mention":
            return f"@{self.one('owner', index)}"
        return {
            "text": shown,
            "web": f"[{shown}](https://e.example/{index})",
            "em": f"*{shown}*",
            "strong": f"**{shown}**",
            "code": "`<a*[`",
        }[kind]


_Piece = tuple[str, str, int]
_indexes = st.integers(0, 7)
_pieces = st.lists(
    st.tuples(st.sampled_from(("text", "owner", "spec", "topic", "mention", "web", "em", "strong", "code")), lines, _indexes),
    min_size=1,
    max_size=3,
)
_LEADS = ("{}", "> {}", "- {}", "- {}\n- two", "3. {}", "    {}", "```python\n{}\n```")
_TO = ("", "cycle", "name", "topic")
_blocks = st.lists(
    st.tuples(st.sampled_from(_LEADS), _pieces),
    min_size=1,
    max_size=3,
)
_some = st.lists(_indexes, max_size=2)
_log = st.lists(
    st.tuples(days, st.sampled_from(STATUSES), _pieces, st.sampled_from(EVIDENCE), st.sampled_from(_TO), _indexes),
    max_size=2,
).map(sorted)
_few_ids = st.lists(ids, min_size=1, max_size=2, unique=True)


@st.composite
def plans(draw: st.DrawFn) -> tuple[TextFile, ...]:
    """Make the files of a small folder of notes in which nothing is wrong."""
    return _Making(draw, draw(_names())).files()


@st.composite
def _names(draw: st.DrawFn) -> _Names:
    cycles = tuple(sorted(draw(st.sets(st.sampled_from(sorted(CYCLES)), min_size=1))))
    teams = tuple(draw(_few_ids))
    owners = tuple(draw(st.lists(ids, min_size=1, max_size=4, unique=True)))
    specs = tuple(f"{teams[index % len(teams)]}/{id_}" for id_, index in draw(st.dictionaries(ids, _indexes, max_size=3)).items())
    pairs = [f"{cycle}/{team}" for cycle in cycles for team in teams]
    topics = {gathering: tuple(draw(_few_ids)) for gathering in pairs if gathering == pairs[0] or draw(st.booleans())}
    return _Names(cycles, teams, owners, specs, topics)


@dataclass(frozen=True)
class _Making:
    """Draws the files of notes around some names."""

    draw: st.DrawFn
    names: _Names

    def files(self) -> tuple[TextFile, ...]:
        names = self.names
        files: dict[str, dict[str, Value]] = {
            "site.yaml": {"title": self.line(), "base": "https://plan.example/", "licence": {"title": self.line()}},
            "cycles.yaml": {number: self.cycle(number) for number in names.cycles},
            "teams.yaml": {team: {"title": self.line()} for team in names.teams},
            "owners.yaml": {owner: self.owner() for owner in names.owners},
        }
        for name in names.specs:
            team, id_ = name.split("/")
            files[f"specs/{team}.yaml"] = files.get(f"specs/{team}.yaml", {}) | {id_: self.spec()}
        for gathering in names.topics:
            files |= self.gathering(gathering)
        return tuple(TextFile(path, yaml_of(values)) for path, values in files.items())

    def line(self) -> str:
        return self.draw(lines)

    def phrase(self) -> str:
        return self.names.phrase(self.draw(_pieces))

    def some(self, kind: str) -> list[str]:
        return self.names.some(kind, self.draw(_some))

    def maybe(self, key: str, value: Callable[[], Value]) -> dict[str, Value]:
        return {key: value()} if self.draw(st.booleans()) else {}

    def cycle(self, number: str) -> dict[str, Value]:
        return {"name": CYCLES[number], "milestones": {"m-cycle": {"title": self.line(), "date": self.draw(days)}}}

    def owner(self) -> dict[str, Value]:
        kind = self.draw(st.sampled_from(("person", "organisation", "team")))
        return {"kind": kind} | self.maybe("label", self.line) | self.maybe("name", self.line) | self.maybe("review", self.phrase)

    def spec(self) -> dict[str, Value]:
        kind = self.draw(st.sampled_from(("spec", "blueprint", "bug", "review")))
        change: dict[str, Value] = {"title": self.line(), "missing": self.phrase()}
        return (
            {"kind": kind, "title": self.line(), "summary": self.phrase(), "owners": self.some("owner"), "log": self.log()}
            | self.source()
            | self.maybe("changes", lambda: [change])
            | self.maybe("review", self.phrase)
        )

    def gathering(self, name: str) -> dict[str, dict[str, Value]]:
        topics = self.names.topics[name]
        numbers = self.draw(st.lists(st.integers(0, 9999), max_size=3, unique=True))
        own, rest = numbers[:1], numbers[1:]
        files: dict[str, dict[str, Value]] = {
            f"{name}/gathering.yaml": {
                "title": self.line(),
                "met": {"from": "2024-04-08", "to": "2024-04-12"},
                "pad": self.source(),
                "introduction": _cited(self.phrase(), own),
                "references": [self.reference(number) for number in own],
                "milestones": {"m-own": {"title": self.line(), "from": "2024-05-01", "to": "2024-05-02"}},
                "topics": topics[::-1] if self.draw(st.booleans()) else topics,
            }
            | self.maybe("review", self.phrase)
        }
        for position, id_ in enumerate(topics):
            files[f"{name}/{id_}.yaml"] = self.topic(f"{name}/{id_}", rest[position : position + 1])
        return files

    def topic(self, name: str, numbers: Sequence[int]) -> dict[str, Value]:
        drawn = self.draw(st.lists(ids, min_size=4, max_size=4, unique=True))
        part, *minted = (f"{id_}-x" if id_ == name.rpartition("/")[2] else id_ for id_ in drawn)
        parts = [{"id": part} | self.section(name, minted[:1], ())] if self.draw(st.booleans()) else []
        return self.section(name, minted[1:], numbers) | {"parts": parts}

    def section(self, name: str, minted: Sequence[str], numbers: Sequence[int]) -> dict[str, Value]:
        earlier = [topic for topic in self.names.full_topics if topic.partition("/")[0] < name.partition("/")[0]]
        return (
            {"title": self.line(), "discussion": _cited(self.names.prose(self.draw(_blocks)), numbers)}
            | {"actions": [{"id": id_} | self.action() for id_ in minted[:1]]}
            | {"decisions": [{"id": id_} | self.decision() for id_ in minted[1:]]}
            | {"references": [self.reference(number) for number in numbers]}
            | {"led_by": self.some("owner"), "specs": self.some("spec"), "log": self.log()}
            | self.maybe("kind", lambda: self.draw(st.sampled_from(("feature", "debt", "process"))))
            | self.maybe("summary", self.phrase)
            | self.maybe("review", self.phrase)
            | ({"continues": earlier[self.draw(_indexes) % len(earlier)]} if earlier else {})
        )

    def decision(self) -> dict[str, Value]:
        return {"text": self.phrase(), "specs": self.some("spec")} | self.maybe("review", self.phrase)

    def action(self) -> dict[str, Value]:
        due = self.maybe("due", lambda: self.draw(st.sampled_from(("m-cycle", "m-own", "2024-09-03"))))
        said: dict[str, Value] = {"task": self.phrase(), "owners": self.some("owner"), "specs": self.some("spec"), "log": self.log()}
        return said | due | self.maybe("review", self.phrase)

    def reference(self, number: int) -> dict[str, Value]:
        spec = self.names.one("spec", self.draw(_indexes)) if self.draw(st.booleans()) else ""
        review = self.maybe("review", self.phrase)
        return {"title": self.line(), "cite": str(number)} | ({"spec": spec} if spec else self.source()) | review

    def source(self) -> dict[str, Value]:
        if self.draw(st.booleans()):
            return {"url": self.draw(web_addresses)} | self.maybe("archived", lambda: self.draw(_sites))
        return {"missing": self.phrase()} | self.maybe("found", lambda: {"url": self.draw(web_addresses), "where": self.phrase()})

    def log(self) -> Tables:
        return [self._entry(*entry) for entry in self.draw(_log)]

    def _entry(self, day: str, status: str, pieces: Sequence[_Piece], evidence: str, kind: str, index: int) -> dict[str, Value]:
        cycle = self.names.one("cycle", index)
        to = {"": "", "cycle": cycle, "name": CYCLES[cycle].upper(), "topic": self.names.one("topic", index)}[kind]
        entry: dict[str, Value] = {"date": day, "status": status, "text": self.names.phrase(pieces), "evidence": evidence}
        return entry | ({"to": to} if to else {})


def _cited(text: str, numbers: Sequence[int]) -> str:
    return "\n\n".join((text, *(f"See [{number}]." for number in numbers)))
