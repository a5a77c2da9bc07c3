"""The program as a whole: its help, its exit codes, and what it says when something goes wrong."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cycleplan import __version__
from cycleplan import cli as cli_package
from cycleplan.cli.application import day

SOURCE = str(Path(cli_package.__file__).parents[2])
HEAVY = ("sphinx", "pydantic", "yaml", "ruamel", "jinja2", "markdown_it", "watchfiles", "http.server", "urllib3")


def program(*arguments: str, cwd: Path, code: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the program, or some code that runs it, in a process of its own."""
    how = ["-c", code] if code else ["-m", "cycleplan"]
    variables = {**os.environ, "PYTHONPATH": SOURCE, **environment}
    return subprocess.run(
        [sys.executable, *how, *arguments], cwd=cwd, env=variables, capture_output=True, text=True, timeout=60, check=False
    )


def test_help_and_version_load_nothing_heavy(tmp_path):
    code = f"""
import sys
from cycleplan.cli import main
try:
    main(sys.argv[1:])
finally:
    print([name for name in {HEAVY!r} if name in sys.modules])
"""
    for arguments in (["--help"], ["serve", "--help"], ["linkcheck", "--help"], ["new", "topic", "--help"], ["--version"]):
        assert program(*arguments, cwd=tmp_path, code=code).stdout.splitlines()[-1] == "[]"


def test_every_command_is_helped_with(run):
    code, out, _ = run("--help")
    assert code == 0
    assert [line.split()[0] for line in out.partition("Commands:\n")[2].splitlines()] == [
        "init",
        "new",
        "import",
        "check",
        "fix",
        "rename",
        "remove",
        "record",
        "mail",
        "generate",
        "build",
        "assemble",
        "publish",
        "serve",
        "linkcheck",
    ]
    for command in (
        *("init", "import", "check", "fix", "rename", "remove", "record", "mail", "generate", "build", "assemble"),
        *("publish", "serve", "linkcheck"),
        *("new cycle", "new gathering", "new topic"),
    ):
        code, out, _ = run(*command.split(), "-h")
        assert (code, f"Usage: cycleplan {command} " in out, f"  cycleplan {command}" in out.partition("Examples:\n")[2]) == (0, True, True)


def test_the_version_is_told(run):
    assert run("--version") == (0, f"cycleplan {__version__}\n", "")


def test_a_slip_of_the_pen_is_met_with_a_suggestion(run):
    code, _, err = run("chek")
    assert (code, err.splitlines()[-1]) == (2, "Error: No such command 'chek'. Did you mean 'check'?")


def test_python_m_runs_the_same_program(notes):
    done = program("check", cwd=notes.parent)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "no problems in 8 files\n")


def test_what_could_not_run_exits_with_2_and_one_line(tmp_path):
    done = program("check", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert (
        done.stderr == f"cycleplan: no source_notes/ in {tmp_path.resolve()} or above it; run this in a project, or name one with --root\n"
    )


BUG = """
import sys
from cycleplan.cli import cycleplan, main
@cycleplan.command()
def broken():
    raise {what}
cycleplan.__class__.get_command = lambda self, ctx, name: broken
main(["check"])
"""


def test_a_fault_of_our_own_is_told_without_a_traceback(tmp_path):
    done = program(cwd=tmp_path, code=BUG.format(what="ValueError('two\\nlines')"))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "cycleplan: internal error: ValueError: two lines; please report it\n"
        "To see where it comes from, run it again with CYCLEPLAN_TRACEBACK=1 in the environment.\n"
    )


def test_the_traceback_is_there_for_who_asks(tmp_path):
    done = program(cwd=tmp_path, code=BUG.format(what="ValueError('x')"), CYCLEPLAN_TRACEBACK="1")
    assert done.returncode == 2
    assert done.stderr.startswith("Traceback (most recent call last):\n")


