"""Where a line may be broken: words stay whole, and of Chinese what belongs to one number, mark or short bracket."""

from __future__ import annotations

import re

from rich.cells import cell_len

_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_CLOSING = r"[、，。；：！？％%）》”\],]*"
_UNBROKEN = re.compile(rf"（[^（）]{{1,7}}）{_CLOSING}|[（《“\[]*(?:[0-9A-Za-z_.—–−+-]+(?: … [0-9.−]+)?|.){_CLOSING}")
"""What stays on one line of Chinese: a short remark in brackets, a number, a range or a foreign word, and a mark with
what it opens or closes."""


def folded(text: str, width: int) -> list[str]:
    """The lines of a label, each of at most `width` cells (a Chinese character takes two) unless one word is longer.

    There are as few lines as there can be, about equally long, lest a single character be left for the last.
    """
    fewest = len(wrapped(text, width))
    return next(lines for w in range(1, width + 1) if len(lines := wrapped(text, w)) == fewest)


def wrapped(text: str, width: int) -> list[str]:
    """The lines of a paragraph, each as full as `width` cells allow."""
    parts, gap = (_UNBROKEN.findall(text), "") if _CHINESE.search(text) else (text.split(" "), " ")
    lines = parts[:1] or [""]
    for part in parts[1:]:
        if cell_len(longer := f"{lines[-1]}{gap}{part}") > width:
            lines.append(part)
        else:
            lines[-1] = longer
    return [line.strip() for line in lines]
