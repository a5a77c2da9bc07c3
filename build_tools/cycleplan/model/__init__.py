"""The vocabulary of a plan: frozen types, free of parsing and of markup."""

from cycleplan.model.address import TWIN, WIDEST_LINE, Address, at_path, fits_a_line, is_plain, named, relative
from cycleplan.model.asking import WHOLE, Absent, Ask
from cycleplan.model.content import content_hash
from cycleplan.model.cycle import CYCLE_NUMBER, Cycle, Milestone, Team
from cycleplan.model.items import Item, items_of_topic
from cycleplan.model.key import LONGEST_ID, RESERVED, THEME_IDS, Key, why_no_fragment, why_no_id
from cycleplan.model.knowing import KnownPlan, NotKnownError
from cycleplan.model.ledger import Content, Ledger, LedgerLine, LineKind
from cycleplan.model.links import ActionAt, DecisionAt, Links, Page, ReferenceAt
from cycleplan.model.log import Checked, Evidence, EvidenceKind, LogEntry, Status, state
from cycleplan.model.moves import Move, Moves, Removal
from cycleplan.model.outside import Keeper, KeeperKind, Outside, OutsideRole, outside_addresses
from cycleplan.model.owner import Owner, OwnerKind
from cycleplan.model.plan import Plan
from cycleplan.model.reference import Found, Reference, Source
from cycleplan.model.review import Review
from cycleplan.model.said import said_in_gathering, said_in_owner, said_in_section, said_in_spec
from cycleplan.model.site import Licence, SearchKind, Site
from cycleplan.model.spec import Change, Spec, SpecKind
from cycleplan.model.topic import ActionItem, Decision, Gathering, Section, Topic, TopicKind
from cycleplan.model.watching import Answers, WatchedPlan, value_of

__all__ = [
    "CYCLE_NUMBER",
    "LONGEST_ID",
    "RESERVED",
    "THEME_IDS",
    "TWIN",
    "WHOLE",
    "WIDEST_LINE",
    "Absent",
    "ActionAt",
    "ActionItem",
    "Address",
    "Answers",
    "Ask",
    "Change",
    "Checked",
    "Content",
    "Cycle",
    "Decision",
    "DecisionAt",
    "Evidence",
    "EvidenceKind",
    "Found",
    "Gathering",
    "Item",
    "Keeper",
    "KeeperKind",
    "Key",
    "KnownPlan",
    "Ledger",
    "LedgerLine",
    "Licence",
    "LineKind",
    "Links",
    "LogEntry",
    "Milestone",
    "Move",
    "Moves",
    "NotKnownError",
    "Outside",
    "OutsideRole",
    "Owner",
    "OwnerKind",
    "Page",
    "Plan",
    "Reference",
    "ReferenceAt",
    "Removal",
    "Review",
    "SearchKind",
    "Section",
    "Site",
    "Source",
    "Spec",
    "SpecKind",
    "Status",
    "Team",
    "Topic",
    "TopicKind",
    "WatchedPlan",
    "at_path",
    "content_hash",
    "fits_a_line",
    "is_plain",
    "items_of_topic",
    "named",
    "outside_addresses",
    "relative",
    "said_in_gathering",
    "said_in_owner",
    "said_in_section",
    "said_in_spec",
    "state",
    "value_of",
    "why_no_fragment",
    "why_no_id",
]
