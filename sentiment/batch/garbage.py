"""How often Python looks for objects that only hold each other."""

from __future__ import annotations

import atexit
import gc

# So many more objects than before are made until it looks; an article makes some
# thousands and leaves none of them in a circle.
MADE = 50_000


def collect_less() -> None:
    """Look seldom: for a process that is ours alone."""
    gc.set_threshold(MADE)
    # What is left at the end goes with the process; looking through all of it once
    # more would take a tenth of a second.
    atexit.register(gc.freeze)
