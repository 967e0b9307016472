"""Articles that were read before: the same text, or the same address."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit

from sentiment.models import Article
from sentiment.text import one_blank_each

# Blanks in use; to part a text at whatever may be one takes ten times as long.
_BLANKS: Final = ("\n", "\t", "\r", "\u00a0", "\u2009", "\u202f")
# Parameters that tell how a reader came to a page, not which page it is.
_TRACKING: Final = ("utm_", "fbclid", "gclid", "cmpid", "ns_", "mc_", "ref")


class Repeats:
    """Remembers articles by a number each, so that millions fit into memory."""

    def __init__(self) -> None:
        self._ids: dict[int, str] = {}

    def find(self, keys: Sequence[int], name: str) -> str | None:
        """The id of the same article read before, else None, and remember this one.

        Args:
            keys: of the article, from `repeat_keys`.
            name: its id.
        """
        for key in keys:
            if key in self._ids:
                return self._ids[key]
        self._ids.update(dict.fromkeys(keys, name))
        return None


def repeat_keys(article: Article) -> tuple[int, ...]:
    """Numbers of which the same article shares at least one: of text and address."""
    text = _number(one_blank_each(article.text, _BLANKS).strip())
    address = _page_address(article.url)
    return (text, _number(address)) if address else (text,)


def _number(text: str) -> int:
    digest = blake2b(text.encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big")


def _page_address(url: str | None) -> str | None:
    """An address without what does not tell pages apart; None for a whole site.

    >>> _page_address("http://www.example.com/story/?utm_source=x#top")
    'example.com/story'
    """
    try:
        parts = urlsplit((url or "").strip())
    except ValueError:
        return None
    query = [
        pair for pair in parse_qsl(parts.query) if not pair[0].startswith(_TRACKING)
    ]
    path = parts.path.rstrip("/")
    if not parts.netloc or not (path or query):
        return None
    host = parts.netloc.lower().removeprefix("www.")
    return f"{host}{path}?{urlencode(query)}" if query else f"{host}{path}"
