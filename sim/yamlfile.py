"""The only reader of YAML: safe, bounded, and able to say where everything stands.

The tree is built from the parser's events, so that a file is refused for its size, depth, number of
entries, tags or aliases before anything has been built from it. Scalars follow the core schema of
YAML 1.2: `2003-01` and `yes` are text.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from sim.texts.user_error import UserError

MOST_BYTES = 256 * 1024
MOST_LEVELS = 30
MOST_NODES = 5_000
_LONGEST_NUMBER = 40

_WHOLE = re.compile(r"[-+]?[0-9]+")
_BASED = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_REAL = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_WORDS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_NOTHING = {"", "~", "null", "Null", "NULL"}
_CONTROL = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TOO_LARGE = re.compile(r"\\U(?!0010|000[0-9a-fA-F])[0-9a-fA-F]{8}")

# Where a Chinese keyboard leaves its own signs in place of those of YAML; in running text they may stand.
_WIDE = re.compile(
    "(?<=[a-z0-9_])：|，(?=\\s*[a-z_]+ *[:：])|(?<=[a-z_]: )[｛［]"
    "|^ *(?P<space>[\u3000\xa0])|(?<=[a-z_]:)(?P<after>[\u3000\xa0])",
    re.MULTILINE,
)
_PLAIN_SIGNS = {"：": ":", "，": ",", "｛": "{", "［": "["}

# What the parser says, in words of its own, against the sentence for the user.
_PROBLEMS = (
    ("'\\t'", "yaml.tab"),
    ("found a tab", "yaml.tab"),
    ("mapping values are not allowed", "yaml.colon"),
    ("could not find expected ':'", "yaml.colon"),
    ("unexpected end of stream", "yaml.quote"),
    ("expected ',' or", "yaml.bracket"),
    ("expected the node content", "yaml.bracket"),
    ("expected <block end>", "yaml.indent"),
)


class Place(NamedTuple):
    """Where something stands: the file as the user named it, line and column counted from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass
