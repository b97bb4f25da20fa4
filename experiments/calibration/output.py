"""What a fit leaves behind: the calibrated set, the ensemble, the recovery of parameters, and how it was made."""

from __future__ import annotations

import csv
import io
import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from experiments.calibration.alternatives import ALTERNATIVES, Alternative
from experiments.calibration.figures import FIGURES
from experiments.calibration.fit import Fit
from experiments.calibration.space import FITTED, NAMES, unit_of
from experiments.calibration.targets import Target
from experiments.calibration.waves import Wave
from sim.behaviour import PARAMETERS

CALIBRATED, ENSEMBLE, RECORD = "calibrated.yaml", "ensemble.csv", "fit.json"

TENTHS = (0.1, 0.5, 0.9)


def write(found: Fit, folder: Path) -> list[Path]:
    """Write the files to `folder`, and return them."""
    texts = {
        CALIBRATED: calibrated_yaml(found),
        ENSEMBLE: ensemble_csv(found),
        **{f"{one.name}.yaml": alternative_yaml(one, found.rates[one.name]) for one in ALTERNATIVES},
        RECORD: record_json(found),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in texts]


def calibrated_yaml(found: Fit) -> str:
    """The calibrated set as a behaviour file that tells how it was found."""
    met = found.met_targets
    head = (
        f"# Fitted to the published figures of experiments/calibration/targets.json, seed {found.seed}"
        " (`make calibrate`).\n"
        f"# Distance {found.best_distance:.2f}; {sum(met.values())} of {len(met)} targets met."
        " What stands here is informed or bounded by the facts;\n"
        "# everything assumed is as declared. See docs/calibration.md.\n"
    )
    body = "".join(f"  {name}: {found.best[name]:g}\n" for name in FITTED)
    return f"{head}format: 1\ntitle: {{en: calibrated, zh: 校准取值}}\nbehaviour:\n{body}"


def ensemble_csv(found: Fit) -> str:
    """The ensemble, one row a set."""
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(NAMES)
    writer.writerows([f"{one[name]:g}" for name in NAMES] for one in found.sets)
    return lines.getvalue()


def alternative_yaml(one: Alternative, rates: dict[str, float]) -> str:
    """A structural alternative as a behaviour file: what is switched off, and the two rates that are fitted."""
    body = "".join(f"  {name}: {value:g}\n" for name, value in {**one.switches, **rates}.items())
    title = f"{{en: {one.title.en}, zh: {one.title.zh}}}"
    return f"{one.told}format: 1\ntitle: {title}\nstructural: true\nbehaviour:\n{body}"


def record_json(found: Fit) -> str:
    """How the fit was made and what it found, for tables and tests."""
    return json.dumps(record(found), ensure_ascii=False, indent=1) + "\n"


def record(found: Fit) -> dict[str, Any]:
    """The record of a fit as plain values: rounded, because it is read by people."""
    rows = np.array([unit_of(one, FITTED) for one in found.sets]).reshape(-1, len(FITTED))
    recovery = found.recovery
    parameters = []
    for place, name in enumerate(FITTED):
        p = PARAMETERS[name]
        ends = np.quantile(rows[:, place], (0.05, 0.95)) if rows.size else np.array([0.0, 1.0])
        low, high = (float(p.low + (p.high - p.low) * end) for end in ends)
        parameters.append(
            {
                "name": name,
                "tier": p.tier.value,
                "declared": p.value,
                "calibrated": found.best[name],
                "ensemble": [float(f"{low:.3g}"), float(f"{high:.3g}")],
                "coverage": round(float(recovery.coverage[place]), 3),
                "width": round(float(recovery.width[place]), 3),
                "correlation": round(float(recovery.correlation[place]), 3),
                "identified": bool(recovery.identified[place]),
            }
        )
    return {
        "seed": found.seed,
        "size": {name: getattr(found.size, name) for name in found.size.__dataclass_fields__},
        "distance": round(found.best_distance, 3),
        "met": found.met_targets,
        "others_met": {one: met for one, met in found.best_met.items() if one not in found.met_targets},
        "sets": len(found.sets),
        "tried": found.tried,
        "arrived": found.arrived,
        **_of_ensemble(found.seen),
        "truths": recovery.truths,
        "coverage": round(float(recovery.coverage.mean()), 3),
        "explained": _by_figure(found.explained.T),
        "parameters": parameters,
    }


def _of_ensemble(seen: Wave) -> dict[str, Any]:
    """What the sets that were lived through again come to; nothing where no set was near enough."""
    if not seen.met.size:
        return {"checked": 0, "ensemble_distance": [], "ensemble_met": [], "ensemble_inside": {}}
    return {
        "checked": seen.met.size,
        "ensemble_distance": [round(float(x), 2) for x in np.quantile(seen.distances, TENTHS)],
        "ensemble_met": [int(x) for x in np.quantile(seen.met, TENTHS)],
        "ensemble_inside": _by_figure(seen.inside.mean(axis=0)),
    }


def name_of(figure: Target) -> str:
    """What a figure is called in the record: its id, moment, and practice where that is not the baseline's."""
    return f"{figure.id} {figure.moment}{' later' if figure.later else ''}"


def _by_figure(values: np.ndarray) -> dict[str, Any]:
    """Two decimals of every figure's value or values, by its id, moment and practice."""
    return dict(zip(map(name_of, FIGURES), np.round(values, 2).tolist(), strict=True))


def shipped_record() -> dict[str, Any]:
    """The record of the fit that the shipped sets come from."""
    text = files("experiments.calibration").joinpath("data", RECORD).read_text(encoding="utf-8")
    return dict(json.loads(text))
