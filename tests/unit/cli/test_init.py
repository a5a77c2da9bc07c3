"""`cycleplan init`: templates that their services accept, written with care."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from cycleplan.cli.init import templates

SCHEMAS = Path(__file__).parents[2] / "ci"
SERVICES = {
    ".github/workflows/cycleplan.yml": ("--builtin-schema", "vendor.github-workflows"),
    ".gitlab-ci.yml": ("--builtin-schema", "vendor.gitlab-ci"),
    ".zuul.yaml": ("--schemafile", str(SCHEMAS / "zuul.json")),
    "playbooks/cycleplan/collect.yaml": ("--schemafile", str(SCHEMAS / "playbook.json")),
    "playbooks/cycleplan/promote.yaml": ("--schemafile", str(SCHEMAS / "playbook.json")),
}
"""The schema of each file. Those of GitHub and GitLab come with check-jsonschema; Zuul has none, so its are ours."""
WRITTEN = {service: {file.path: file.text for file in templates(service)} for service in ("zuul", "github", "gitlab")}
RECIPES = re.findall(r"```yaml\n(.*?)```", (SCHEMAS.parents[1] / "docs/guide/publishing.md").read_text(encoding="utf-8"), re.DOTALL)[:3]
"""How several machines render a plan: on GitHub, on GitLab, and a playbook for Zuul."""
FILES = {path: text for files in WRITTEN.values() for path, text in files.items()}


def is_accepted(path: str, text: str, tmp_path: Path) -> bool:
    """Hold the text of a file against its schema."""
    (tmp_path / "held.yaml").write_text(text, encoding="utf-8")
    words = [sys.executable, "-m", "check_jsonschema", "--no-cache", *SERVICES[path], str(tmp_path / "held.yaml")]
    return subprocess.run(words, capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize("path", FILES)
def test_a_template_is_what_the_schema_of_its_service_asks_for(path, tmp_path):
    assert is_accepted(path, FILES[path], tmp_path)


@pytest.mark.parametrize(
    ("path", "right", "wrong"),
    [
        (".github/workflows/cycleplan.yml", "runs-on: ubuntu-latest", "runs_on: ubuntu-latest"),
        (".github/workflows/cycleplan.yml", "pages: write", "pages: scribble"),
        (".gitlab-ci.yml", "resource_group: pages", "resource_group: [pages]"),
        (".gitlab-ci.yml", "rules:", "rulez:"),
        (".zuul.yaml", "post-review: true", "post-review: maybe"),
        (".zuul.yaml", "nodeset:", "nodesets:"),
        ("playbooks/cycleplan/promote.yaml", "hosts: localhost", "host: localhost"),
        ("playbooks/cycleplan/collect.yaml", "zuul_return:", "zuul_returns:"),
    ],
)
def test_a_slip_in_a_template_is_seen_by_its_schema(path, right, wrong, tmp_path):
    assert right in FILES[path]
    assert not is_accepted(path, FILES[path].replace(right, wrong), tmp_path)


@pytest.mark.parametrize("path", FILES)
def test_a_template_has_no_key_twice(path):
    class Strict(yaml.SafeLoader):
        pass

    def keys_once(loader, node):
        keys = [loader.construct_object(key) for key, _ in node.value]
        assert len(keys) == len(set(keys))
        return dict(loader.construct_pairs(node, deep=True))

    Strict.add_constructor("tag:yaml.org,2002:map", keys_once)
    assert yaml.load(FILES[path], Loader=Strict)


def test_recipes_of_the_guide_are_what_the_schemas_of_their_services_ask_for(tmp_path):
    paths = [".github/workflows/cycleplan.yml", ".gitlab-ci.yml", "playbooks/cycleplan/collect.yaml"]
    assert [is_accepted(path, text, tmp_path) for path, text in zip(paths, RECIPES, strict=True)] == [True] * 3
    assert [is_accepted(path, text, tmp_path) for path, text in zip(paths, RECIPES[1:] + RECIPES[:1], strict=True)] == [False] * 3


def test_recipes_of_the_guide_name_options_that_there_are():
    asked = set(re.findall(r"--(?:strict|part)\b|cycleplan [a-z]+|tox run -e [a-z]+", "\n".join(RECIPES)))
    assert asked == {"--strict", "--part", "cycleplan assemble", "tox run -e docs", "tox run -e venv"}


def test_actions_are_pinned_by_version():
    used = re.findall(r"uses: (\S+)", FILES[".github/workflows/cycleplan.yml"])
    assert len(used) == 6
    assert [action for action in used if not re.fullmatch(r"actions/[a-z/-]+@v\d+", action)] == []


def test_what_the_jobs_of_zuul_name_is_there():
    stanzas = yaml.safe_load(FILES[".zuul.yaml"])
    jobs = {stanza["job"]["name"]: stanza["job"] for stanza in stanzas if "job" in stanza}
    (project,) = (stanza["project"] for stanza in stanzas if "project" in stanza)
    playbooks = {job[when] for job in jobs.values() for when in ("run", "post-run") if when in job}

    assert {name for pipeline in project.values() for name in pipeline["jobs"]} == {*jobs}
    assert playbooks == {path for path in WRITTEN["zuul"] if path.startswith("playbooks/")}
    assert jobs["cycleplan-promote"]["vars"]["download_artifact_job"] in jobs


@pytest.mark.parametrize("service", WRITTEN)
def test_what_a_service_needs_is_written(run, notes, service):
    code, out, err = run("init", "--ci", service)

    assert (code, out) == (0, "")
    assert err.splitlines() == [*(f"wrote {path}" for path in WRITTEN[service]), f"next: see {service} in docs/guide/publishing.md"]
    assert {path: (notes.parent / path).read_text(encoding="utf-8") for path in WRITTEN[service]} == WRITTEN[service]
    assert run("init", "--ci", service) == (0, "", "nothing has changed\n")


def test_a_file_that_is_there_is_overwritten_only_where_asked_for(run, notes):
    mine = notes.parent / "playbooks/cycleplan/promote.yaml"
    mine.parent.mkdir(parents=True)
    mine.write_text("mine\n", encoding="utf-8")

    hint = "(--dry-run shows how it differs, and --force overwrites it)"
    assert run("init", "--ci", "zuul") == (2, "", f"cycleplan: there is a playbooks/cycleplan/promote.yaml already {hint}\n")
    assert (mine.read_text(encoding="utf-8"), (notes.parent / ".zuul.yaml").exists()) == ("mine\n", False)
    assert run("init", "--ci", "zuul", "--force")[0] == 0
    assert mine.read_text(encoding="utf-8") == WRITTEN["zuul"]["playbooks/cycleplan/promote.yaml"]


def test_a_dry_run_shows_the_files_and_writes_none(run, notes):
    (notes.parent / ".gitlab-ci.yml").write_text("mine\n", encoding="utf-8")
    code, out, err = run("init", "--ci", "gitlab", "--dry-run")

    assert (code, err, out.splitlines()[:2]) == (0, "nothing was written (--dry-run)\n", ["--- a/.gitlab-ci.yml", "+++ b/.gitlab-ci.yml"])
    assert (notes.parent / ".gitlab-ci.yml").read_text(encoding="utf-8") == "mine\n"


def test_nothing_is_written_through_a_link(run, notes, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (notes.parent / ".github").symlink_to(tmp_path / "elsewhere")
    code, _, err = run("init", "--ci", "github")

    assert (code, err) == (2, "cycleplan: .github is a link, and nothing is written through links (put the file itself there)\n")
    assert list((tmp_path / "elsewhere").iterdir()) == []
