"""The compiled modules say what their sources say, to the last byte."""

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NEEDED = ("hatchling", "mypyc", "setuptools")

pytestmark = pytest.mark.skipif(
    not (shutil.which("cc") and all(map(importlib.util.find_spec, NEEDED))),
    reason="needs a C compiler, and hatchling and mypyc to make use of it",
)

COMPILE = """
import importlib.util, json, sys
from pathlib import Path
spec = importlib.util.spec_from_file_location("hook", ".ci/compile.py")
hook = importlib.util.module_from_spec(spec)
spec.loader.exec_module(hook)
sources = hook.sources_of(Path(), json.loads(sys.argv[1]))
print(json.dumps(hook.compile_sources(sources, Path(sys.argv[2]))), file=sys.stderr)
"""


def patterns():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return project["tool"]["hatch"]["build"]["targets"]["wheel"]["hooks"]["custom"][
        "modules"
    ]


def run(command, folder):
    """What a command run in a folder prints; the folder's own package is imported."""
    environment = os.environ | {"PYTHONPATH": str(folder)}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, check=True
    )


@pytest.fixture(scope="module")
def compiled(tmp_path_factory):
    """The project with its modules compiled beside their sources."""
    folder = tmp_path_factory.mktemp("compiled")
    project, built = folder / "project", folder / "built"
    shutil.copytree(ROOT / "sentiment", project / "sentiment")
    shutil.copytree(ROOT / ".ci", project / ".ci")
    built.mkdir()
    arguments = [json.dumps(patterns()), str(built)]
    done = run([sys.executable, "-c", COMPILE, *arguments], project)
    for source, target in json.loads(done.stderr.splitlines()[-1]).items():
        shutil.copy(source, project / target)
    return project


def test_what_is_compiled_is_what_runs(compiled):
    tell = "import sentiment.finding.words as words; print(words.__file__)"
    shown = run([sys.executable, "-c", tell], compiled).stdout.decode().strip()
    assert shown.endswith((".so", ".pyd"))


@pytest.mark.parametrize(
    ("judge", "names"),
    [
        ("light", ("dev", "fresh-a", "seeds")),
        ("reader", ("seeds",)),
        ("vader", ("dev",)),
    ],
)
def test_compiled_modules_say_the_same(compiled, judge, names):
    files = [str(ROOT / f"tests/gold/{name}.jsonl") for name in names]
    command = [sys.executable, "-m", "sentiment", "quotes", *files]
    command += ["--judge", judge, "--format", "jsonl"]
    assert run(command, compiled).stdout == run(command, ROOT).stdout


def test_compiled_workers_say_the_same(compiled):
    """What is handed to them goes through pickle, the target that was found with it."""
    command = [sys.executable, "-m", "sentiment", "quotes", str(ROOT / "seeds")]
    command += ["--judge", "light", "--format", "jsonl", "--workers"]
    together = run([*command, "2"], compiled).stdout
    assert together
    assert together == run([*command, "1"], ROOT).stdout
