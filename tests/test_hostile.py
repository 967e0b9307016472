"""Hostile inputs: exit code, what is said, and what is still read.

Contents are text, or a recipe: see `made`.
"""

from __future__ import annotations

import base64
import gzip
import io
import json
import random
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from sentiment.cli import main

CASES = json.loads((Path(__file__).parent / "cases" / "hostile.json").read_text())
NEEDS = {"web": "trafilatura", "parquet": "pyarrow", "warc": "fastwarc"}


def made(recipe: Any) -> bytes:
    """The bytes that a recipe stands for."""
    if isinstance(recipe, str):
        return recipe.encode()
    ((verb, value),) = recipe.items()
    return RECIPES[verb](value)


def _zip(members: Mapping[str, Any]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, recipe in members.items():
            archive.writestr(name, made(recipe))
    return buffer.getvalue()


RECIPES: Mapping[str, Callable[[Any], bytes]] = {
    "hex": bytes.fromhex,
    "encode": lambda given: given[0].encode(given[1]),
    "repeat": lambda given: made(given[0]) * given[1],
    "concat": lambda parts: b"".join(map(made, parts)),
    "gzip": lambda recipe: gzip.compress(made(recipe), mtime=0),
    "zip": _zip,
    "cut": lambda given: made(given[0])[: -given[1]],
    "noise": lambda size: base64.b64encode(random.Random(size).randbytes(size)),
}


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_quotes_survives(case: dict[str, Any], tmp_path: Path) -> None:
    if "needs" in case:
        module, extra = NEEDS[case["needs"]], case["needs"]
        pytest.importorskip(module, reason=f"needs the extra {extra!r}")
    folder = tmp_path / "in"
    folder.mkdir()
    for name, recipe in case["files"].items():
        (folder / name).write_bytes(made(recipe))
    arguments = ["quotes", str(folder), "--judge", "vader", *case.get("args", ())]
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert result.exit_code == case["exit"], result.output
    for words in case["says"]:
        assert words in result.output
    if case["read"] is not None:
        found = re.search(r"Articles read: (\d+)", result.output)
        assert found
        assert int(found[1]) == case["read"]
    # Nothing is obeyed by a terminal, and nothing is written beside the input.
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e]", result.output)
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


def test_cases_have_labels_of_their_own() -> None:
    assert len({case["label"] for case in CASES}) == len(CASES) >= 60
