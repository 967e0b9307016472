"""The README says what is so: its code runs, its lists are complete, its links lead."""

from __future__ import annotations

import re
import tomllib

import click
import pandas as pd
import pytest

import sentiment
from sentiment.cli import main
from sentiment.lexicons import read_lexicon
from sentiment.models import Role
from sentiment.reporting.page.method import MEASURES
from sentiment.reporting.reports import FILES
from sentiment.reporting.tables import COLUMNS

OPTIONS = sorted(
    {
        (name, long)
        for name, command in main.commands.items()
        for option in command.params
        if isinstance(option, click.Option)
        for long in (*option.opts, *option.secondary_opts)
        if long.startswith("--")
    }
)


@pytest.fixture(scope="module")
def readme(root):
    return (root / "README.md").read_text("utf-8")


def section(readme: str, title: str) -> str:
    start = readme.index(f"# {title}\n")
    return re.split(r"\n#+ ", readme[start:])[0]


def test_library_lines_go_from_a_folder_to_a_figure(
    readme, root, tmp_path, monkeypatch
):
    (code,) = re.findall(
        r"```python\n(.*?)```", section(readme, "As a library"), re.DOTALL
    )
    assert len(code.replace("\n\n", "\n").splitlines()) == 4
    (tmp_path / "seeds").symlink_to(root / "seeds")
    monkeypatch.chdir(tmp_path)
    known: dict[str, object] = {}
    exec(code, known)
    assert isinstance(known["quotes"], pd.DataFrame)
    assert len(known["quotes"]) > 15
    assert (tmp_path / "timeline.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("name", sorted(main.commands))
def test_command_is_documented(readme, name):
    assert f"`sentiment {name} " in section(readme, "Commands")


@pytest.mark.filterwarnings("ignore")
def test_cluster_lines_go_from_partitions_to_counts(readme, tmp_path, monkeypatch):
    pytest.importorskip("dask.dataframe")
    (code,) = re.findall(
        r"```python\n(.*?)```", section(readme, "Many articles"), re.DOTALL
    )
    monkeypatch.chdir(tmp_path)
    (tmp_path / "articles").mkdir()
    said = "“I miss him,” one fan wrote of Alec Baldwin."
    for n in range(3):
        frame = pd.DataFrame({"text": [f"{said} {n}"], "published": "2024-05-01"})
        frame.to_parquet(tmp_path / "articles" / f"{n}.parquet")
    names: dict[str, pd.DataFrame] = {}
    exec(code, names)
    assert names["balance"]["count"].sum() == 3
    assert len(pd.read_parquet(tmp_path / "quotes")) == 3


@pytest.mark.parametrize(("command", "option"), OPTIONS)
def test_option_is_documented_for_its_command(readme, command, option):
    rows = re.findall(r"^\| (`--.*?) \| (.*?) \|", section(readme, "Commands"), re.M)
    homes = [home for names, home in rows if re.search(rf"{option}\b", names)]
    assert any(command in home for home in homes)


def test_no_option_is_documented_that_is_not_there(readme):
    known = {option for _, option in OPTIONS}
    rows = re.findall(r"^\| (`--.*?) \|", section(readme, "Commands"), re.MULTILINE)
    assert {name for row in rows for name in re.findall(r"--[a-z-]+", row)} <= known


def test_commands_shown_are_understood(readme, parse):
    shown = re.findall(r"^    (sentiment [^\n]*)$", readme, re.MULTILINE)
    assert len(shown) > 8
    for line in shown:
        assert parse(line) in main.commands


@pytest.mark.parametrize("column", COLUMNS)
def test_field_is_documented(readme, column):
    assert f"`{column}`" in section(readme, "The fields of a quotation")


@pytest.mark.parametrize("role", Role)
def test_role_is_documented(readme, role):
    assert f"| `{role}` |" in section(readme, "Who speaks")


@pytest.mark.parametrize("name", FILES)
def test_file_of_a_report_is_documented(readme, name):
    assert f"| `{name}` |" in section(readme, "What comes out")


def test_measured_accuracy_is_the_one_that_reports_tell(readme):
    told = {row["judge"]: row for row in read_lexicon("judge_accuracy")}
    text = section(readme, "Accuracy")
    (articles, reactions) = re.findall(
        r"on (\d+) articles .*\n.*\(([\d,]+) reac", text
    )[0]
    for row in told.values():
        assert row["articles"] == articles
        assert row["reactions"] == reactions.replace(",", "")
    table = text[text.index("| | plain VADER | light | reader |") :]
    for label, name in MEASURES:
        cells = re.findall(rf"^\| {label} \| (.*) \|$", table, re.MULTILINE)[0]
        figures = [told[judge][name] for judge in ("vader", "light", "reader")]
        assert cells.split(" | ") == figures


def test_map_shows_every_room(readme, root):
    rooms = {
        path.name
        for path in (root / "sentiment").iterdir()
        if not path.name.startswith(("_", "."))
    }
    shown = set(re.findall(r"^  ([\w.]+)/? ", section(readme, "How it works"), re.M))
    assert shown == rooms - {"py.typed"}


def test_links_lead_somewhere(readme, root):
    links = re.findall(r"\]\(([^)#]+)\)", readme)
    assert links
    missing = [
        link for link in links if "//" not in link and not (root / link).exists()
    ]
    assert not missing


def test_extras_shown_exist(readme, root):
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    shown = set(re.findall(r"\.\[(\w+)\]", readme))
    assert shown
    assert shown <= set(project["optional-dependencies"])


def test_version_is_the_same_everywhere(readme, root):
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["version"] == sentiment.__version__
    assert f"**{sentiment.__version__}**" in section(readme, "Changes")


def test_continuous_run_is_the_readme_s(readme, root):
    lines = re.findall(r"^    python3 -m venv .* -m pytest$", readme, re.MULTILINE)
    assert len(lines) == 1
    assert "README.md" in (root / ".ci" / "run").read_text("utf-8")
