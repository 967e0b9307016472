"""Which files are read, in which order, and which are refused."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

import pytest

from sentiment.errors import InputError, MissingInput
from sentiment.reading.files import Source, file_hashes, find_files, total_bytes


def fill(folder: Path, *names: str) -> Path:
    """Put small files of these names into a folder."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"text of {name}")
    return folder


def names(*paths: Path | str) -> list[str]:
    """The names of the files found; every fault as its reason."""
    found = find_files(paths)
    return [f.name if isinstance(f, Source) else f.reason for f in found]


def test_find_files_walks_folders_sorted(tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", "b.txt", "a/z.txt", "a/B/c.txt", "10.txt", "9.txt")
    expected = ["10.txt", "9.txt", "a/B/c.txt", "a/z.txt", "b.txt"]
    assert names(folder) == [f"in/{name}" for name in expected]


def test_find_files_keeps_the_order_given_and_reads_each_once(tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", "a.txt", "b.txt")
    assert names(folder / "b.txt", folder, folder) == ["in/b.txt", "in/a.txt"]


def test_find_files_passes_over_hidden_ones(tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", ".DS_Store", ".git/config", "a.txt")
    assert names(folder) == ["in/a.txt"]


@pytest.mark.parametrize("path", ["", "nowhere", "nowhere/else.txt", "a\0b"])
def test_find_files_tells_missing_paths(path: str) -> None:
    (fault,) = find_files([path])
    assert isinstance(fault, MissingInput)
    str(fault).encode()


def test_find_files_tells_an_empty_folder(tmp_path: Path) -> None:
    (fault,) = find_files([tmp_path])
    assert isinstance(fault, InputError)
    assert "holds no files" in fault.reason


def test_find_files_refuses_links_out_of_the_folder(tmp_path: Path) -> None:
    fill(tmp_path, "secret.txt", "other/secret.txt")
    folder = fill(tmp_path / "in", "a.txt")
    (folder / "file.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "folder").symlink_to(tmp_path / "other")
    (folder / "up").symlink_to(tmp_path)
    found = names(folder)
    assert found[0] == "in/a.txt"
    assert len(found) == 4
    assert all("out of the folder" in reason for reason in found[1:])


def test_find_files_follows_links_inside_once(tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", "b/x.txt")
    (folder / "a.txt").symlink_to(folder / "b" / "x.txt")
    (folder / "round").symlink_to(folder)
    assert names(folder) == ["in/a.txt"]


def test_find_files_follows_a_link_given_by_name(tmp_path: Path) -> None:
    fill(tmp_path / "in", "a.txt")
    (tmp_path / "link").symlink_to(tmp_path / "in")
    assert names(tmp_path / "link") == ["in/a.txt"]


def test_find_files_tells_broken_and_circular_links(tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", "c.txt")
    (folder / "a.txt").symlink_to(folder / "gone.txt")
    (folder / "b.txt").symlink_to(folder / "b.txt")
    found = names(folder)
    assert found[2:] == ["in/c.txt"]
    assert all("cannot be opened" in reason for reason in found[:2])


def test_find_files_refuses_pipes(tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", "b.txt")
    os.mkfifo(folder / "a.txt")
    found = names(folder)
    assert "pipe or a device" in found[0]
    assert found[1:] == ["in/b.txt"]


def test_find_files_reaches_deep_folders(tmp_path: Path) -> None:
    deep = tmp_path.joinpath("in", *["d"] * 500)
    deep.mkdir(parents=True)
    (deep / "a.txt").write_text("text")
    assert len(names(tmp_path / "in")) == 1


@pytest.mark.parametrize(
    ("name", "stem", "ending"),
    [("in/a.b.TXT", "a.b", ".txt"), ("in/a", "a", ""), ("stdin", "stdin", "")],
)
def test_source_tells_stem_and_ending(name: str, stem: str, ending: str) -> None:
    source = Source(Path(name), name)
    assert (source.stem, source.ending) == (stem, ending)


def test_total_bytes_counts_each_file_once(tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", "a.txt", "b/c.txt")
    size = sum(file.stat().st_size for file in folder.rglob("*.txt"))
    assert total_bytes([folder, folder / "a.txt", "-", "nowhere"]) == size


def test_file_hashes_are_those_of_every_file_once(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("a.txt", "b/c.txt", ".hidden"):
        (tmp_path / name).write_text(name)
    found = file_hashes([tmp_path, tmp_path / "a.txt", tmp_path / "none", "-"])
    assert found == {
        str(tmp_path / name): sha256(name.encode()).hexdigest()
        for name in ("a.txt", "b/c.txt")
    }
