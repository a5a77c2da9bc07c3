"""What Hypothesis tries: texts of all sorts, their escapes, and whole folders of good notes."""

from __future__ import annotations

import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from hypothesis import strategies as st

from cycleplan.model import why_no_fragment
from cycleplan.prose import one_line
from cycleplan.textfile import TextFile

Value = str | Sequence["Value"] | Mapping[str, "Value"]
Tables = list[dict[str, Value]]

CYCLES = {"2023.2": "Bobcat", "2024.1": "Caracal", "2024.2": "Dalmatian"}
STATUSES = ("open", "in progress", "done", "carried", "dropped", "superseded")
EVIDENCE = (
    "commit openstack/manila 97bf510bc",
    "review 123456",
    "bug 2024",
    "blueprint manila/snaplock",
    "mail https://lists.example/message/1",
    "url https://docs.example/a?b=c&d",
)

unicode_texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
"""Any text that a file can hold, control characters and exotic line ends included."""

python_texts = st.text(st.characters() | st.characters(categories=["Cs"]), max_size=30)
"""Any string of Python, lone surrogates included."""

lines = unicode_texts.map(one_line).filter(bool)
"""Text that says something, with white space folded."""

MARKS = (
    ("[", "]", "](", ")", "![", "<", ">", "*", "**", "_", "__", "`", "``", "```", "~~~", "\\", "&", "&amp;", "&#x202e;", "@", "[1]", "[2]")
    + ("][spec:", "][topic:", "][owner:", ": ", "[a]: ", '"', "'", "(", "\n", "\n\n", "\n> ", "\n- ", "\n    ", "\n1. ", "\n7) ", "\n# ")
    + ("\n===", "\n---", "\n***", "\n```", "<!--", "-->", "<?", "<b>", "</b>", "<http:", "<a@b.c>", " ", "  \n", "\t", "https://e.example/")
)

markdown_texts = st.lists(st.sampled_from(MARKS) | st.text("abcxyz019", min_size=1, max_size=4), max_size=25).map("".join)
"""Text full of the marks of Markdown, in every order."""

ids = st.from_regex(r"[a-z0-9]([a-z0-9-]{0,6}[a-z0-9])?", fullmatch=True).filter(
    lambda text: not why_no_fragment(text) and text not in {name.casefold() for name in CYCLES.values()}
)
"""Names that can be part of an address, and a fragment."""

days = st.dates(date(2023, 1, 1), date(2026, 12, 31)).map(date.isoformat)

web_addresses = st.sampled_from(("https://docs.example/", "http://docs.example/a%20b?c=d&e#f", "mailto:list@lists.example"))


def escaped(text: str) -> str:
    """Return Markdown that shows a text: a backslash before all ASCII punctuation."""
    return "".join(f"\\{character}" if character in string.punctuation else character for character in text)


def quoted(text: str) -> str:
    """Return a text as a double-quoted scalar of YAML."""
    return f'"{"".join(map(_quoted_character, text))}"'


