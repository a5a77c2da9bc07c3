"""How Sphinx reads the pages of a cycle plan. Titles and addresses come from the notes, by the command line."""

project = "Cycle plan"
html_title = "Cycle plan"
html_baseurl = ""
html_theme = "cycleplan"

extensions = ["cycleplan.sphinxext"]
source_suffix = {".md": "markdown"}
exclude_patterns = []
suppress_warnings = ["toc.not_included"]
nitpicky = True
smartquotes = False
highlight_language = "none"

# Nothing that a page could switch on: neither MyST's extensions nor raw HTML, images or definitions.
myst_enable_extensions = []
myst_disable_syntax = [
    "html_block",
    "html_inline",
    "front_matter",
    "myst_target",
    "myst_block_break",
    "myst_line_comment",
    "footnote_def",
    "footnote_ref",
    "image",
    "reference",
    "autolink",
]
myst_url_schemes = {"http": None, "https": None, "mailto": None, "plan": None}

# No source of a page is published, and no byte of the site depends on the day.
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
html_show_copyright = False
html_last_updated_fmt = None
html_use_index = False
html_domain_indices = False
html_permalinks = False
