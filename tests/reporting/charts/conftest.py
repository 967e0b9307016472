"""What the tests ask of figures: their artists, their words, their files."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sentiment.reporting.charts.saving import save_chart


class Ask:
    """Questions to a figure and its panels."""

    def file(self, figure: Figure, form: str) -> bytes:
        file = io.BytesIO()
        save_chart(figure, file, form)
        return file.getvalue()

    def png(self, figure: Figure) -> bytes:
        return self.file(figure, "png")

    def bars(self, axes: Axes, name: str) -> Sequence[Any]:
        (container,) = [bar for bar in axes.containers if bar.get_label() == name]
        return container.patches

    def heights(self, axes: Axes, name: str) -> list[float]:
        return [bar.get_height() for bar in self.bars(axes, name)]

    def words(self, figure: Figure, gid: str) -> str:
        (text,) = [text for text in figure.texts if text.get_gid() == gid]
        return " ".join(text.get_text().replace("\u00a0", " ").split())

    def written(self, axes: Axes) -> list[str]:
        return [text.get_text() for text in axes.texts if text.get_text()]

    def line(self, axes: Axes, gid: str) -> Any:
        lines = [one for one in axes.lines if one.get_gid() == gid]
        return lines[0] if lines else None

    def legend(self, figure: Figure) -> list[str]:
        return [text.get_text() for text in figure.legends[0].get_texts()]


@pytest.fixture
def ask() -> Ask:
    return Ask()
