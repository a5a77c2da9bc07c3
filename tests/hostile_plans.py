"""Plans whose every text is full of what a mail could take for its own marks."""

from __future__ import annotations

from golden_plan import NOTES, plan_of
from hypothesis import strategies as st
from text_strategies import escaped, lines, quoted

from cycleplan.model import Plan

SIGNS = (
    *("#", "##", "-", "*", "* * *", "+", ">", "1.", "7)", "[1]", "[10]", "[99] x", "AI:", "AIs:", "Agreed:", "From", "--", "-- ", "=="),
    *("~~", "\\", "\\\\", "\\#", "(nobody yet)", "(a, b)", "[done 2024-01-01]", "[open]", "[due 2024-01-01; done 2024-01-01]"),
    *("(no address: x)", "\\(found later:", "(spec a/b)", "<https://x.example>", "\\<https://x.example", "See also: [1]", "\u00a0-"),
    *("\u200d#", "•", "x" * 80, "日本" * 30, "word", "and so on", "a", "|", "`"),
)
hostile = st.lists(st.sampled_from(SIGNS) | lines, min_size=1, max_size=20).map(" ".join)
"""Text full of what a mail could take for its own marks."""


def hostile_plan(title: str, text: str) -> Plan:
    """Return the golden plan with a hostile title, and a hostile text wherever prose stands."""
    said = quoted(escaped(text))
    topic = (
        f"title: {quoted(title)}\nsummary: {said}\ndiscussion: {quoted('- ' + escaped(text))}\n"
        f"decisions: [{{id: d1, text: {said}}}, {{id: d2, text: {said}}}]\n"
        f"actions: [{{id: a1, task: {said}, owners: [carthaca, sap]}}, {{id: a2, task: {said}, due: own}}]\n"
        f"references: [{{title: {quoted(title)}, missing: {said}, found: {{url: 'https://e.example/x', where: {said}}}}}]\n"
        f"parts: [{{id: p1, title: {quoted(title)}, discussion: {said}, actions: [{{id: a3, task: {said}}}]}}]\n"
    )
    gathering = f"title: {quoted(title)}\nintroduction: {said}\nclosing: {quoted('> ' + escaped(text))}\ntopics: [weigher]\n"
    changed = {
        "2024.2/manila/gathering.yaml": gathering + "milestones: {own: {title: A day, date: 2024-07-01}}\n",
        "2024.2/manila/weigher.yaml": topic,
    }
    return plan_of({path: text for path, text in NOTES.items() if path != "2024.2/manila/talk.yaml"} | changed)
