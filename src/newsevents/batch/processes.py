"""Work on many items, in this process or in several, with the results in order and in bounded memory."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import takewhile
from multiprocessing.connection import Connection
from typing import TypeVar

_ITEMS, _WEIGHT = 64, 2**18
"""A process is given items up to this number or this many bytes at a time."""

_MOST = 61 if sys.platform == "win32" else 1024
"""The largest number of processes that can be waited for at a time."""

T = TypeVar("T")
R = TypeVar("R")


def map_in_order(
    work: Callable[[Iterable[T]], Iterable[R]], items: Iterable[T], *, jobs: int, weigh: Callable[[T], int]
) -> Generator[R, None, None]:
    """Do some work on each item, and yield the results in the order of the items.

    Items are taken as results are yielded, only far enough ahead to keep the processes busy. If the generator is
    closed, the other processes end after the item that they are working on; if this process ends for any reason,
    they end at once.

    Args:
        work: The function that yields a result for each item, in order. It is called once with all items, or with more
            than one process, for some items at a time; in that case it is pickled, as are items and results.
        items: The items.
        jobs: The number of processes; 1 for this process alone, 0 for one on each core.
        weigh: The function that returns the size of an item in bytes.

    Raises:
        ValueError: ``jobs`` is negative.
        ChildProcessError: A process ended unexpectedly: it was killed, perhaps for lack of memory.
    """
    if jobs < 0:
        raise ValueError(f"the number of processes must be 0 or more, not {jobs}")
    jobs = min(jobs or _cores(), _MOST)
    if jobs == 1:
        yield from work(items)
        return
    with _processes(jobs) as pool:
        waiting: deque[Future[list[R]]] = deque()
        for chunk in _chunks(items, weigh):
            waiting.append(pool.submit(_work_on, work, chunk))
            if len(waiting) > 2 * jobs:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def _cores() -> int:
    """The number of cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _chunks(items: Iterable[T], weigh: Callable[[T], int]) -> Iterator[list[T]]:
    chunk: list[T] = []
    weight = 0
    for item in items:
        chunk.append(item)
        weight += weigh(item)
        if len(chunk) == _ITEMS or weight >= _WEIGHT:
            yield chunk
            chunk, weight = [], 0
    if chunk:
        yield chunk


@contextlib.contextmanager
def _processes(jobs: int) -> Iterator[ProcessPoolExecutor]:
    """Make processes that do not outlive the block: each watches a pipe whose other end only this process holds.

    No process is killed while this one lives: half a result would be left in the queue and block the others.
    """
    watched, held = multiprocessing.Pipe(duplex=False)
    pool = ProcessPoolExecutor(jobs, initializer=_begin, initargs=(watched, held))
    try:
        yield pool
    except BrokenProcessPool:
        message = "one of the processes was killed, perhaps for lack of memory: use fewer"
        raise ChildProcessError(message) from None
    except BaseException:  # includes interrupts and the closing of the generator
        held.send_bytes(b"stop")
        raise
    finally:
        pool.shutdown(cancel_futures=True)
        held.close()
        watched.close()


# --- in the other processes


_stopped = threading.Event()


def _begin(watched: Connection, held: Connection) -> None:  # pragma: no cover - runs in processes that are not measured
    held.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process receives it too, and stops this one
    threading.Thread(target=_watch, args=(watched,), daemon=True).start()


def _watch(watched: Connection) -> None:  # pragma: no cover - like _begin
    """Begin no other item when the first process sends a message, and exit when the first process has ended."""
    watched.poll(None)  # a message, which stays in the pipe for the others, or the other end was closed
    _stopped.set()
    first = multiprocessing.parent_process()
    if first is not None:
        first.join()
    os._exit(1)


def _work_on(work: Callable[[Iterable[T]], Iterable[R]], chunk: list[T]) -> list[R]:  # pragma: no cover - like _begin
    return list(work(takewhile(lambda _: not _stopped.is_set(), chunk)))
