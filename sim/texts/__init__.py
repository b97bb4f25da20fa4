"""One catalogue of everything the program says, in English and Chinese side by side.

A text is a pair, so that neither language can be forgotten. `say` fills the placeholders of a text
of the catalogue; labels that belong to a declaration (a lever, a metric) are `Text` objects kept
with that declaration and are read with `Text.in_language`.
"""

from __future__ import annotations

import locale
import os
from dataclasses import dataclass

LANGUAGES = ("en", "zh")


@dataclass(frozen=True)
class Text:
    """A phrase in both languages of the project."""

    en: str
    zh: str

    def in_language(self, language: str) -> str:
        """The phrase in `language`, "en" or "zh". Raises ValueError for any other."""
        if language not in LANGUAGES:
            raise ValueError(f"language must be one of {LANGUAGES}, not {language!r}")
        return self.zh if language == "zh" else self.en


def language_of_user(wanted: str | None = None) -> str:
    """The language to speak: `wanted` where given, else the locale's, else English."""
    if wanted:
        return wanted
    spoken = (
        os.environ.get("LC_ALL")
        or os.environ.get("LC_MESSAGES")
        or os.environ.get("LANG")
        or (locale.getlocale()[0] or "")
    )
    return "zh" if spoken.lower().startswith(("zh", "chinese")) else "en"


def say(key: str, language: str = "en", **values: object) -> str:
    """The catalogue's text `key` in `language`, its placeholders filled. Raises KeyError if unknown."""
    from sim.texts.catalogue import CATALOGUE

    return CATALOGUE[key].in_language(language).format(**values)
