"""Colours of the stances that charts may have: told apart by colour-blind readers too.

A test looks at each as readers without one kind of cone see it, and on paper.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sentiment.models import Stance


@dataclass(frozen=True, slots=True)
class Palette:
    """Three colours, as #RRGGBB, and for whom they are."""

    description: str
    supportive: str
    neutral: str
    critical: str

    @property
    def colours(self) -> Mapping[str, str]:
        """The colour of each stance, in the order in which bars are stacked."""
        return {
            Stance.SUPPORTIVE.value: self.supportive,
            Stance.NEUTRAL.value: self.neutral,
            Stance.CRITICAL.value: self.critical,
        }


PALETTES: Mapping[str, Palette] = {
    "blue-orange": Palette(
        "blue and vermilion after Okabe and Ito, for screen and print",
        "#0072B2", "#BDBDBD", "#D55E00",
    ),
    "teal-brown": Palette(
        "quieter, dark teal and brown, for pages with other colours on them",
        "#00685E", "#C4C4C4", "#B5651D",
    ),
    "purple-green": Palette(
        "where blue and red stand for parties",
        "#6A3D9A", "#BFBFBF", "#3A8A3A",
    ),
    "grey": Palette(
        "dark and middle grey, for printing without colours",
        "#1F1F1F", "#D6D6D6", "#7F7F7F",
    ),
}  # fmt: skip
DEFAULT_PALETTE = "blue-orange"
