"""The rules that the prose of notes keeps to."""

from __future__ import annotations

from cycleplan.problems import Rule, Severity

NO_HEADINGS = Rule(
    "CP301",
    "Prose has no headings.",
    bad="discussion: |\n  # Options",
    good="discussion: |\n  Options:",
    why="A heading belongs to the page, and its address would come from its words. Make a part of the topic, or write `\\#`.",
)
NO_HTML = Rule(
    "CP302",
    "Prose has no raw HTML.",
    bad="summary: Mount <share> twice.",
    good="summary: Mount `<share>` twice.",
    why="Any text shows as text, so a tag is either a slip or an attack. Put it in backticks, or write `\\<`.",
)
NO_LINK_DEFINITIONS = Rule(
    "CP303",
    "A reference of the notes stands under `references`, not in the prose.",
    bad="discussion: |\n  See [the bug].\n\n  [the bug]: https://bugs.example/1",
    good="discussion: |\n  See [the bug](https://bugs.example/1).",
    why="A link definition shows nothing on the page, so its line would be lost.",
)
ALLOWED_ADDRESS = Rule(
    "CP304",
    "Links lead to http, https or mailto addresses.",
    bad="summary: See [the file](file:///etc/hosts).",
    good="summary: See [the manual](https://docs.example/).",
    why="Other schemes run programs or read files of whoever follows the link.",
)
NO_IMAGES = Rule(
    "CP305",
    "Prose has no images and no horizontal rules.",
    bad="discussion: |\n  ![a graph](https://example.org/graph.png)",
    good="discussion: |\n  [A graph](https://example.org/graph.png)",
    why="A picture from elsewhere tells its host who reads the page, and a rule would divide a page that the notes do not own.",
)
BOUNDED_PROSE = Rule(
    "CP306",
    "Prose is nested at most eight deep and at most 32,000 characters long.",
    bad="discussion: |\n  > > > > > > > > > too deep",
    good="discussion: |\n  > > deep enough",
    why="Deeper or longer texts are slow to read for people and for programs alike.",
)
VISIBLE_TEXT = Rule(
    "CP307",
    "Text holds no invisible characters.",
    bad='title: "Weigh \\u202Esloop"',
    good="title: Weigh pools",
    why="Controls, direction overrides and exotic line ends make a page say what its source does not. It names them: ⟨U+202E⟩.",
    severity=Severity.WARNING,
)
KNOWN_TARGET_KIND = Rule(
    "CP308",
    "A link into the plan leads to a topic, a spec or an owner.",
    bad="summary: See [it][blueprint:manila/ensure-shares].",
    good="summary: See [it][spec:manila/ensure-shares].",
    why="The word before the colon says what the name after it names.",
)

RULES = (NO_HEADINGS, NO_HTML, NO_LINK_DEFINITIONS, ALLOWED_ADDRESS, NO_IMAGES, BOUNDED_PROSE, VISIBLE_TEXT, KNOWN_TARGET_KIND)
