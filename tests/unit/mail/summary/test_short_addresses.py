"""A mail cites a short address where the long one does not fit its line, and both read back as the same topic."""

from __future__ import annotations

from ledgers import outcome_of, recorded
from projects import TINY

from cycleplan.mail.drafting.own_mail import own_mail
from cycleplan.mail.drafting.people import Directory
from cycleplan.mail.source import Source
from cycleplan.mail.summary import summary_mail
from cycleplan.model import Plan

LONG = "the-weigher-that-knows-all-share-servers"
WIDE = {
    "2024.2/manila/gathering.yaml": f"title: Manila at the PTG\ntopics: [{LONG}]\n",
    f"2024.2/manila/{LONG}.yaml": TINY["2024.2/manila/weigher.yaml"],
    **{path: text for path, text in TINY.items() if not path.startswith("2024.2/")},
}


def mail_of(plan: Plan) -> str:
    return summary_mail(plan, plan.gatherings[0]).text


def test_a_topic_whose_address_is_wide_is_cited_by_its_short_one():
    plan = outcome_of(recorded(WIDE)).plan
    short = plan.ledger.shorts[f"/2024.2/manila/{LONG}.html"]

    assert mail_of(plan).splitlines()[-1] == f"[1] https://plan.example{short}"
    assert len(short) <= 20


def test_what_the_ledger_does_not_have_keeps_its_long_address():
    assert mail_of(outcome_of(WIDE).plan).splitlines()[-1] == f"[1] https://plan.example/2024.2/manila/{LONG}.html"


def test_a_mail_with_a_short_address_is_read_back_as_its_topic():
    plan = outcome_of(recorded(WIDE)).plan

    draft = own_mail(source(mail_of(plan)), "2024.2/manila", plan, Directory(plan.owners))

    assert draft is not None
    assert [topic.whole.id for topic in draft.topics] == [LONG]


def test_a_mail_of_before_a_renaming_is_read_back_as_the_topic_under_its_new_name():
    before = recorded(TINY)
    renamed = {path.replace("weigher", "pools"): text.replace("weigher", "pools") for path, text in TINY.items()}
    ledger = {path: text for path, text in before.items() if path.startswith("ledger/")}
    moved = {"redirects.yaml": "2024.2/manila/weigher: {to: 2024.2/manila/pools, on: 2024-09-03}\n"}
    plan = outcome_of(renamed | ledger | moved).plan

    draft = own_mail(source(mail_of(outcome_of(before).plan)), "2024.2/manila", plan, Directory(plan.owners))

    assert draft is not None
    assert [topic.whole.id for topic in draft.topics] == ["pools"]


def source(text: str) -> Source:
    return Source("mail.txt", tuple(text.split("\n")))