def _quoted_character(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    return character if character.isprintable() else f"\\U{ord(character):08x}"


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


@st.composite
def plans(draw: st.DrawFn) -> tuple[TextFile, ...]:
    """Make the files of a small folder of notes in which nothing is wrong."""
    names = draw(_names())
    files = {
        "site.yaml": {"title": draw(lines), "base": "https://plan.example/", "licence": {"title": draw(lines)}},
        "cycles.yaml": {number: _cycle(draw, number) for number in names.cycles},
        "teams.yaml": {team: {"title": draw(lines)} for team in names.teams},
        "owners.yaml": {owner: _owner(draw) for owner in names.owners},
    }
    for team in names.teams:
        specs = [name.partition("/")[2] for name in names.specs if name.startswith(f"{team}/")]
        if specs:
            files[f"specs/{team}.yaml"] = {id_: _spec(draw, names) for id_ in specs}
    for gathering in names.topics:
        files |= _gathering(draw, names, gathering)
    return tuple(TextFile(path, yaml_of(values)) for path, values in files.items())


@st.composite
def _names(draw: st.DrawFn) -> _Names:
    cycles = tuple(sorted(draw(st.sets(st.sampled_from(sorted(CYCLES)), min_size=1))))
    teams = tuple(draw(st.lists(ids, min_size=1, max_size=2, unique=True)))
    owners = tuple(draw(st.lists(ids, min_size=1, max_size=4, unique=True)))
    specs = draw(st.lists(st.tuples(st.sampled_from(teams), ids).map("/".join), max_size=3, unique=True))
    pairs = [f"{cycle}/{team}" for cycle in cycles for team in teams]
    met = [pair for pair in pairs if pair == pairs[0] or draw(st.booleans())]
    topics = {gathering: tuple(draw(st.lists(ids, min_size=1, max_size=2, unique=True))) for gathering in met}
    return _Names(cycles, teams, owners, tuple(specs), topics)


def _cycle(draw: st.DrawFn, number: str) -> dict[str, Value]:
    return {"name": CYCLES[number], "milestones": {"m-cycle": {"title": draw(lines), "date": draw(days)}}}


def _owner(draw: st.DrawFn) -> dict[str, Value]:
    return {"kind": draw(st.sampled_from(("person", "organisation", "team")))} | _maybe(draw, label=lines, name=lines)


def _spec(draw: st.DrawFn, names: _Names) -> dict[str, Value]:
    return (
        {"kind": draw(st.sampled_from(("spec", "blueprint", "bug", "review"))), "title": draw(lines)}
        | _source(draw, names)
        | _maybe(draw, summary=_phrases(names), owners=_some(names.owners), moved_from=st.lists(lines, max_size=2), log=_logs(names))
        | _maybe(draw, changes=st.lists(_changes(names), max_size=2))
    )


def _gathering(draw: st.DrawFn, names: _Names, gathering: str) -> dict[str, dict[str, Value]]:
    numbers = draw(st.lists(st.integers(0, 9999), max_size=3, unique=True))
    own, rest = numbers[:1], numbers[1:]
    order = draw(st.permutations(names.topics[gathering]))
    files: dict[str, dict[str, Value]] = {
        f"{gathering}/gathering.yaml": {
            "title": draw(lines),
            "met": {"from": "2024-04-08", "to": "2024-04-12"},
            "pad": _source(draw, names),
            "introduction": _cited(draw(_phrases(names)), own),
            "references": [_reference(draw, names, number) for number in own],
            "milestones": {"m-own": {"title": draw(lines), "from": "2024-05-01", "to": "2024-05-02"}},
            "topics": order,
        }
    }
    for position, id_ in enumerate(names.topics[gathering]):
        files[f"{gathering}/{id_}.yaml"] = _topic(draw, names, f"{gathering}/{id_}", rest[position : position + 1])
    return files


def _topic(draw: st.DrawFn, names: _Names, name: str, numbers: Sequence[int]) -> dict[str, Value]:
    minted = draw(st.lists(ids.filter(lambda id_: id_ != name.rpartition("/")[2]), min_size=4, max_size=4, unique=True))
    parts = [{"id": minted[0]} | _section(draw, names, name, minted[1:2], ())] if draw(st.booleans()) else []
    return _section(draw, names, name, minted[2:], numbers) | {"parts": parts}


def _section(draw: st.DrawFn, names: _Names, name: str, minted: Sequence[str], numbers: Sequence[int]) -> dict[str, Value]:
    earlier = [topic for topic in names.full_topics if topic.partition("/")[0] < name.partition("/")[0]]
    actions: Tables = [{"id": id_} | _action(draw, names) for id_ in minted[:1]]
    decisions: Tables = [{"id": id_, "text": draw(_phrases(names)), "specs": draw(_some(names.specs))} for id_ in minted[1:]]
    return (
        {"title": draw(lines), "discussion": _cited(draw(_proses(names)), numbers), "actions": actions, "decisions": decisions}
        | {"references": [_reference(draw, names, number) for number in numbers]}
        | _maybe(draw, kind=st.sampled_from(("feature", "debt", "process")), summary=_phrases(names), led_by=_some(names.owners))
        | _maybe(draw, specs=_some(names.specs), log=_logs(names))
        | ({"continues": draw(st.sampled_from(earlier))} if earlier and draw(st.booleans()) else {})
    )


def _action(draw: st.DrawFn, names: _Names) -> dict[str, Value]:
    task = {"task": draw(_phrases(names))}
    due = st.sampled_from(("m-cycle", "m-own")) | days
    return task | _maybe(draw, owners=_some(names.owners), due=due, specs=_some(names.specs), log=_logs(names))


def _reference(draw: st.DrawFn, names: _Names, number: int) -> dict[str, Value]:
    of = [{"spec": draw(st.sampled_from(names.specs))}] if names.specs and draw(st.booleans()) else []
    return {"title": draw(lines), "cite": str(number)} | (of[0] if of else _source(draw, names))


def _source(draw: st.DrawFn, names: _Names) -> dict[str, Value]:
    if draw(st.booleans()):
        return {"url": draw(web_addresses)}
    return {"missing": draw(_phrases(names))} | _maybe(draw, found=st.fixed_dictionaries({"url": web_addresses, "where": _phrases(names)}))


def _changes(names: _Names) -> st.SearchStrategy[dict[str, Value]]:
    return st.fixed_dictionaries({"title": lines, "missing": _phrases(names)})


def _logs(names: _Names) -> st.SearchStrategy[Tables]:
    to = st.sampled_from((*names.cycles, *(CYCLES[number].upper() for number in names.cycles), *names.full_topics))
    evidence = st.sampled_from(EVIDENCE)
    entries = st.fixed_dictionaries(
        {"date": days, "status": st.sampled_from(STATUSES), "text": _phrases(names), "evidence": evidence | st.lists(evidence, min_size=1)},
        optional={"to": to},
    )
    return st.lists(entries, max_size=2).map(lambda log: sorted(log, key=lambda entry: str(entry["date"])))


def _phrases(names: _Names) -> st.SearchStrategy[str]:
    linked = [f"spec:{spec}" for spec in names.specs] + [f"topic:{topic}" for topic in names.full_topics]
    linked += [f"owner:{owner}" for owner in names.owners]
    shown = lines.map(escaped)
    pieces = st.one_of(
        shown,
        st.sampled_from(names.owners).map(lambda owner: f"@{owner}"),
        st.tuples(shown, st.sampled_from(linked)).map(lambda link: f"[{link[0]}][{link[1]}]"),
        st.tuples(shown, web_addresses).map(lambda link: f"[{link[0]}]({link[1]})"),
        st.text("abc<&*[", min_size=1, max_size=5).map(lambda code: f"`{code}`"),
        shown.map(lambda text: f"*{text}*"),
        shown.map(lambda text: f"**{text}**"),
    )
    return st.lists(pieces, min_size=1, max_size=3).map(" ".join)


def _proses(names: _Names) -> st.SearchStrategy[str]:
    phrase = _phrases(names)
    blocks = st.one_of(
        phrase,
        phrase.map(lambda text: f"> {text}"),
        st.lists(phrase, min_size=1, max_size=2).map(lambda items: "\n".join(f"- {item}" for item in items)),
        st.lists(phrase, min_size=1, max_size=2).map(lambda items: "\n".join(f"3. {item}" for item in items)),
        lines.filter(lambda text: "`" not in text).map(lambda code: f"```python\n{code}\n```"),
    )
    return st.lists(blocks, min_size=1, max_size=3).map("\n\n".join)


def _cited(text: str, numbers: Sequence[int]) -> str:
    return "\n\n".join((text, *(f"See [{number}]." for number in numbers)))


def _some(names: Sequence[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(names), max_size=2, unique=True) if names else st.just([])


def _maybe(draw: st.DrawFn, **values: st.SearchStrategy[Value]) -> dict[str, Value]:
    return {key: draw(value) for key, value in values.items() if draw(st.booleans())}
