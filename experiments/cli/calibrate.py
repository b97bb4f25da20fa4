"""`renqi calibrate`: fit the uncertain parameters to published figures."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from experiments.cli.options import DEFAULT_SEED, How, option
from experiments.cli.validate import FILES, FOLDER
from sim.texts import say
from sim.texts.user_error import UserError

SMALLEST, LARGEST = 0.01, 100.0


def verb(language: str) -> Callable[..., None]:
    """The verb in `language`."""

    def calibrate(
        out: Annotated[Path, typer.Option("--out", metavar="DIR", help=say("cli.calibrate.out", language))],
        folder: Annotated[
            Path, typer.Argument(metavar="FOLDER", help=say("cli.validate.folder", language), show_default=False)
        ] = Path(FOLDER),
        seed: Annotated[int, option("seed", "S", language, default=DEFAULT_SEED)] = DEFAULT_SEED,
        size: Annotated[
            float, typer.Option("--size", metavar="X", help=say("cli.calibrate.size", language), show_default=False)
        ] = 1.0,
    ) -> None:
        if not SMALLEST <= size <= LARGEST:
            raise UserError("cli.range", None, name="--size", value=size, low=SMALLEST, high=LARGEST)
        how = How(1, seed, out=out)
        baseline, later = how.scenarios([folder / name for name in FILES[:2]])
        kept = how.folder()
        assert kept is not None
        from experiments.calibration.fit import Size, fit
        from experiments.calibration.output import write
        from experiments.cli.progress import progress

        with progress(quiet=False) as report:
            found = fit(baseline, later, kept, seed, Size().times(size), lambda name, done, total: report(done, total))
        write(found, kept)
        met = found.met_targets
        print(
            say(
                "calibrate.done",
                language,
                distance=f"{found.best_distance:.2f}",
                met=sum(met.values()),
                all=len(met),
                sets=len(found.sets),
                tried=found.tried,
                folder=kept,
            )
        )

    return calibrate