class Node:
    """A value of the file and its place.

    `value` is a str, int, float or bool, a list of nodes, or a dict of nodes by name; `names` holds
    the place of each name of a dict.
    """

    place: Place
    value: Any
    names: dict[str, Place] = field(default_factory=dict)

    def plain(self) -> Any:
        """The value without places: numbers, texts, lists and dicts."""
        if isinstance(self.value, dict):
            return {name: node.plain() for name, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value

    def find(self, path: Sequence[str | int]) -> Node:
        """The node that `path` leads to; steps that are not in the file are passed over."""
        node = self
        for step in path:
            held = node.value
            named = isinstance(held, dict) and step in held
            if named or (isinstance(held, list) and isinstance(step, int) and step < len(held)):
                node = held[step]
        return node


def read_yaml(path: Path) -> tuple[Node, str]:
    """The tree of the file at `path`, and its text. Raises UserError for whatever is wrong with it."""
    text = _text_of(path)
    try:
        return _Builder(str(path), text).build(), text
    except MarkedYAMLError as wrong:
        raise _syntax_error(path, text, wrong) from None
    except OverflowError:
        # The parser does not look whether there is such a character.
        number = _TOO_LARGE.search(text)
        raise UserError("yaml.syntax", str(_place_after(str(path), text[: number.start() if number else 0]))) from None
    except YAMLError:
        raise UserError("yaml.syntax", f"{path}:1:1") from None


def _text_of(path: Path) -> str:
    name = str(path)
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise UserError("file.not_a_file", None, name=name)
        if about.st_size > MOST_BYTES:
            raise UserError("yaml.too_big", f"{name}:1:1", size=-(-about.st_size // 1024), limit=MOST_BYTES // 1024)
        raw = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise UserError("file.missing", None, name=name) from None
    except (OSError, ValueError):
        raise UserError("file.unreadable", None, name=name) from None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        before = raw[: wrong.start].decode("utf-8-sig", "replace")
        raise UserError("yaml.not_text", str(_place_after(name, before))) from None
    control = _CONTROL.search(text)
    if control:
        raise UserError("yaml.not_text", str(_place_after(name, text[: control.start()])))
    return text


def _place_after(name: str, before: str) -> Place:
    return Place(name, before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)


def _wide(name: str, text: str, first: int, last: int) -> UserError | None:
    """The complaint about the first wide sign in lines `first` to `last`, counted from 1; None where there is none."""
    start = sum(len(line) + 1 for line in text.split("\n")[: first - 1])
    end = sum(len(line) + 1 for line in text.split("\n")[:last]) - 1
    found = _WIDE.search(text, start, max(start, end))
    if found is None:
        return None
    sign = found["space"] or found["after"] or found[0]
    place = str(_place_after(name, text[: found.end() - len(sign)]))
    plain = _PLAIN_SIGNS.get(sign)
    return UserError("yaml.wide", place, sign=sign, plain=plain) if plain else UserError("yaml.wide_space", place)


def _syntax_error(path: Path, text: str, wrong: MarkedYAMLError) -> UserError:
    marks = [mark.line + 1 for mark in (wrong.context_mark, wrong.problem_mark) if mark]
    wide = _wide(str(path), text, min(marks), max(marks)) if marks else None
    if wide is not None:
        return wide
    problem = f"{wrong.context or ''} {wrong.problem or ''}"
    key = next((key for words, key in _PROBLEMS if words in problem), "yaml.syntax")
    # An open quote or bracket is noticed at the end of the file, a name without a colon on the next line; the reader
    # has to mend where it began.
    early = key in ("yaml.quote", "yaml.bracket") or "could not find expected ':'" in problem
    opened = wrong.context_mark if early else None
    mark = opened or wrong.problem_mark or wrong.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return UserError(key, str(Place(str(path), line, column)))


class _Builder:
    """Builds the tree from events, counting as it goes."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self.nodes = 0
        self.events: Iterator[Any] = iter(())

    def build(self) -> Node:
        self.events = iter(YAML(typ="safe", pure=True).parse(self.text))
        root: Node | None = None
        for event in self.events:
            kind = type(event).__name__
            if kind == "DocumentStartEvent":
                if root is not None:
                    raise UserError("yaml.documents", str(self._place(event)))
                if event.version or event.tags:
                    line = 1 + next(n for n, written in enumerate(self.text.split("\n")) if written.startswith("%"))
                    raise UserError("yaml.directive", f"{self.name}:{line}:1")
            elif kind not in ("StreamStartEvent", "StreamEndEvent", "DocumentEndEvent"):
                root = self._node(event, 1)
        if root is None:
            raise UserError("yaml.empty", f"{self.name}:1:1")
        return root

    def _place(self, event: Any) -> Place:
        return Place(self.name, event.start_mark.line + 1, event.start_mark.column + 1)

    def _node(self, event: Any, level: int) -> Node:
        place = self._place(event)
        self.nodes += 1
        if self.nodes > MOST_NODES:
            raise UserError("yaml.nodes", str(place), limit=MOST_NODES)
        if level > MOST_LEVELS:
            raise UserError("yaml.deep", str(place), limit=MOST_LEVELS)
        kind = type(event).__name__
        if kind == "AliasEvent" or event.anchor is not None:
            raise UserError("yaml.alias", str(place))
        if event.tag is not None:
            raise UserError("yaml.tag", str(place), tag=event.tag.replace("tag:yaml.org,2002:", "!!"))
        if kind == "ScalarEvent":
            event.value = _whole_characters(event.value, place)
            if event.style is None and event.value in _NOTHING:
                # A wide sign makes a name of the next line, or of the value, and leaves nothing here.
                wide = _wide(self.name, self.text, max(1, place.line - 1), place.line)
                raise wide or UserError("yaml.nothing", str(place))
            return Node(place, _scalar(event.value, plain=event.style is None, place=place))
        if kind == "SequenceStartEvent":
            return Node(place, list(self._items(level)))
        return self._mapping(place, level)

    def _items(self, level: int) -> Iterator[Node]:
        for event in self.events:
            if type(event).__name__ == "SequenceEndEvent":
                return
            yield self._node(event, level + 1)

    def _mapping(self, place: Place, level: int) -> Node:
        node = Node(place, {})
        for event in self.events:
            if type(event).__name__ == "MappingEndEvent":
                break
            named = self._node(event, level + 1)
            if isinstance(named.value, (list, dict)):
                raise UserError("yaml.name", str(named.place))
            name = str(event.value)
            if name in node.value:
                raise UserError("yaml.twice", str(named.place), name=name, line=node.names[name].line)
            node.names[name] = named.place
            node.value[name] = self._node(next(self.events), level + 1)
        return node


def _whole_characters(text: str, place: Place) -> str:
    """`text` with the two halves of a character that were written as escapes joined, as JSON does."""
    try:
        return text.encode("utf-16", "surrogatepass").decode("utf-16")
    except UnicodeDecodeError:
        raise UserError("yaml.not_text", str(place)) from None


def _scalar(text: str, plain: bool, place: Place) -> str | int | float | bool:
    if not plain:
        return text
    if text in _WORDS:
        return _WORDS[text]
    whole, based, real = _WHOLE.fullmatch(text), _BASED.fullmatch(text), _REAL.fullmatch(text)
    if (whole or based or real) and len(text) > _LONGEST_NUMBER:
        raise UserError("yaml.long_number", str(place))
    if whole:
        return int(text)
    if based:
        return int(text, 0)
    number = float(text) if real else 0.0
    if _NOT_FINITE.fullmatch(text) or abs(number) == float("inf"):
        raise UserError("yaml.not_finite", str(place), value=text)
    return number if real else text
