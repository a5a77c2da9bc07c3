"""A fault costs only the value that it is in, and each is told where it stands."""

from __future__ import annotations

from cycleplan.notes.schema import SiteForm, TopicForm
from cycleplan.notes.tree import plain, read_tree
from cycleplan.notes.validate import validate
from cycleplan.textfile import TextFile


def held(text: str, form: type[SiteForm] | type[TopicForm] = TopicForm) -> tuple[bool, object, list[str]]:
    node, problems = read_tree(TextFile("t.yaml", text))
    assert node is not None
    assert problems == ()
    filled, mended, found = validate(form, node)
    return filled is not None, plain(mended), [str(problem) for problem in found]


def test_a_good_tree_fills_its_form_whole() -> None:
    assert held("title: T\nled_by: [a]\n") == (True, {"title": "T", "led_by": ["a"]}, [])


def test_several_faults_of_one_list_are_taken_out_together() -> None:
    text = "title: T\nled_by: [[x], a, {y: z}, b, []]\n"
    assert held(text) == (
        True,
        {"title": "T", "led_by": ["a", "b"]},
        [
            "t.yaml:2:10: CP111 a list where text belongs (put quotes round it if it is text)",
            "t.yaml:2:18: CP111 a mapping where text belongs (put quotes round it if it is text)",
            "t.yaml:2:29: CP111 a list where text belongs (put quotes round it if it is text)",
        ],
    )


def test_a_fault_within_another_costs_the_outer_one() -> None:
    text = "title: T\nactions:\n  - {id: a1, owners: {}, x: y}\n  - {id: a2, task: t}\n"
    filled, mended, problems = held(text)
    assert (filled, mended) == (True, {"title": "T", "actions": [{"id": "a2", "task": "t"}]})
    assert [problem.split(" ")[1] for problem in problems] == ["CP110", "CP112", "CP111"]


def test_a_part_that_lacks_what_it_needs_falls_with_what_needs_it() -> None:
    text = "title: T\nreferences:\n  - {title: R, missing: m, found: {url: 'javascript:x', where: w}}\n  - {title: S, url: nowhere}\n"
    filled, mended, problems = held(text)
    assert (filled, mended) == (True, {"title": "T", "references": [{"title": "R", "missing": "m"}]})
    assert [problem.split(" ")[:2] for problem in problems] == [["t.yaml:3:42:", "CP116"], ["t.yaml:4:21:", "CP116"]]


def test_without_what_the_form_needs_there_is_no_form() -> None:
    assert held("title: T\nbase: https://e.example/\nlicence: {url: https://e.example/}\n", SiteForm)[0] is False
    assert held("word") == (
        False,
        "word",
        ["t.yaml:1:1: CP111 text 'word' where a mapping belongs (write each of its values as key: value)"],
    )
    assert held("summary: s\n")[2] == ["t.yaml:1:1: CP112 missing key 'title' (add it)"]
