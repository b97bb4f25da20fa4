"""A mistake of the user, told as one sentence in his language."""

from __future__ import annotations

from sim.texts import Text, say

_LONGEST_ECHO = 80


class UserError(Exception):
    """A mistake of the user, told as one sentence in his language.

    Attributes
    ----------
    key: the text of the catalogue.
    where: "file:line:column", "file", or None where there is no file.
    values: what fills the placeholders; a `Text` is filled in the language of the sentence.
    """

    def __init__(self, key: str, where: str | None = None, **values: object) -> None:
        self.key = key
        self.where = where
        self.values = values
        super().__init__(key, where, values)

    def __reduce__(self) -> tuple[object, ...]:
        """Survive the way from a worker process to its parent."""
        return _rebuilt, (self.key, self.where, self.values)

    def sentence(self, language: str = "en") -> str:
        """The complaint, with its place in front. Control characters are made visible, long words are cut."""
        filled = {name: _echo(value, language) for name, value in self.values.items()}
        told = say(self.key, language, **filled)
        return f"{_visible(self.where)}: {told}" if self.where else told

    def __str__(self) -> str:
        return self.sentence("en")


def _rebuilt(key: str, where: str | None, values: dict[str, object]) -> UserError:
    return UserError(key, where, **values)


def _echo(value: object, language: str) -> str:
    if isinstance(value, Text):
        return value.in_language(language)
    if isinstance(value, float):
        return f"{value:.10g}"
    if isinstance(value, list):
        return ("、" if language == "zh" else ", ").join(_echo(part, language) for part in value)
    shown = _visible(str(value))
    return shown if len(shown) <= _LONGEST_ECHO else shown[: _LONGEST_ECHO - 1] + "…"


def _visible(text: str) -> str:
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)
