"""Where batches are carried out: threads, spawned processes or a dask cluster, behind one small interface.

The compiled engine lets go of Python while it runs, so that threads are enough for it. Mesa does not, and gets
processes; they are spawned, because neither polars nor numba survives a fork.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from types import FrameType
from typing import Any, TypeVar

from sim.run import run
from sim.scenario import Scenario
from sim.texts import Text
from sim.texts.user_error import UserError
from sim.world import WorldSpec

Answer = TypeVar("Answer")

BACKENDS = ("threads", "processes", "dask")

CONNECT_SECONDS = 10
"""How long a scheduler may take to answer."""

_POLARS_THREADS = "POLARS_MAX_THREADS"


_A_MONTH = Scenario(Text("A month", "一个月"), Text("–", "–"), WorldSpec("tiny"), burn_in_months=1, horizon_months=1)
"""The shortest run that calls every kernel."""


class Backend:
    """An executor that can be made anew when one of its workers has died.

    Attributes
    ----------
    workers: batches carried out at a time.
    deaths: how many workers a batch has killed when its future tells of a death.
    die_together: whether all that is in flight dies with one worker.
    """

    deaths = 1
    die_together = True

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self._executor: Executor | None = None

    def submit(self, work: Callable[..., Answer], *arguments: object) -> Future[Answer]:
        """Begin `work`; its future raises what `died` knows where the worker died of it or beside it."""
        if self._executor is None:
            self._executor = self._made(self.workers)
        return self._executor.submit(work, *arguments)

    def alone(self, work: Callable[..., Answer], *arguments: object) -> Answer:
        """Do `work` where nothing else can die of it, and nothing else can kill its worker."""
        executor = self._made(1)
        try:
            return executor.submit(work, *arguments).result()
        finally:
            executor.shutdown(wait=False, cancel_futures=True)

    def died(self, wrong: BaseException) -> bool:
        """Whether `wrong` tells of the death of a worker."""
        return isinstance(wrong, BrokenExecutor)

    def restart(self) -> None:
        """Let go of workers of which one has died; the next `submit` makes new ones."""
        if self._executor is not None:
            self._executor.shutdown(wait=False, cancel_futures=True)
        self._executor = None

    def stop(self) -> None:
        """Drop what has not begun, and wait for what has."""
        if self._executor is not None:
            self._executor.shutdown(wait=True, cancel_futures=True)
        self._executor = None

    def _made(self, workers: int) -> Executor:
        raise NotImplementedError


class Threads(Backend):
    """Threads of this process.

    A kernel that comes back waits for the interpreter until the metrics of another run let go of it. Asked for ten
    times as often as by default, they let go after half a millisecond.
    """

    _SWITCH_SECONDS = 0.0005

    def _made(self, workers: int) -> Executor:
        self._before = sys.getswitchinterval()
        sys.setswitchinterval(self._SWITCH_SECONDS)
        return ThreadPoolExecutor(workers)

    def stop(self) -> None:
        """As `Backend.stop`."""
        if self._executor is not None:
            sys.setswitchinterval(self._before)
        super().stop()


class Processes(Backend):
    """Processes of this machine."""

    def _made(self, workers: int) -> Executor:
        return ProcessPoolExecutor(
            workers, mp_context=multiprocessing.get_context("spawn"), initializer=_begin_worker, initargs=(os.getpid(),)
        )

    def submit(self, work: Callable[..., Answer], *arguments: object) -> Future[Answer]:
        """As `Backend.submit`; a pool that broke a moment ago is made anew."""
        with _few_polars_threads(self.workers):
            try:
                return super().submit(work, *arguments)
            except BrokenExecutor:
                self.restart()
                return super().submit(work, *arguments)


class Dask(Backend):
    """Workers of a dask cluster, each of which can see the folder of results and has this version installed.

    The scheduler gives a batch whose worker died to another worker, and gives up after three more.
    """

    deaths = 2
    die_together = False

    def __init__(self, address: str) -> None:
        try:
            from distributed import Client
            from distributed.scheduler import KilledWorker
        except ImportError:
            raise UserError("store.needs_dask", None) from None
        try:
            self._client = Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
        except (OSError, ValueError, TimeoutError):
            raise UserError("store.no_cluster", None, name=address) from None
        self._killed = KilledWorker
        threads = sum(self._client.nthreads().values())
        super().__init__(max(1, threads))

    def _made(self, workers: int) -> Executor:
        executor: Executor = self._client.get_executor(pure=False)
        return executor

    def alone(self, work: Callable[..., Answer], *arguments: object) -> Answer:
        """A cluster keeps what others do apart by itself."""
        return self.submit(work, *arguments).result()

    def died(self, wrong: BaseException) -> bool:
        """Whether the scheduler gave up on a batch because its workers kept dying."""
        return isinstance(wrong, self._killed)

    def restart(self) -> None:
        """The cluster starts its own workers again."""

    def stop(self) -> None:
        """Leave the cluster, which drops what was asked of it."""
        self._client.close()


def backend_for(name: str, workers: int | None, address: str | None = None) -> Backend:
    """The backend `name`, one of `BACKENDS`; `workers` defaults to the processors of this machine.

    Raises UserError where dask is not installed or does not answer, ValueError for another name.
    """
    wanted = workers or os.cpu_count() or 1
    if name == "dask":
        return Dask(address or "")
    if name == "threads":
        return Threads(wanted)
    if name == "processes":
        return Processes(wanted)
    raise ValueError(f"backend must be one of {BACKENDS}, not {name!r}")


@contextmanager
def stops_held() -> Iterator[None]:
    """Put off what ends a run (Ctrl-C, the signal of a queue) until this is over; what is asked twice is done at once.

    While numba loads or compiles, an exception that a signal raises may fall into a callback of LLVM and be lost.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    asked: list[int] = []
    before = {one: signal.getsignal(one) for one in (signal.SIGINT, signal.SIGTERM)}

    def hold(number: int, frame: FrameType | None) -> None:
        asked.append(number)
        if len(asked) > 1:
            raise KeyboardInterrupt

    for one, handler in before.items():
        if callable(handler):
            signal.signal(one, hold)
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
    if asked:
        raise KeyboardInterrupt


def load_kernels() -> None:
    """Compile or load every kernel now; Ctrl-C waits until they are there, as it would be lost or crash the process."""
    with stops_held():
        run(_A_MONTH)  # burn-in runs compiled, whatever the engine


def _begin_worker(parent: int) -> None:
    """Leave Ctrl-C to the parent, which tells its workers when to stop, and end when the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if os.name != "nt":
        import time

        def watch() -> None:
            while os.getppid() == parent:
                time.sleep(0.5)
            os._exit(1)

        threading.Thread(target=watch, daemon=True).start()


@contextmanager
def _few_polars_threads(workers: int) -> Iterator[None]:
    """Processes that start now share the processors instead of each taking all of them for its frames."""
    before: Any = os.environ.get(_POLARS_THREADS)
    os.environ[_POLARS_THREADS] = before or str(max(1, (os.cpu_count() or 1) // workers))
    try:
        yield
    finally:
        if before is None:
            del os.environ[_POLARS_THREADS]
