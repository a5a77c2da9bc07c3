"""The hash of what makes sites: the code and the files of settings."""

from __future__ import annotations

import pytest
from projects import make_project, write

from cycleplan.site import fingerprint
from cycleplan.site.build import settings_files
from cycleplan.site.texts import Texts


@pytest.fixture
def package(tmp_path, monkeypatch):
    folder = tmp_path / "cycleplan"
    write(folder / "site/making.py", "made = 1\n")
    write(folder / "theme/layout.html", "<title></title>\n")
    monkeypatch.setattr(fingerprint, "CODE", folder)
    return folder


def test_another_text_of_the_code_or_of_a_setting_is_another_program(package, tmp_path):
    settings = tmp_path / "conf.py"
    write(settings, "extensions = []\n")
    programs = [fingerprint.program([settings])]
    for path, text in ((package / "theme/layout.html", "<title>x</title>\n"), (package / "new.py", ""), (settings, "extensions = ['x']\n")):
        write(path, text)
        programs.append(fingerprint.program([settings]))
    assert len(set(programs)) == 4


def test_what_python_compiles_meanwhile_is_no_code(package):
    before = fingerprint.program([])
    write(package / "site/__pycache__/making.cpython-311.pyc", "compiled")
    # Python writes the file under such a name first; by the time that somebody reads it, it is gone.
    (package / "site/__pycache__/making.cpython-311.pyc.140207020511024").symlink_to("gone")
    write(package / "site/__pycache__/other.cpython-311.pyc.140207020511025", "half of it")
    assert fingerprint.program([]) == before


NOTES, DOCS = {"site.yaml": "1", "teams.yaml": "2"}, {"guide/index.md": "3"}


@pytest.mark.parametrize(
    ("notes", "docs", "program"),
    [
        ({"site.yaml": "1", "teams.yaml": "3"}, DOCS, "program"),
        ({"site.yaml": "1", "team.yaml": "2"}, DOCS, "program"),
        ({"site.yaml": "1"}, DOCS, "program"),
        ({"site.yaml": "1", "2024.2/teams.yaml": "2"}, DOCS, "program"),
        ({**NOTES, "guide/index.md": "3"}, {}, "program"),
        (NOTES, {"guide/index.md": "4"}, "program"),
        (NOTES, DOCS, "another program"),
    ],
)
def test_other_notes_pages_or_programs_make_another_site(notes: dict[str, str], docs: dict[str, str], program: str):
    assert fingerprint.fingerprint(Texts.of(notes), docs, program) != fingerprint.fingerprint(Texts.of(NOTES), DOCS, "program")


def test_words_in_another_language_are_another_program(package, tmp_path):
    project = make_project(tmp_path / "project")
    programs = [fingerprint.program(settings_files(project))]
    for path, text in (("de/LC_MESSAGES/a.mo", "1"), ("de/LC_MESSAGES/a.mo", "2"), ("fr/LC_MESSAGES/a.mo", "2")):
        write(project.docs / "locale" / path, text)
        programs.append(fingerprint.program(settings_files(project)))
    (project.docs / "locale/de/LC_MESSAGES/a.mo").unlink()
    programs.append(fingerprint.program(settings_files(project)))
    assert len(set(programs)) == 5
