"""The tables and figures of `docs/calibration.md`, made from what a fit and a validation left behind.

`python -m experiments.calibration_tables` writes them anew between their markers; a test holds them to be current.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from experiments.calibration import remedies
from experiments.calibration.output import shipped_record
from experiments.headline import interval, label

PAGE = Path("docs/calibration.md")
FIGURES = Path("docs/figures")
VALIDATION = "validation.json"

SURE = 0.001
"""P value of a paired comparison of two remedies below which the order is not put down to chance."""

MOST_SETS = 0.9
"""Share of the sets in which the order has to hold."""

_MARKED = re.compile(
    r"(<!-- (calibration|validation|patterns|structure|recovery|ensemble|remedies|order) -->\n).*?(\n<!-- /\2 -->)",
    re.S,
)


def shipped_validation() -> list[dict[str, Any]]:
    """What `renqi validate --json` said of the calibrated set and the structural alternatives."""
    text = files("experiments.calibration").joinpath("data", VALIDATION).read_text(encoding="utf-8")
    return list(json.loads(text))


def page_with_tables(text: str) -> str:
    """The page with every marked table made anew."""
    return _MARKED.sub(lambda found: f"{found[1]}\n{TABLES[found[2]]()}\n{found[3]}", text)


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3g}"


def _range(low: float | None, high: float | None) -> str:
    return f"{'' if low is None else _number(low)} … {'' if high is None else _number(high)}".strip()


def _found(one: dict[str, Any]) -> str:
    low, high = one["ci95"]
    return _number(one["mean"]) if low is None else f"{_number(one['mean'])} [{_number(low)}, {_number(high)}]"


def _figures(calibration: bool) -> str:
    best = shipped_validation()[0]
    rows = [
        [
            line["id"],
            _moment(line),
            _number(line["target"]),
            _range(*line["accepted"]),
            _found(line),
            "–" if line["miss"] is None else f"{line['miss']:+.2f}",
            "shown" if not line["judged"] else "yes" if line["inside"] else "**no**",
        ]
        for line in best["figures"]
        if line["calibration"] == calibration
    ]
    if not calibration:
        kept = best["freeze"]["over_congress"]
        met = "yes" if best["validation"]["V9"] else "**no**"
        rows.append(["V9", "pairs kept over the congress in a freeze", "1", "0.9 …", _found(kept), "–", met])
    return _table(["no.", "figure", "published", "accepted", "model [95 %]", "miss", "met"], rows)


def _moment(line: dict[str, Any]) -> str:
    """The key of a figure's moment, and the practice that it belongs to where that is not the baseline."""
    return line["moment"] + (" (since 2013)" if line["practice"] == "later" else "")


def _patterns() -> str:
    best = shipped_validation()[0]
    rows = [
        [key, _range(*one["accepted"]), _found(one), "yes" if one["there"] else "**no**"]
        for key, one in best["patterns"].items()
    ]
    rows += [[f"freeze: {key}", "–", _found(one), "–"] for key, one in best["freeze"].items()]
    rows.append(["books close", "–", "–", "yes" if best["books_close"] else "**no**"])
    return _table(["pattern", "accepted", "model [95 %]", "there"], rows)


def _structure() -> str:
    rows = []
    for one in shipped_validation():
        met, kept = one["calibration"], one["validation"]
        there = [p["there"] for p in one["patterns"].values()]
        missed = ", ".join(key for key, inside in {**met, **kept}.items() if not inside)
        counts = [f"{sum(met.values())} of {len(met)}", f"{sum(kept.values())} of {len(kept)}"]
        rows.append(
            [one["behaviour"], f"{one['distance']:.2f}", *counts, f"{there.count(True)} of {len(there)}", missed]
        )
    return _table(["behaviour", "distance", "calibration", "validation", "patterns", "not met"], rows)


def _recovery() -> str:
    rows = [
        [
            f"`{p['name']}`",
            p["tier"],
            _number(p["declared"]),
            _number(p["calibrated"]),
            _range(*p["ensemble"]),
            f"{p['coverage']:.2f}",
            f"{p['width']:.2f}",
            f"{p['correlation']:.2f}",
            "yes" if p["identified"] else "no",
        ]
        for p in sorted(shipped_record()["parameters"], key=lambda p: p["width"])
    ]
    heads = ["parameter", "tier", "declared", "calibrated", "ensemble, 5-95 %", "coverage", "width", "correlation"]
    return _table([*heads, "comes back"], rows)


def _ensemble() -> str:
    one = shipped_record()
    size = one["size"]
    rows = [
        ["seed", str(one["seed"])],
        ["sets simulated in the five waves", "{first}, {second}, {third}, {third}, {third}".format(**size)],
        ["world of a wave; of the last two and the search", "{counties}; {nation} counties".format(**size)],
        [
            "calibrated set: distance; targets met",
            f"{one['distance']:.2f}; {sum(one['met'].values())} of {len(one['met'])}",
        ],
        [
            "kinds of post whose yearly flows are all within their bounds",
            f"{sum(one['flows_met'].values())} of {len(one['flows_met'])}",
        ],
        ["candidates tried; sets kept", f"{one['tried']}; {one['sets']}"],
        ["distance of the sets, 10, 50 and 90 %", ", ".join(str(x) for x in one["ensemble_distance"])],
        ["targets met by the sets, 10, 50 and 90 %", ", ".join(str(x) for x in one["ensemble_met"])],
        ["truths of the recovery check; mean coverage of 90 % intervals", f"{one['truths']}; {one['coverage']:.2f}"],
        ["parameters that come back", f"{sum(p['identified'] for p in one['parameters'])} of {len(one['parameters'])}"],
    ]
    return _table(["what", "value"], rows)


