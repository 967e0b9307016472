"""The same article as another newspaper would print it.

Most of our annotated articles have the comma before the closing mark ("It is true," she
said); encyclopaedias, many Indian papers and the technical press set it behind
("It is true", she said). What learns from one style only is lost in the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sentiment.training.gold import GoldArticle

# One article in so many is learned in the other style.
RESTYLED = 3
_CLOSING = frozenset("\"”'’»")


def in_both_styles(golds: Sequence[GoldArticle]) -> list[GoldArticle]:
    """The articles, some of them with the commas behind the marks."""
    return [
        gold if number % RESTYLED else commas_behind(gold)
        for number, gold in enumerate(golds)
    ]


def commas_behind(gold: GoldArticle) -> GoldArticle:
    """The article with the comma that ends a quotation behind its closing mark."""
    letters = list(gold.article.text)
    quotes = []
    for quote in gold.quotes:
        end = quote["end"]
        if letters[end - 1] == "," and "".join(letters[end : end + 1]) in _CLOSING:
            letters[end - 1 : end + 1] = letters[end], ","
            quote = quote | {"end": end - 1}
            if "text" in quote:
                quote["text"] = quote["text"][:-1]
        quotes.append(quote)
    text = "".join(letters)
    return replace(gold, article=replace(gold.article, text=text), quotes=tuple(quotes))
