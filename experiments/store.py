"""A folder of results: a manifest, a journal, and parts of tables in Parquet.

A batch of runs becomes visible in one step. Its parts are written under temporary names, synced, renamed; then one
line is added to the journal and synced. A part without a line in the journal does not count, so that a process may
die at any moment and nothing is half there. One process at a time writes the journal; workers write parts only.
"""

from __future__ import annotations

import errno
import hashlib
import io
import json
import os
import socket
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import polars as pl

from sim.texts.user_error import UserError

FORMAT = 1
MANIFEST = "manifest.json"
JOURNAL = "journal.jsonl"
PARTS = "parts"
LOCK = ".lock"
ROW_GROUP = 100_000
"""Rows of a group of a whole table; fixed, so that its bytes do not depend on the parts it came from."""

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_TEMPORARY = ".tmp"
_TRIES = 10


class Store:
    """A folder of results, open for reading; `written` opens it for writing as well.

    Raises UserError where the folder holds no results or those of a newer program.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.manifest = _manifest_of(folder)

    @classmethod
    @contextmanager
    def written(
        cls, folder: Path, manifest: Mapping[str, Any], beside: Callable[[], Mapping[str, bytes]] = dict
    ) -> Iterator[Store]:
        """The store in `folder`; while this lasts nobody else writes there.

        Where there is none it is begun with `manifest`, and with the files that `beside` makes, by their names.
        What a process left half done that died is cleared away first. Raises UserError where another process writes
        there, or where the folder cannot be written or holds something else.
        """
        with locked(folder):
            if not (folder / MANIFEST).is_file():
                _begin(folder, manifest, beside())
            store = cls(folder)
            store._clear_away()
            yield store

    @staticmethod
    def is_there(folder: Path) -> bool:
        """Whether `folder` holds a store; a comparison leaves a manifest too, without a format."""
        try:
            manifest = json.loads((folder / MANIFEST).read_bytes())
        except (OSError, ValueError):
            return False
        return isinstance(manifest, dict) and "format" in manifest

    @classmethod
    def of_runs(cls, folder: Path) -> Store:
        """The store that a study was carried out into. Raises UserError where there is none."""
        store = cls(folder)
        if "stretches" not in store.manifest:
            raise UserError("store.not_a_store", None, name=folder)
        return store

    def change(self, **values: Any) -> None:
        """Set entries of the manifest."""
        self.manifest = {**self.manifest, **values}
        with told(self.folder):
            write_whole(self.folder / MANIFEST, _as_text(self.manifest))

    def lines(self) -> list[dict[str, Any]]:
        """The journal, in the order of the runs it tells of, each told once; a line half written does not count.

        Raises UserError where a line before the last cannot be read.
        """
        path = self.folder / JOURNAL
        raw = path.read_bytes() if path.is_file() else b""
        whole = raw[: raw.rfind(b"\n") + 1].splitlines()
        lines: dict[tuple[int, int], dict[str, Any]] = {}
        for number, text in enumerate(whole, start=1):
            try:
                line = json.loads(text)
                lines.setdefault((line["replicates"][0], line["points"][0]), line)
                beyond = any(".." in Path(about["file"]).parts for about in line["files"].values())
            except (ValueError, KeyError, IndexError, TypeError, AttributeError):
                beyond = True
            if beyond:
                raise UserError("store.damaged", None, name=path, line=number)
        return [lines[key] for key in sorted(lines)]

    def append(self, line: dict[str, Any]) -> None:
        """Add a line to the journal; it is on the disk when this returns."""
        with told(self.folder):
            with open(self.folder / JOURNAL, "ab") as journal:
                journal.write(_as_line(line))
                journal.flush()
                os.fsync(journal.fileno())

    def files(self, table: str) -> list[Path]:
        """The parts of a table in the order of their runs."""
        return [self.folder / line["files"][table]["file"] for line in self.lines() if table in line["files"]]

    def tables(self) -> list[str]:
        """The tables of which there are parts."""
        return sorted({table for line in self.lines() for table in line["files"]})

    def scan(self, table: str) -> pl.LazyFrame:
        """A table, read when it is asked for; rows in the order of replicates, and within one in that of points."""
        return pl.scan_parquet(self.files(table), glob=False)

    def write_table(self, table: str) -> Path:
        """Write the whole of a table to one file: the same bytes for the same rows, whatever parts they came in."""
        path = self.folder / f"{table}.parquet"
        self.sink(self.scan(table), path)
        return path

    def sink(self, rows: pl.LazyFrame, path: Path) -> None:
        """Write rows to a file as they are worked out, never all in memory; it is there as a whole or not at all.

        Until it is whole it stands in the store, wherever `path` is: what a killed process leaves is cleared away
        with the rest. Both have to be on one file system. Raises UserError where it cannot be written.
        """
        temporary = self.folder / _temporary(path).name
        with told(path.parent), _taken_away_unless_moved(temporary):
            try:
                rows.sink_parquet(temporary, row_group_size=ROW_GROUP, engine="streaming")
            except pl.exceptions.ComputeError as wrong:
                if "parquet: " in str(wrong):
                    raise UserError("store.unreadable", None, name=path.parent) from None
                raise OSError(errno.ENOSPC if "space" in str(wrong) else errno.EIO, str(wrong)) from None
            _sync(temporary)
            os.replace(temporary, path)
            _sync(path.parent)

    def begin_again(self, **values: Any) -> None:
        """Forget every run, and set entries of the manifest."""
        with told(self.folder):
            (self.folder / JOURNAL).unlink(missing_ok=True)
            _sync(self.folder)
        self.change(**values)
        self._clear_away()

    def _clear_away(self) -> None:
        """Take away what does not count: a line half written, parts without a line, lines whose parts are not there."""
        path = self.folder / JOURNAL
        with told(self.folder):
            if path.is_file():
                raw = path.read_bytes()
                if len(whole := raw[: raw.rfind(b"\n") + 1]) < len(raw):
                    os.truncate(path, len(whole))
            lines = self.lines()
            sound = [line for line in lines if all(self._as_long(about) for about in line["files"].values())]
            if sound != lines:
                # What was deleted or cut short from outside is run again like what was never run.
                write_whole(path, b"".join(_as_line(line) for line in sound))
            kept = {self.folder / about["file"] for line in sound for about in line["files"].values()}
            for part in (self.folder / PARTS).glob("*/*"):
                if part not in kept:
                    part.unlink(missing_ok=True)
            for left in self.folder.glob(f".*{_TEMPORARY}"):
                left.unlink(missing_ok=True)

    def _as_long(self, about: Mapping[str, Any]) -> bool:
        """Whether a part is there and as long as it was written."""
        path = self.folder / about["file"]
        return path.is_file() and path.stat().st_size == about["bytes"]


def _begin(folder: Path, manifest: Mapping[str, Any], beside: Mapping[str, bytes]) -> None:
    with told(folder):
        # What a process left that died while it began counts for nothing.
        ours = {LOCK, PARTS, *(name.partition("/")[0] for name in beside)}
        if any(path.name not in ours and not path.name.endswith(_TEMPORARY) for path in folder.iterdir()):
            raise UserError("store.not_empty", None, name=folder)
        (folder / PARTS).mkdir(exist_ok=True)
        for name, content in beside.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            write_whole(folder / name, content)
        write_whole(folder / MANIFEST, _as_text({"format": FORMAT, **manifest}))


def write_part(folder: Path, table: str, name: str, frame: pl.DataFrame) -> dict[str, Any]:
    """Write a part of a table, and return what the journal has to know of it: file, rows, bytes, sha256."""
    if not (folder / MANIFEST).is_file():
        raise UserError("store.not_shared", None, name=folder)
    buffer = io.BytesIO()
    frame.write_parquet(buffer, row_group_size=ROW_GROUP)
    content = buffer.getvalue()
    path = folder / PARTS / table / f"{name}.parquet"
    with told(folder):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content)
    return {
        "file": path.relative_to(folder).as_posix(),
        "rows": frame.height,
        "bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is either there as a whole or not at all, a crash of the machine included."""
    temporary = _temporary(path)
    with _taken_away_unless_moved(temporary):
        with open(temporary, "xb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        os.replace(temporary, path)
    _sync(path.parent)


@contextmanager
def _taken_away_unless_moved(temporary: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise


@contextmanager
def told(folder: Path) -> Iterator[None]:
    """Turn what the file system refuses into a sentence. Raises UserError for OSError."""
    try:
        yield
    except OSError as wrong:
        if wrong.errno in _NO_ROOM:
            raise UserError("store.disk_full", None, name=folder) from None
        raise UserError("store.cannot_write", None, name=folder, why=wrong.strerror or type(wrong).__name__) from None


@contextmanager
def legible(folder: Path) -> Iterator[None]:
    """Turn what is missing or garbled in `folder` into a sentence. Raises UserError."""
    try:
        yield
    except (OSError, pl.exceptions.PolarsError):
        raise UserError("store.unreadable", None, name=folder) from None


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the lock of `folder`, which ends with the process that holds it. Raises UserError if another holds it."""
    with told(folder):
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        tries = 0
        while not _take(handle):
            # Who only asks whether it is free holds it for an instant.
            tries += 1
            if tries < _TRIES:
                time.sleep(0.02)
                continue
            holder = os.read(handle, 200).decode("utf-8", "replace") or "?"
            raise UserError("store.locked", None, name=folder, holder=holder)
        with told(folder):
            os.ftruncate(handle, 0)
            os.write(handle, f"{socket.gethostname()}, {os.getpid()}".encode())
        yield
    finally:
        os.close(handle)


def is_locked(folder: Path) -> bool:
    """Whether a process holds the lock of `folder` now."""
    try:
        handle = os.open(folder / LOCK, os.O_RDWR)
    except OSError:
        return False
    try:
        return not _take(handle)
    finally:
        os.close(handle)


def _take(handle: int) -> bool:
    """Take the lock of an open file without waiting; whether it was free."""
    try:
        import fcntl
    except ImportError:
        import msvcrt

        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        except OSError:
            return False
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _temporary(path: Path) -> Path:
    return path.with_name(f".{path.name}.{uuid.uuid4().hex}{_TEMPORARY}")


def _sync(path: Path) -> None:
    """Have the disk know a file, or the names in a folder."""
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _as_line(line: Mapping[str, Any]) -> bytes:
    return json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _as_text(manifest: dict[str, Any]) -> bytes:
    return (json.dumps(manifest, ensure_ascii=False, indent=2) + "\n").encode()


def _manifest_of(folder: Path) -> dict[str, Any]:
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError):
        raise UserError("store.not_a_store", None, name=folder) from None
    if not isinstance(manifest, dict) or "format" not in manifest:
        raise UserError("store.not_a_store", None, name=folder)
    if manifest["format"] != FORMAT:
        raise UserError("store.newer", None, name=folder, value=manifest["format"])
    return manifest