@pytest.mark.parametrize(
    ("what", "code", "said"),
    [
        ("KeyboardInterrupt", 130, ""),
        (
            "OSError(28, 'No space left on device', 'x.yaml')",
            2,
            "cycleplan: x.yaml: No space left on device (make room on the disk, and run it again)",
        ),
        ("OSError(20, 'Not a directory', 'x/y')", 2, "cycleplan: x/y: Not a directory (a file is in the place of a folder; move it away)"),
        ("OSError(5, 'Input/output error', 'x')", 2, "cycleplan: x: Input/output error"),
        ("BrokenPipeError(32, 'Broken pipe')", 1, ""),
        ("RecursionError", 2, "cycleplan: internal error: RecursionError; please report it"),
    ],
)
def test_how_else_a_command_can_end(tmp_path, what, code, said):
    done = program(cwd=tmp_path, code=BUG.format(what=what))
    assert (done.returncode, done.stderr.strip().partition("\n")[0]) == (code, said)


def test_a_reader_that_goes_away_is_no_error(notes):
    for number in range(2000):
        (notes / f"{number}.txt").write_text("")
    command = [sys.executable, "-m", "cycleplan", "check"]
    variables = {**os.environ, "PYTHONPATH": SOURCE}
    with subprocess.Popen(command, cwd=notes.parent, env=variables, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert "Traceback" not in (said := process.stderr.read())
        assert "BrokenPipe" not in said


def test_no_colour_but_on_a_terminal(notes):
    (notes / "x.txt").write_text("")
    done = program("check", cwd=notes.parent)
    assert "\x1b" not in done.stdout + done.stderr


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a terminal of its own")
@pytest.mark.parametrize(("no_colour", "is_coloured"), [("", True), ("1", False)])
def test_colour_on_a_terminal_unless_no_color_is_set(notes, no_colour, is_coloured):
    (notes / "x.txt").write_text("")
    ours, theirs = os.openpty()
    variables = {**os.environ, "PYTHONPATH": SOURCE, "NO_COLOR": no_colour, "TERM": "xterm"}
    command = [sys.executable, "-m", "cycleplan", "check"]
    subprocess.run(command, cwd=notes.parent, env=variables, stdout=theirs, stderr=subprocess.DEVNULL, timeout=60, check=False)
    os.close(theirs)
    said = os.read(ours, 4096).decode()
    os.close(ours)
    assert "CP004" in said
    assert ("\x1b[" in said) is is_coloured


def test_a_port_in_use_is_told(notes, html_server_port):
    done = program("serve", "--port", str(html_server_port), cwd=notes.parent)
    hint = "(choose another with --port; 0 takes a free one)"
    assert (done.returncode, done.stderr) == (2, f"cycleplan: port {html_server_port} of 127.0.0.1 is in use {hint}\n")


@pytest.fixture
def html_server_port(tmp_path):
    """A port that something listens on."""
    import socket

    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_today_is_the_day_of_utc():
    before = datetime.now(UTC).date()
    assert before <= day("today") <= datetime.now(UTC).date()


def test_a_file_in_the_place_of_a_folder_is_told_with_what_to_do(run, notes):
    folder = notes.parent / "docs/_build"
    folder.mkdir(parents=True)
    (folder / "source").write_text("mine\n")
    assert run("generate") == (
        2,
        "",
        f"no problems in 8 files\ncycleplan: cannot write {folder / 'source'}: File exists"
        " (a file is in the place of a folder; move it away)\n",
    )
    assert (folder / "source").read_text() == "mine\n"


def test_a_folder_that_is_a_link_to_nowhere_is_told_as_one(notes):
    folder = notes.parent / "docs/_build"
    folder.parent.mkdir()
    folder.symlink_to("gone")
    done = program("generate", cwd=notes.parent)
    remedy = "it is a link that leads nowhere; remove it, or make the folder that it leads to"
    assert (done.returncode, done.stderr.splitlines()[-1]) == (2, f"cycleplan: {folder}: File exists ({remedy})")
