"""What a process does beforehand that is to write a report."""

from __future__ import annotations


def get_ready() -> None:
    """Import all that a report needs and read the templates of its page.

    For a process of our own: matplotlib goes without its documentation there.
    """
    from matplotlib import artist

    # It writes some for every class that can be drawn, which is a quarter of the time
    # that it takes to import.
    artist.kwdoc = _nothing
    import sentiment.reporting.reports  # noqa: F401
    from sentiment.reporting.page.writing import load_templates

    load_templates()


def _nothing(artist: object) -> str:
    return ""
