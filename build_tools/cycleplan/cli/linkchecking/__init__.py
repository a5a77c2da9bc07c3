"""Asks the addresses that lead out of the plan: the only part of Cycleplan that speaks to other hosts."""

from cycleplan.cli.linkchecking.answer import Answer, Verdict
from cycleplan.cli.linkchecking.archives import copy_of
from cycleplan.cli.linkchecking.asking import Asker
from cycleplan.cli.linkchecking.clock import Clock, SystemClock
from cycleplan.cli.linkchecking.findings import Finding, asked_as, findings_of
from cycleplan.cli.linkchecking.memory import BadMemoryError, Memory, read_memory, written_memory
from cycleplan.cli.linkchecking.report import closing, json_report, text_report
from cycleplan.cli.linkchecking.round import ask_all
from cycleplan.cli.linkchecking.turns import OutOfTimeError, Turns
from cycleplan.cli.linkchecking.web import Web

__all__ = [
    "Answer",
    "Asker",
    "BadMemoryError",
    "Clock",
    "Finding",
    "Memory",
    "OutOfTimeError",
    "SystemClock",
    "Turns",
    "Verdict",
    "Web",
    "ask_all",
    "asked_as",
    "closing",
    "copy_of",
    "findings_of",
    "json_report",
    "read_memory",
    "text_report",
    "written_memory",
]
