"""The tables and figures of `docs/calibration.md`, made from what a fit and a validation left behind.

`python -m experiments.calibration_tables` writes them anew between their markers; a test holds them to be current.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from experiments.calibration import remedies
from experiments.calibration.figures import TARGETS
from experiments.calibration.further import ALL
from experiments.calibration.moments import MOMENTS
from experiments.calibration.output import name_of, shipped_record
from experiments.calibration.patterns import PATTERNS
from experiments.calibration.targets import read_targets
from experiments.calibration.validation import Line, PatternLine, Validation
from experiments.figures import validation
from experiments.headline import interval, label
from experiments.significant import as_given, shown
from experiments.statistics.paired import Estimate
from experiments.tables import number
from experiments.validation_words import label_of, patterns_there, sheets
from sim.behaviour_file import shipped

PAGE = Path("docs/calibration.md")
FIGURES = Path("docs/figures")
VALIDATION = "validation.json"
DRAWN = "drawn.json"
"""What the figures were drawn from: pictures cannot be compared from one machine to the next."""

SURE = 0.001
"""P value of a paired comparison of two remedies below which the order is not put down to chance."""

MOST_SETS = 0.9
"""Share of the sets in which the order has to hold."""


def shipped_validation() -> list[dict[str, Any]]:
    """What `renqi validate --json` said of the calibrated set and the structural alternatives."""
    return list(json.loads(_kept(VALIDATION).read_text(encoding="utf-8")))


def _kept(name: str) -> Traversable:
    return files("experiments.calibration").joinpath("data", name)


def page_with_tables(text: str) -> str:
    """The page with every marked table made anew."""
    marked = re.compile(rf"(<!-- ({'|'.join(TABLES)}) -->\n).*?(\n<!-- /\2 -->)", re.S)
    return marked.sub(lambda found: f"{found[1]}\n{TABLES[found[2]]()}\n{found[3]}", text)


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _range(low: float, high: float) -> str:
    return f"{shown(low)} … {shown(high)}"


def validations() -> list[Validation]:
    """The validations shipped, read back; a target is taken as it is declared now."""
    return [read_back(one) for one in shipped_validation()]


def read_back(plain: Mapping[str, Any]) -> Validation:
    """A validation from the plain values of `as_json`. Raises KeyError for a target that there is no more."""
    runs = plain["replicates"]
    targets = {(target.id, target.moment, target.later): target for target in read_targets()}
    lines = []
    for line in plain["figures"]:
        target = targets[line["id"], line["moment"], line["practice"] == "later"]
        moment = ALL[target.moment]
        lines.append(Line(target, moment.label, moment.unit, _mean(line, runs), line["miss"], line["inside"]))
    kept = {pattern.key: pattern for pattern in PATTERNS}
    over, end, without, release = (_mean(one, runs) for one in plain["freeze"].values())
    return Validation(
        behaviours=shipped(plain["behaviour"]),
        replicates=runs,
        counties=plain["counties"],
        months=plain["months"],
        lines=tuple(lines),
        patterns=tuple(
            PatternLine(kept[key], _mean(one, runs), one["there"]) for key, one in plain["patterns"].items()
        ),
        books_close=plain["books_close"],
        frozen=(over, end, without, release),
        distance=plain["distance"],
        hazards=tuple(plain["yearly_hazards_head"]),
    )


def _mean(plain: Mapping[str, Any], runs: int) -> Estimate:
    low, high = plain["ci95"]
    return Estimate(runs, plain["mean"], low, high, plain["p10"], plain["p90"])


def _validation(name: str) -> str:
    """The table of figures or patterns of that name, for the calibrated set."""
    found = (sheet for sheet in sheets(validations()[:1], "en") if sheet.name == name)
    return "\n".join(_table(sheet.heads, sheet.rows) for sheet in found)


def _structure() -> str:
    rows = []
    for one in validations():
        met, kept, there = one.met(True), one.met(False), patterns_there(one)
        missed = ", ".join(key for key, inside in {**met, **kept}.items() if not inside)
        counts = [f"{sum(found)} of {len(found)}" for found in (met.values(), kept.values(), there)]
        rows.append([one.behaviours.name, f"{one.distance:.2f}", *counts, missed])
    return _table(["behaviour", "distance", "calibration", "validation", "patterns", "not met"], rows)


def _recovery() -> str:
    rows = [
        [
            f"`{p['name']}`",
            p["tier"],
            as_given(p["declared"]),
            shown(p["calibrated"]),
            _range(*p["ensemble"]),
            f"{p['coverage']:.2f}",
            f"{p['width']:.2f}",
            number(p["correlation"], 2),
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
            "kinds of post whose yearly flows are all within their bounds, and the season of exits",
            f"{sum(one['others_met'].values())} of {len(one['others_met'])}",
        ],
        ["members of the ensemble drawn; sets simulated, moves included", f"{size['members']}; {one['tried']}"],
        ["members that came near enough; kept, the first of them", f"{one['arrived']}; {one['sets']}"],
        ["of these lived through again, in a world of the size of the nation", str(one["checked"])],
        ["their distances, 10, 50 and 90 %", ", ".join(f"{x:.2f}" for x in one["ensemble_distance"])],
        ["targets they meet, 10, 50 and 90 %", ", ".join(str(x) for x in one["ensemble_met"])],
        ["published figures that fewer than half of them have inside", _rarely_inside(one["ensemble_inside"])],
        ["truths of the recovery check; mean coverage of 90 % intervals", f"{one['truths']}; {one['coverage']:.2f}"],
        ["parameters that come back", f"{sum(p['identified'] for p in one['parameters'])} of {len(one['parameters'])}"],
    ]
    return _table(["what", "value"], rows)


def _rarely_inside(shares: Mapping[str, float]) -> str:
    """Judged published figures with the share of sets that have them inside, the rarest first."""
    labels = {name_of(t): f"{t.id} {label_of(MOMENTS[t.moment].label, t.later, 'en')}" for t in TARGETS}
    rare = sorted((share, labels[name]) for name, share in shares.items() if name in labels and share < 0.5)
    return "; ".join(f"{name} ({share:.0%})" for share, name in rare) or "none"


def _remedies() -> str:
    found = remedies.told()
    rows = []
    for key in remedies.AIMS:
        for name in remedies.REMEDIES:
            surely = [found[one][key][name] for one in (remedies.FIXED, remedies.ENSEMBLE)]
            often = " / ".join(f"{one['same']:.0%}" for one in surely)
            others = [_difference(found[one][key][name], key, size=False) for one in remedies.OTHERS]
            rows.append([label(key, "en"), name, *(_difference(one, key) for one in surely), often, *others])
    heads = ["aim", "remedy", "calibrated set", "ensemble", "how often with that sign: set / ensemble"]
    return _table([*heads, *(f"`{one}`" for one in remedies.OTHERS)], rows)


def _difference(one: Mapping[str, Any], key: str, size: bool = True) -> str:
    """A difference with its interval and, with `size`, in standard deviations of single futures."""
    low, high = one["ci95"]
    told = interval(one["mean"], low, high, key, sign=True)
    if not size:
        return told
    return f"{told}; " + ("–" if one["sd"] is None else f"{one['sd']:+.2f}".replace("-", "−")) + " SD"


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
    "calibration": lambda: _validation("fitted"),
    "validation": lambda: _validation("predicted"),
    "further": lambda: _validation("further"),
    "patterns": lambda: _validation("patterns"),
    "structure": _structure,
    "recovery": _recovery,
    "ensemble": _ensemble,
}
"""The tables of the page by the name of their markers."""

PICTURES = {"misses": validation.misses, "hazards": validation.hazards}
"""The figures of the page by the name of their file, without its ending."""


def drawn_from() -> dict[str, str]:
    """The fingerprints of the figures' files and of what they were drawn from, by the names of the files."""
    read = {f"{name}.png": (FIGURES / f"{name}.png").read_bytes() for name in PICTURES}
    read[VALIDATION] = _kept(VALIDATION).read_bytes()
    return {name: hashlib.sha256(content).hexdigest() for name, content in read.items()}


def draw() -> None:
    """Draw the figures, which takes a browser (kaleido, extra `export`), and note what from."""
    found = {shipped(one["behaviour"]).title: one for one in shipped_validation()}
    FIGURES.mkdir(exist_ok=True)
    # All misses are those of the calibrated set: of four sets the dots would hide each other.
    best = dict([next(iter(found.items()))])
    for name, picture in PICTURES.items():
        figure = picture(best if name == "misses" else found, "en")
        figure.write_image(FIGURES / f"{name}.png", width=900, height=figure.layout.height, scale=1.5)
    (FIGURES / DRAWN).write_text(json.dumps(drawn_from(), indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Write tables and figures."""
    PAGE.write_text(page_with_tables(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    draw()


if __name__ == "__main__":
    main()
