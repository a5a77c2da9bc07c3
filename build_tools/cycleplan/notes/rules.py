"""The rules that files of notes and their YAML keep to."""

from __future__ import annotations

from cycleplan.problems import Rule

REGULAR_FILE = Rule(
    "CP001",
    "Notes are regular files inside the notes.",
    bad="source_notes/2024.2/manila/cephfs.yaml -> /etc/passwd",
    good="source_notes/2024.2/manila/cephfs.yaml",
    why="A link or a device can lead anywhere, and what it leads to would be published.",
)
FILE_SIZE = Rule(
    "CP002",
    "A file of notes has at most 256 KiB, owners.yaml 1 MiB, and a file of the ledger 16 MiB.",
    bad="a topic with the whole pad pasted into it",
    good="a topic, and the pad under the gathering's `pad`",
    why="A topic is a page that people read. The bound also keeps every build short, whatever a file holds.",
)
UTF8 = Rule(
    "CP003",
    "Notes are UTF-8.",
    bad="title: Se\\xf1or",
    good="title: Señor",
    why="Any other encoding would have to be guessed.",
)
KNOWN_FILE = Rule(
    "CP004",
    "Every file of the notes has its place.",
    bad="2024.2/manila/notes.txt",
    good="2024.2/manila/cephfs.yaml",
    why="A file that nothing reads would be lost without a word. Files whose names start with a dot or an underscore are left alone.",
)
READABLE = Rule(
    "CP005",
    "Every file of the notes can be read.",
    bad="a file without read permission",
    good="a file that you can open",
    why="The plan would be published without what the file says.",
)
NEEDED_FILE = Rule(
    "CP006",
    "The notes have a site.yaml and a cycles.yaml, and each gathering has a gathering.yaml.",
    bad="2024.2/manila/ without gathering.yaml",
    good="2024.2/manila/gathering.yaml",
    why="They say what the site is called, which cycles there are, and in which order the topics stand.",
)
YAML_SYNTAX = Rule(
    "CP101",
    "Notes are YAML.",
    bad="title: Nova: the sequel",
    good='title: "Nova: the sequel"',
    why="A colon and a space, a leading `@` or a `#` after a space mean something to YAML. Quote such text, or write it under `|`.",
)
REPEATED_KEY = Rule(
    "CP102",
    "A key stands once in a mapping.",
    bad="title: One\ntitle: Two",
    good="title: One",
    why="YAML readers keep one of the two without a word.",
)
PLAIN_YAML = Rule(
    "CP103",
    "Notes use no tags, anchors, aliases, merge keys or further documents.",
    bad="title: &t Weigh pools",
    good="title: Weigh pools",
    why="They make a text mean what it does not say, and a few lines of aliases can stand for millions.",
)
DEEP_YAML = Rule(
    "CP104",
    "Notes are nested at most twelve deep.",
    bad="title: [[[[[[[[[[[[[too deep]]]]]]]]]]]]]",
    good="title: Weigh pools",
    why="The deepest thing that notes can say needs nine levels.",
)
KEPT_TEXT = Rule(
    "CP105",
    "A text with a word that begins with `#` stands in quotes or under `|`.",
    bad="summary: Mend bug #2063352 first.",
    good='summary: "Mend bug #2063352 first."',
    why="To YAML such a word begins a comment, so that the text would end there unseen. A comment has a space after its `#`.",
)
KNOWN_KEY = Rule(
    "CP110",
    "Every key is one that notes have.",
    bad="tilte: Weigh pools",
    good="title: Weigh pools",
    why="What stands under an unknown key would not be shown.",
)
RIGHT_TYPE = Rule(
    "CP111",
    "A value has the shape that its key asks for.",
    bad="led_by: carthaca",
    good="led_by: [carthaca]",
    why="A text, a list and a mapping are read in different ways.",
)
NEEDED_KEY = Rule(
    "CP112",
    "The keys that an item needs are there.",
    bad="actions:\n  - {id: a1}",
    good="actions:\n  - {id: a1, task: Ask the vendors.}",
    why="Without them there is nothing to show, or nothing to tell the item by.",
)
KNOWN_VALUE = Rule(
    "CP113",
    "A value from a closed list is one of the list.",
    bad="kind: featur",
    good="kind: feature",
    why="Pages group and count by these values.",
)
GOOD_DATE = Rule(
    "CP114",
    "A date is a day of the calendar, written year-month-day.",
    bad="checked: {date: 2024-02-30, result: nothing found}",
    good="checked: {date: 2024-02-29, result: nothing found}",
    why="ISO 8601 dates sort as text and read the same everywhere.",
)
GOOD_VALUE = Rule(
    "CP115",
    "A value says something, in the form that its key asks for.",
    bad='summary: ""',
    good="summary: Weigh pools by their share networks.",
    why="Nothing to show, a number in words, or a span that ends before it starts is a slip.",
)
GOOD_ADDRESS = Rule(
    "CP116",
    "An address is a full http, https or mailto address.",
    bad="references:\n  - {title: The manual, url: docs.example/manila}",
    good="references:\n  - {title: The manual, url: https://docs.example/manila}",
    why="A page can link to nothing else, and other schemes can run programs.",
)
ONE_SOURCE = Rule(
    "CP117",
    "A source has an address, or says why it has none.",
    bad="references:\n  - {title: The request}",
    good="references:\n  - {title: The request, missing: the mail has no address for it}",
    why="An address is never invented; a reader must be able to tell an unknown one from a forgotten one. An `archived` copy stands"
    " beside the `url` that it was made of.",
)
GOOD_EVIDENCE = Rule(
    "CP118",
    "Evidence is a commit, a review, a bug, a blueprint, a mail or an address.",
    bad="log:\n  - {date: 2024-07-16, status: done, text: It merged., evidence: I saw it}",
    good="log:\n  - {date: 2024-07-16, status: done, text: It merged., evidence: commit openstack/manila 97bf510bc}",
    why="Others must be able to look it up.",
)
LEDGER_LINE = Rule(
    "CP601",
    "The ledger is sorted lines of a path, a day, a kind and a value.",
    bad="# ledger/2024.2.txt\n/2024.2/manila/cephfs.html last spring",
    good="# ledger/2024.2.txt\n/2024.2/manila/cephfs.html 2024-04-22 topic /2024.2/manila/cephfs.html",
    why="It is what the addresses of the plan are held against, so nothing in it may be guessed. `cycleplan record` writes it;"
    " lines are added, and never changed or taken out.",
)

RULES = (
    REGULAR_FILE,
    FILE_SIZE,
    UTF8,
    KNOWN_FILE,
    READABLE,
    NEEDED_FILE,
    YAML_SYNTAX,
    REPEATED_KEY,
    PLAIN_YAML,
    DEEP_YAML,
    KEPT_TEXT,
    KNOWN_KEY,
    RIGHT_TYPE,
    NEEDED_KEY,
    KNOWN_VALUE,
    GOOD_DATE,
    GOOD_VALUE,
    GOOD_ADDRESS,
    ONE_SOURCE,
    GOOD_EVIDENCE,
    LEDGER_LINE,
)
