"""Imports lead downwards only, and each library has one home."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "sentiment"

# Lower rows first. What stands in one row knows nothing of its neighbours.
ROWS = (
    ("data", "errors", "models"),
    ("lexicons",),
    ("text", "weights"),
    ("finding", "judging", "reading", "timing"),
    ("reporting",),
    ("pipeline", "redaction"),
    ("training",),
    ("batch",),
    ("commands",),
    ("cli",),
    ("__main__",),
)
LEVEL = {room: level for level, row in enumerate(ROWS) for room in row}

# Who may import a library; everybody else asks these rooms.
HOMES = {
    "click": ("commands", "cli"),
    "jinja2": ("reporting",),
    "matplotlib": ("reporting",),
    "pandas": ("reporting", "pipeline", "batch"),
    "vaderSentiment": ("judging",),
    "ftfy": ("reading",),
    "trafilatura": ("reading",),
    "distributed": ("batch",),
    "pyarrow": ("reading", "reporting"),
    "fastwarc": ("reading",),
    "scipy": ("training",),
    "onnxruntime": ("judging",),
    "torch": ("training",),
}


def module_name(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(path): path for path in sorted(PACKAGE.rglob("*.py"))}


def imported(path: Path) -> Iterator[str]:
    """The modules that a file imports, inside functions too."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: write imports in full"
            whole = f"{node.module}."
            parts = [whole + alias.name for alias in node.names]
            modules = [part for part in parts if part in MODULES]
            yield from modules or [str(node.module)]


def room(module: str) -> str:
    """The room or lone module at the package's top that `module` belongs to."""
    return module.split(".")[1] if "." in module else ""


EDGES = {name: sorted(set(imported(path))) for name, path in MODULES.items()}
OURS = {
    name: [other for other in others if other.split(".")[0] == "sentiment"]
    for name, others in EDGES.items()
}


def test_every_room_has_its_row() -> None:
    rooms = {room(name) for name in MODULES} - {""}
    assert rooms == set(LEVEL)


@pytest.mark.parametrize("name", [name for name in MODULES if room(name) in LEVEL])
def test_imports_lead_downwards(name: str) -> None:
    own = room(name)
    wrong = [
        other
        for other in OURS[name]
        if room(other) != own and LEVEL.get(room(other), 99) >= LEVEL[own]
    ]
    assert not wrong


def test_imports_form_no_circle() -> None:
    # The package's face asks for its names when they are used; nobody asks it back.
    inner = {name: others for name, others in OURS.items() if name != "sentiment"}
    order = list(TopologicalSorter(inner).static_order())
    assert "sentiment" not in order
    assert set(inner) <= set(order)


@pytest.mark.parametrize("library", HOMES)
def test_library_stays_in_its_home(library: str) -> None:
    users = {
        room(name)
        for name, others in EDGES.items()
        if room(name) != "training"
        for other in others
        if other.split(".")[0] == library
    }
    assert users <= set(HOMES[library])


ALONE = """
import importlib, sys
for name in sys.argv[1:]:
    for known in [key for key in sys.modules if key.split(".")[0] == "sentiment"]:
        del sys.modules[known]
    importlib.import_module(name)
"""


def needs_torch(name: str) -> bool:
    """Whether a module cannot be imported without the extra that trains the reader."""
    return any(other == "torch" or needs_torch(other) for other in EDGES.get(name, ()))


def test_every_module_can_be_imported_first() -> None:
    names = [
        name
        for name in MODULES
        if name != "sentiment.__main__" and not needs_torch(name)
    ]
    done = subprocess.run(
        [sys.executable, "-c", ALONE, *names], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
