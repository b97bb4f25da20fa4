"""One catalogue of everything the program says, in English and Chinese side by side.

A text is a pair, so that neither language can be forgotten. `say` fills the placeholders of a text
of the catalogue; labels that belong to a declaration (a lever, a metric) are `Text` objects kept
with that declaration and are read with `Text.in_language`.
"""

from __future__ import annotations

from sim.texts.catalogue import CATALOGUE
from sim.texts.text import LANGUAGES, Text, language_of_user

__all__ = ["LANGUAGES", "Text", "language_of_user", "say"]


def say(key: str, language: str = "en", **values: object) -> str:
    """The catalogue's text `key` in `language`, its placeholders filled. Raises KeyError if unknown."""
    return CATALOGUE[key].in_language(language).format(**values)
