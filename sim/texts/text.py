"""A phrase in both languages, and the language of the user."""

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
