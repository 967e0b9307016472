"""Each palette as readers see it who lack one kind of cone, and on white paper."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from sentiment.models import Stance
from sentiment.reporting.palettes import DEFAULT_PALETTE, PALETTES

# Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB.
SIGHTS = {
    "full": np.eye(3),
    "no red": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "no green": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "no blue": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
TO_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
# Differences in CIELAB: 2 can just be seen side by side, 25 from afar.
APART = 25


def linear(colour):
    parts = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def lab(rgb):
    xyz = TO_XYZ @ np.clip(rgb, 0, 1) / [0.95047, 1, 1.08883]
    bent = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array(
        [116 * bent[1] - 16, 500 * (bent[0] - bent[1]), 200 * (bent[1] - bent[2])]
    )


@pytest.mark.parametrize("name", PALETTES)
@pytest.mark.parametrize("sight", SIGHTS)
def test_stances_are_told_apart(name, sight):
    colours = PALETTES[name].colours
    assert set(colours) == set(Stance)
    seen = [lab(np.array(SIGHTS[sight]) @ linear(one)) for one in colours.values()]
    for one, other in combinations(seen, 2):
        assert np.linalg.norm(one - other) > APART


@pytest.mark.parametrize("name", PALETTES)
def test_sides_stand_out_from_white_paper_and_bear_white_numbers(name):
    palette = PALETTES[name]
    for colour in (palette.supportive, palette.critical):
        contrast = 1.05 / ((TO_XYZ @ linear(colour))[1] + 0.05)
        # The least that web guidelines ask of the parts of a chart.
        assert contrast >= 3


def test_each_palette_says_for_whom_it_is():
    assert DEFAULT_PALETTE in PALETTES
    texts = [palette.description for palette in PALETTES.values()]
    assert len(set(texts)) == len(texts)
    assert all(texts)
