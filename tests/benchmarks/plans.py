"""Realistic plans of any size, the same for the same number: teams that meet each cycle, and talk about 18 topics.

A small plan has the cycles of a year and a half, a large one many: what stands open there is of the two newest cycles.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from cycleplan.textfile import TextFile

TOPICS_A_GATHERING = 18
CYCLES = (("2023.2", "Bobcat"), ("2024.1", "Caracal"), ("2024.2", "Dalmatian"))
NEXT = ("2025.1", "Epoxy")
_TEAMS_A_CYCLE = 20
"""In a plan with more than three cycles, at least."""
_MOST_CYCLES = 28
_STILL_OPEN = 2
"""The cycles in which some action items are not done yet."""
_KINDS = ("feature", "debt", "process")
_SEED = 20241002


def realistic_notes(topics: int) -> tuple[TextFile, ...]:
    """Return notes with this number of topics, and with as many owners and work items as such a number brings."""
    return tuple(TextFile(path, text) for path, text in _Notes(topics).files())


def next_gathering(topics: int) -> tuple[TextFile, ...]:
    """Return what a team adds to notes with this number of topics when it meets for the next cycle, `cycles.yaml` included."""
    notes = _Notes(topics)
    files = dict(notes.files())
    cycles = {"cycles.yaml": files["cycles.yaml"] + notes.cycle(*NEXT)}
    return tuple(TextFile(path, text) for path, text in (cycles | dict(notes.gathering(NEXT[0]))).items())


def cycles_of(gatherings: int) -> tuple[tuple[str, str], ...]:
    """Return the numbers and names of the cycles of a plan with so many gatherings, the oldest first."""
    count = min(_MOST_CYCLES, max(len(CYCLES), gatherings // _TEAMS_A_CYCLE))
    first = 2 * 2024 + 1 - (count - 1)
    older = ((f"{half // 2}.{half % 2 + 1}", f"Cycle{half}") for half in range(first, first + count - len(CYCLES)))
    return (*older, *CYCLES)


class _Notes:
    """Notes while they are made; everything is drawn from one source of chance with a seed."""

    def __init__(self, topics: int) -> None:
        self.chance = Random(_SEED)
        self.words = tuple(self._word() for _ in range(9000))
        gatherings = -(-topics // TOPICS_A_GATHERING)
        self.cycles = cycles_of(gatherings)
        self.teams = tuple(f"team{number}" for number in range(-(-gatherings // len(self.cycles))))
        self.owners = tuple(f"owner{number}" for number in range(max(3, topics // 4)))
        self.specs = tuple(f"{self.chance.choice(self.teams)}/spec{number}" for number in range(max(1, topics // 3)))
        names = [f"{cycle}/{team}" for cycle, _ in self.cycles for team in self.teams][:gatherings]
        counts = [min(TOPICS_A_GATHERING, topics - position * TOPICS_A_GATHERING) for position in range(gatherings)]
        self.gatherings = {name: tuple(f"topic{n}" for n in range(count)) for name, count in zip(names, counts, strict=True)}

    def files(self) -> Iterator[tuple[str, str]]:
        yield "site.yaml", "title: A plan to measure\nbase: https://plan.example/\nlicence: {title: CC BY 3.0}\n"
        yield "cycles.yaml", "".join(self.cycle(*cycle) for cycle in self.cycles)
        yield "teams.yaml", "".join(f"{team}: {{title: {team.title()}}}\n" for team in self.teams)
        yield "owners.yaml", "".join(f"{owner}:\n  kind: person\n  name: {self._title(2)}\n" for owner in self.owners)
        for team in self.teams:
            found = [self._spec(name) for name in self.specs if name.startswith(f"{team}/")]
            if found:
                yield f"specs/{team}.yaml", "".join(found)
        for gathering, topics in self.gatherings.items():
            yield f"{gathering}/gathering.yaml", self._gathering(topics)
            for position, topic in enumerate(topics):
                yield f"{gathering}/{topic}.yaml", self._topic(gathering, topic, position + 1)

    def gathering(self, cycle: str) -> Iterator[tuple[str, str]]:
        """Yield the files of a gathering of the first team in another cycle."""
        name = f"{cycle}/{self.teams[0]}"
        self.gatherings[name] = tuple(f"topic{n}" for n in range(TOPICS_A_GATHERING))
        yield f"{name}/gathering.yaml", self._gathering(self.gatherings[name])
        for position, topic in enumerate(self.gatherings[name]):
            yield f"{name}/{topic}.yaml", self._topic(name, topic, position + 1)

    def cycle(self, number: str, name: str) -> str:
        year = number.partition(".")[0]
        milestones = "".join(
            f"    {key}: {{title: {title}, date: {year}-{month:02}-15}}\n"
            for month, (key, title) in enumerate((("spec-freeze", "Spec freeze"), ("feature-freeze", "Feature freeze")), 6)
        )
        return f'"{number}":\n  name: {name}\n  milestones:\n{milestones}'

    def _spec(self, name: str) -> str:
        owner = self.chance.choice(self.owners)
        lines = [f"{name.partition('/')[2]}:", "  kind: spec", f"  title: {self._title(6)}", f"  summary: {self._sentence()}"]
        return "\n".join((*lines, f"  owners: [{owner}]", f"  url: https://specs.example/{name}", ""))

    def _gathering(self, topics: tuple[str, ...]) -> str:
        lines = [f"title: {self._title(3)}", "met: {from: 2024-04-08, to: 2024-04-12}", "introduction: |", f"  {self._sentence()}"]
        return "\n".join((*lines, f"topics: [{', '.join(topics)}]", ""))

    def _topic(self, gathering: str, topic: str, number: int) -> str:
        lines = [f"title: {self._title(6)}", f"kind: {self.chance.choice(_KINDS)}", f"summary: {self._sentence()}"]
        lines += [f"led_by: [{self.chance.choice(self.owners)}]", "discussion: |"]
        lines += [f"  {line}" if line else "" for line in self._discussion(gathering, number)]
        lines += ["decisions:", f"  - {{id: d1, text: {self._sentence()}}}", "actions:"]
        is_open = gathering.partition("/")[0] in {cycle for cycle, _ in (*self.cycles[-_STILL_OPEN:], NEXT)}
        lines += [line for position in range(self.chance.randint(2, 4)) for line in self._action(position + 1, is_open=is_open)]
        specs = self.chance.sample(self.specs, min(self.chance.randint(0, 3), len(self.specs)))
        lines += [f"specs: [{', '.join(specs)}]"] if specs else []
        lines += ["references:", f"  - {{cite: {number}, title: {self._title(5)}, url: 'https://e.example/{number}'}}"]
        earlier = self._earlier(gathering, topic)
        lines += [f"continues: {earlier}"] if earlier else []
        return "\n".join((*lines, ""))

    def _discussion(self, gathering: str, number: int) -> Iterator[str]:
        spec, owner = self.chance.choice(self.specs), self.chance.choice(self.owners)
        other = f"{gathering}/{self.chance.choice(self.gatherings[gathering])}"
        said, wanted = 0, self.chance.randint(120, 250)
        while said < wanted:
            sentences = " ".join(self._sentence() for _ in range(3))
            said += len(sentences.split())
            yield from (sentences, "")
        yield f"@{owner} asked for [the spec][spec:{spec}] and for [another topic][topic:{other}], see [{number}]. Then `a_name`:"
        yield from ("", f"- {self._sentence()}", f"- {self._sentence()} It *has* to, see [the page](https://docs.example/{number}).")

    def _action(self, number: int, *, is_open: bool) -> Iterator[str]:
        yield f"  - id: a{number}"
        yield f"    task: {self._sentence()}"
        yield f"    owners: [{', '.join(self.chance.sample(self.owners, self.chance.randint(1, 3)))}]"
        yield f"    due: {self.chance.choice(('spec-freeze', 'feature-freeze', '2024-09-01'))}"
        if self.chance.random() < 0.5 or not is_open:
            entry = f"date: 2024-07-16, status: done, text: {self._sentence()}, evidence: review {self.chance.randint(900000, 999999)}"
            yield f"    log: [{{{entry}}}]"

    def _earlier(self, gathering: str, topic: str) -> str:
        cycle, _, team = gathering.partition("/")
        numbers = [number for number, _ in (*self.cycles, NEXT)]
        position = numbers.index(cycle)
        before = f"{numbers[position - 1]}/{team}"
        return f"{before}/{topic}" if position and topic in self.gatherings.get(before, ()) and self.chance.random() < 0.3 else ""

    def _sentence(self) -> str:
        return f"{self._title(self.chance.randint(7, 14))}."

    def _title(self, count: int) -> str:
        # The commonest words of a language are a few: the square of a draw leans to them.
        chosen = [self.words[int(self.chance.random() ** 2 * len(self.words))] for _ in range(count)]
        return " ".join(chosen).capitalize()

    def _word(self) -> str:
        return "".join(self.chance.choice("bdfgklmnprstv") + self.chance.choice("aeiou") for _ in range(self.chance.randint(2, 4)))