def _remedies() -> str:
    found = remedies.told()
    rows = []
    for key in remedies.AIMS:
        for name in remedies.REMEDIES:
            fixed, free = (_difference(found[one][key][name], key) for one in ("calibrated", "ensemble"))
            rows.append([label(key, "en"), name, fixed, free, f"{found['ensemble'][key][name]['same']:.0%}"])
    return _table(["aim", "remedy", "calibrated set", "ensemble", "sets with that sign"], rows)


def _difference(one: dict[str, Any], key: str) -> str:
    low, high = one["ci95"]
    size = "–" if one["sd"] is None else f"{one['sd']:+.2f}".replace("-", "−")
    return f"{interval(one['mean'], low, high, key, sign=True)}; {size} SD"


def _order() -> str:
    """The remedies by aim, one sign between each and the next: surely before it, or not to be told apart."""
    rows = []
    for key, line in remedies.told()["order"].items():
        said = ""
        for one in line:
            said += one["remedy"]
            if one["before_next"] is not None:
                sure = one["p"] is not None and one["p"] < SURE and one["before_next"] >= MOST_SETS
                said += f" **>** ({one['before_next']:.0%}) " if sure else f" ≈ ({one['before_next']:.0%}) "
        rows.append([label(key, "en"), said])
    return _table(["aim", "from the best on"], rows)


TABLES: dict[str, Callable[[], str]] = {
    "remedies": _remedies,
    "order": _order,
    "calibration": lambda: _figures(True),
    "validation": lambda: _figures(False),
    "patterns": _patterns,
    "structure": _structure,
    "recovery": _recovery,
    "ensemble": _ensemble,
}
"""The tables of the page by the name of their markers."""

_WIDE, _ROW, _LABELS = 760, 18, 300


def misses_svg() -> str:
    """Every judged figure's miss under the calibrated set; the band is what is accepted."""
    lines = [line for line in shipped_validation()[0]["figures"] if line["judged"] and line["miss"] is not None]

    def across(miss: float) -> float:
        return _LABELS + (max(-4.0, min(4.0, miss)) + 4.0) / 8.0 * (_WIDE - _LABELS - 20)

    tall = _ROW * len(lines) + 30
    parts = [
        f'<rect x="{across(-1):.1f}" y="0" width="{across(1) - across(-1):.1f}" height="{tall - 24}" fill="#e8edf2"/>',
        f'<line x1="{across(0):.1f}" x2="{across(0):.1f}" y1="0" y2="{tall - 24}" stroke="#5b6875"/>',
    ]
    for place, line in enumerate(lines):
        y = _ROW * place + 14
        colour = "#0072b2" if line["inside"] else "#d55e00"
        parts.append(f'<text x="{_LABELS - 8}" y="{y}" text-anchor="end">{line["id"]} {_moment(line)}</text>')
        parts.append(f'<circle cx="{across(line["miss"]):.1f}" cy="{y - 4}" r="4" fill="{colour}"/>')
    for tick in range(-4, 5):
        parts.append(f'<text x="{across(tick):.1f}" y="{tall - 8}" text-anchor="middle">{tick}</text>')
    parts.append(f'<text x="{across(0):.1f}" y="{tall + 8}" text-anchor="middle">miss, in tolerances</text>')
    return _svg(_WIDE, tall + 16, parts)


def hazards_svg() -> str:
    """Heads' chance of leaving by year in post: what is accepted, and each behaviour."""
    every = shipped_validation()
    band = [line["accepted"] for line in every[0]["figures"] if line["moment"].startswith("hazard_year_")]

    def at(year: float, share: float) -> str:
        return f"{60 + (year - 1) * 100:.1f},{310 - share * 300:.1f}"

    edge = [at(n + 1, high) for n, (_, high) in enumerate(band)] + [
        at(n + 1, low) for n, (low, _) in reversed(list(enumerate(band)))
    ]
    parts = [f'<polygon points="{" ".join(edge)}" fill="#dfe4ea"/>']
    for place, (one, colour) in enumerate(zip(every, ("#0072b2", "#d55e00", "#009e73", "#cc79a7"), strict=False)):
        points = " ".join(at(n + 1, share) for n, share in enumerate(one["yearly_hazards_head"]))
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts.append(f'<text x="70" y="{20 + 16 * place}" fill="{colour}">{one["behaviour"]}</text>')
    for year in range(1, 7):
        parts.append(f'<text x="{60 + (year - 1) * 100}" y="330" text-anchor="middle">{year}</text>')
    for tenth in range(0, 11, 2):
        parts.append(f'<text x="40" y="{314 - tenth * 30}" text-anchor="end">{tenth * 10}</text>')
    parts.append('<text x="310" y="348" text-anchor="middle">year in post</text>')
    parts.append('<text transform="translate(12 160) rotate(-90)" text-anchor="middle">heads who leave (%)</text>')
    return _svg(620, 356, parts)


def _svg(wide: int, tall: int, parts: Sequence[str]) -> str:
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {tall}" font-family="sans-serif" font-size="11">'
    )
    return "\n".join([head, f'<rect width="{wide}" height="{tall}" fill="white"/>', *parts, "</svg>"]) + "\n"


DRAWN: dict[str, Callable[[], str]] = {"misses.svg": misses_svg, "hazards.svg": hazards_svg}
"""The figures of the page by the name of their file."""


def main() -> None:
    """Write tables and figures."""
    PAGE.write_text(page_with_tables(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    FIGURES.mkdir(exist_ok=True)
    for name, draw in DRAWN.items():
        (FIGURES / name).write_text(draw(), encoding="utf-8")


if __name__ == "__main__":
    main()
