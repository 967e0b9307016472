"""Files are there whole or not at all."""

from __future__ import annotations

import pytest

from sentiment.errors import InputError
from sentiment.reporting.files import whole_file, whole_text


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("fault", [OSError("disk full"), KeyboardInterrupt()])
def test_whole_file_leaves_the_old_one_when_writing_fails(tmp_path, fault):
    path = tmp_path / "table.csv"
    path.write_bytes(b"old")

    def write_half():
        with whole_file(path) as file:
            file.write(b"ne")
            raise fault

    with pytest.raises((InputError, KeyboardInterrupt)):
        write_half()
    assert contents(tmp_path) == {"table.csv": b"old"}


def test_whole_file_names_the_place_that_cannot_be_written(tmp_path):
    path = tmp_path / "missing" / "table.csv"
    with pytest.raises(InputError, match=r"table[.]csv: cannot be written"):
        whole_file(path).__enter__()


def test_whole_text_keeps_line_ends_and_replaces_the_old(tmp_path):
    path = tmp_path / "table.csv"
    path.write_bytes(b"old")
    with whole_text(path) as text:
        text.write("é\n\r\n")
    assert contents(tmp_path) == {"table.csv": "é\n\r\n".encode()}
