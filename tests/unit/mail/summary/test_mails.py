"""The mails about a gathering, whole and in their pieces."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import pytest
from golden_plan import NOTES, golden_plan, plan_of

from cycleplan.mail.summary import names_of, owner_mail, owners_called, status_mail, summary_mail
from cycleplan.model import Plan

Golden = Callable[[str, str], str]


def test_the_summary_of_a_gathering_is_as_it_was(golden: Golden):
    mail = summary_mail(golden_plan(), golden_plan().gathering_by_name["2024.2/manila"])

    assert mail.subject == "Manila at the third PTG"
    assert mail.text == golden("2024.2-manila.mail.txt", mail.text)


def test_a_status_mail_is_as_it_was(golden: Golden):
    mail = status_mail(golden_plan(), golden_plan().gathering_by_name["2024.2/manila"], date(2024, 5, 1))

    assert mail.subject == "Manila at the third PTG: what is new since 2024-05-01"
    assert mail.text == golden("2024.2-manila-since.mail.txt", mail.text)


def test_the_mail_of_an_owner_is_as_it_was(golden: Golden):
    plan = golden_plan()
    mail = owner_mail(plan, plan.gathering_by_name["2024.2/manila"], plan.owner_by_key["carthaca"])

    assert mail.subject == "Manila at the third PTG: action items of carthaca"
    assert mail.text == golden("2024.2-manila-carthaca.mail.txt", mail.text)


def test_the_last_day_that_a_mail_is_about_counts():
    plan = golden_plan()
    gathering, owner = plan.gathering_by_name["2024.2/manila"], plan.owner_by_key["carthaca"]
    assert "Said." in owner_mail(plan, gathering, owner, date(2024, 5, 1)).text
    assert owner_mail(plan, gathering, owner, date(2024, 5, 2)).text == (
        "Manila at the third PTG: action items of carthaca, what is new since\n2024-05-02.\n\n2 action items: 1 open, 1 done.\n"
    )


def test_a_work_item_of_several_topics_is_told_of_once():
    plan = plan_with(
        "topics: [one, two]",
        {"one": "title: One\nsummary: x\nspecs: [manila/weigher]\n", "two": "title: Two\nsummary: x\nspecs: [manila/weigher]\n"},
    )
    text = status_mail(plan, plan.gathering_by_name["2024.2/manila"], date(2024, 5, 1)).text
    assert [line for line in text.split("\n") if line.startswith(("# ", "- "))] == [
        "# One [1]",
        "- The weigher (spec) <https://plan.example/specs/manila/weigher.html>",
    ]


def test_a_gathering_without_anything_still_makes_a_mail():
    mail = summary_mail(golden_plan(), golden_plan().gathering_by_name["2024.2/oslo"])
    assert mail.text == "Oslo at the third PTG: no topics yet.\n"


def test_blocks_of_prose_are_laid_out_as_text():
    assert mail_of("topics: []\nintroduction: |\n" + indented(PROSE)) == LAID_OUT


def test_an_address_of_a_link_stands_behind_its_words_and_alone_where_it_is_them():
    said = "[a](https://e.example/a), <https://e.example/b> and [e.example/c](https://e.example/c)."
    assert mail_of(f"topics: []\nintroduction: '{said}'") == (
        "a <https://e.example/a>, <https://e.example/b> and\n<https://e.example/c>.\n"
    )


def test_numbers_go_on_from_those_of_the_notes_and_uncited_references_are_named():
    references = "[{cite: 9999, title: One, url: 'https://e.example/1'}, {title: Two, missing: unknown}]"
    assert mail_of(f"topics: [talk]\nintroduction: See [9999].\nreferences: {references}", talk="title: Talk\nsummary: Words.\n") == (
        "See [9999].\n\nSee also: [1]\n\n# Talk [2]\n\nWords.\n\n"
        "[1] Two (no address: unknown)\n[2] https://plan.example/2024.2/manila/talk.html\n[9999] One <https://e.example/1>\n"
    )


@pytest.mark.parametrize(
    ("rest", "line"),
    [
        ("", "- (nobody yet) Do it."),
        ("due: 2024-06-28", "- (nobody yet) Do it. [due 2024-06-28]"),
        ("due: own", "- (nobody yet) Do it. [due 2024-07-01, own]"),
        ("log: [{date: 2024-07-16, status: in progress, text: x, evidence: bug 1}]", "- (nobody yet) Do it. [in progress 2024-07-16]"),
        ("log: [{date: 2024-07-16, status: open, text: x, evidence: bug 1}]", "- (nobody yet) Do it."),
        (
            "owners: [sap, gouthamr], due: 2024-06-28, log: [{date: 2024-07-16, status: carried, text: x, evidence: bug 1, to: 2025.1}]",
            "- (SAP, gouthamr) Do it. [due 2024-06-28; carried 2024-07-16 to 2025.1]",
        ),
    ],
)
def test_an_item_says_who_what_and_what_became_of_it(rest, line):
    talk = f"title: Talk\nsummary: x\nactions: [{{id: a1, task: Do it., {rest}}}]\n"
    text = mail_of("topics: [talk]\nmilestones: {own: {title: A day, date: 2024-07-01}}", talk=talk)
    assert " ".join(text.partition("AIs:\n")[2].partition("\n\n")[0].split()) == line


def test_a_task_that_ends_like_a_remark_is_said_to_be_open():
    talk = "title: Talk\nsummary: x\nactions: [{id: a1, task: 'Do it. [done 2024-01-01]'}]\n"
    assert "- (nobody yet) Do it. [done 2024-01-01] [open]\n" in mail_of("topics: [talk]", talk=talk)


@pytest.mark.parametrize(
    ("owner", "name"),
    [
        ("label: Wren", "Wren"),
        ("label: Wren of the Hedge", "Wren of the Hedge"),
        ("label: 'Wren, Jr'", "w"),
        ("label: Wren and Mallow", "w"),
        ("label: Wren/Mallow", "w"),
        ("label: Wren (w)", "w"),
        ("label: Nobody yet", "w"),
        ("label: Mallow", "w"),
        ("label: m", "w"),
        ("label: W", "W"),
    ],
)
def test_an_owner_is_called_by_a_label_that_means_nobody_else(owner, name):
    plan = plan_of(
        {**NOTES, "owners.yaml": NOTES["owners.yaml"] + f"w: {{kind: person, {owner}}}\nm: {{kind: person, aliases: [mallow]}}\n"}
    )
    assert names_of(plan)["w"] == name
    assert [found.key for found in owners_called(plan, name)] == ["w"]


def mail_of(gathering: str, **topics: str) -> str:
    """Return the mail about a gathering."""
    plan = plan_with(gathering, topics)
    return summary_mail(plan, plan.gathering_by_name["2024.2/manila"]).text


def plan_with(gathering: str, topics: Mapping[str, str]) -> Plan:
    kept = {path: text for path, text in NOTES.items() if not path.startswith("2024.2/")}
    made = {f"2024.2/manila/{id_}.yaml": text for id_, text in topics.items()}
    return plan_of({**kept, "2024.2/manila/gathering.yaml": f"title: Manila\n{gathering}\n", **made})


def indented(text: str) -> str:
    return "".join(f"  {line}\n" if line else "\n" for line in text.split("\n"))


PROSE = r"""Some *words* with `code`,
\# none a heading.\
A second line.

- One.
  - Nested one, \- and long enough to be wrapped once, which tells where it goes on.

    With a second paragraph.
- \- Two.

9. Nine.
10. Ten.

> Quoted.
>
> - Within.

```python
# A comment stays.

    indented
```
"""
LAID_OUT = r"""Some words with code, # none a heading. A second line.

- One.
  - Nested one, - and long enough to be wrapped once, which tells where
    it goes on.

    With a second paragraph.
- \- Two.

9. Nine.
10. Ten.

> Quoted.
>
> - Within.

    # A comment stays.

        indented
"""
