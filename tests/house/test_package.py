"""What the package says about itself agrees with what it is."""

import re
import tomllib
from pathlib import Path

import pytest
import wheel_probe

import zhaoshang

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
FENCE = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def without_comments(code: str) -> list[str]:
    return [
        re.sub(r'"(?:zh_CN|en)"', '"…"', line.partition("  # ")[0].rstrip()) for line in code.splitlines()
    ]


def test_the_version_in_code_is_the_one_that_is_built() -> None:
    assert zhaoshang.__version__ == PROJECT["version"]


def test_both_readmes_hold_the_same_commands() -> None:
    """A reader of either language is told to type the same; only comments and the language asked for differ."""
    english, chinese = (
        [
            (kind, without_comments(code))
            for kind, code in FENCE.findall((ROOT / name).read_text("utf-8"))
            if kind != "text"
        ]
        for name in ("README.md", "README.zh-CN.md")
    )
    assert english == chinese
    assert ("sh", ["python3 tools/dev.py check"]) in english
    assert ("sh", ["python3 tools/dev.py report"]) in english


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_readme_shows_what_its_ten_lines_print(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = re.search(
        r"```python\n(.*?)```\n\n```text\n(.*?)```", (ROOT / name).read_text("utf-8"), re.DOTALL
    )
    assert found is not None
    exec(found[1], {})  # noqa: S102 - our own page
    told = "\n".join(line.rstrip() for line in capsys.readouterr().out.strip().splitlines())
    assert told == found[2].strip()
    assert len(found[1][found[1].index("imported =") :].splitlines()) <= 10


def test_continuous_integration_runs_the_command_of_the_readme() -> None:
    assert (ROOT / ".ci/run").read_text("utf-8").splitlines()[-1] == "exec python3 tools/dev.py check"


def test_the_readme_names_every_extra() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    missing = [
        name for name in PROJECT["optional-dependencies"] if not re.search(rf"[`\[]{name}[`\]]", readme)
    ]
    assert missing == []


def test_every_file_that_names_the_version_names_the_same() -> None:
    """`CITATION.cff` is read by people and machines that never install the package."""
    cited = dict(
        line.split(": ", 1)
        for line in (ROOT / "CITATION.cff").read_text("utf-8").splitlines()
        if ": " in line and not line.startswith(" ")
    )
    assert cited["version"] == PROJECT["version"]
    assert cited["license"] == PROJECT["license"]


def test_the_clean_environment_tries_every_extra() -> None:
    assert wheel_probe.EXTRAS.keys() == PROJECT["optional-dependencies"].keys()


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "SECURITY.md", "README.md", "README.zh-CN.md"])
def test_links_in_the_files_of_the_root_lead_somewhere(name: str) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", (ROOT / name).read_text("utf-8"))
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_files_that_a_commit_hook_names_are_there() -> None:
    """A test that moves takes its hook along: a hook that names no file fails every commit."""
    named = re.findall(r"\b(?:tests|tools)/[\w/]+\.py", (ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_every_workshop_is_private_by_contract() -> None:
    """A room in `_x` is imported by the doors that a contract names, and by nobody else; four are for all rooms."""
    source = ROOT / "src" / "zhaoshang"
    workshops = {path.parent.name for path in source.glob("_*/__init__.py")}
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    protected = {
        module.removeprefix("zhaoshang.")
        for contract in declared["contracts"]
        if contract["type"] == "protected"
        for module in contract["protected_modules"]
    }
    assert workshops - protected == {"_basics", "_calls", "_files", "_text"}


@pytest.mark.parametrize("name", zhaoshang.__all__)
def test_every_name_of_the_root_is_there(name: str) -> None:
    """The root loads its names when they are asked for, and each is that of its room."""
    assert name in dir(zhaoshang)
    assert getattr(zhaoshang, name) is not None


def test_the_root_has_rooms_and_nothing_else() -> None:
    """A room is found as an attribute of the root; a name that does not exist is not."""
    assert zhaoshang.periods.Period is zhaoshang.Period
    with pytest.raises(AttributeError, match=r"^zhaoshang has no unheard_of\. Use one of (?!.*Final)"):
        zhaoshang.unheard_of  # noqa: B018 - the access is what is tested
