"""Many documents, one after another or in several processes; a failure is told and the rest goes on."""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from itertools import islice

from extractor.cli.inputs import Document, expand
from extractor.cli.runtime import Extract, Runtime
from extractor.config import Settings
from extractor.domain import Outline, Result
from extractor.errors import InputError
from extractor.messages import N_

CRASHED = N_("the process that read it ended unexpectedly")


@dataclass(frozen=True, slots=True)
class Failure:
    """What could not be read, and why (English, known to the catalogues)."""

    source: str
    reason: str


@dataclass(slots=True)
class Batch:
    """Results of the documents named, as they come; counts what failed."""

    runtime: Runtime
    named: Iterable[str]
    words: bool = False
    failed: int = 0
    documents: list[Document] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Names that are no document are told first, before the long part begins."""
        for found in expand(self.named):
            if isinstance(found, InputError):
                self._fail(Failure(found.source, found.reason))
            else:
                self.documents.append(found)

    def results(self) -> Iterator[Result]:
        """One document at a time, in order."""
        with self.runtime.progress(len(self.documents)) as advance:
            for document in self.documents:
                outcome = _outcome(self.runtime.extract, document, self.runtime.settings, self.words)
                yield from self._taken(outcome)
                advance(document.source)

    def results_of_processes(self, processes: int) -> Iterator[Result]:
        """In `processes` processes, in order; results come without what only one process needs."""
        with self.runtime.progress(len(self.documents)) as advance:
            for document, outcome in _in_processes(self.runtime, self.documents, processes):
                yield from self._taken(outcome)
                advance(document.source)

    def _taken(self, outcome: Result | Failure) -> Iterator[Result]:
        if isinstance(outcome, Failure):
            self._fail(outcome)
        else:
            yield outcome

    def _fail(self, failure: Failure) -> None:
        self.failed += 1
        said = self.runtime.translate(failure.reason)
        if said == failure.reason:  # "a PDF file; only plain text and HTML can be read" is put together from parts
            said = "; ".join(map(self.runtime.translate, failure.reason.split("; ")))
        self.runtime.tell(f"{failure.source}: {said}")


def _outcome(extract: Extract, document: Document, settings: Settings, words: bool) -> Result | Failure:
    try:
        body = document.read(settings.max_bytes)
        return extract(document.source, body, settings=settings, words=words)
    except InputError as error:
        return Failure(error.source, error.reason)
    except Exception as error:  # one document that meets an error of the program must not stop the others
        return Failure(document.source, f"internal error, please report it: {type(error).__name__}: {error}")


def _lean_outcome(extract: Extract, document: Document, settings: Settings) -> Result | Failure:
    """What a process sends back: without outline and candidates, which would be copied for nothing."""
    outcome = _outcome(extract, document, settings, words=False)
    if isinstance(outcome, Failure):
        return outcome
    notice = replace(outcome.notice, blocks=())
    outline = Outline(nodes=(), issues=outcome.outline.issues)
    return replace(outcome, notice=notice, outline=outline, rejected=())


def _in_processes(
    runtime: Runtime, documents: Iterable[Document], processes: int
) -> Iterator[tuple[Document, Result | Failure]]:
    """Outcomes in order.  When a process dies, the documents under way are tried alone: one did it."""
    waiting = deque(documents)
    while waiting:
        with _pool(processes) as pool:
            yield from _until_broken(pool, runtime, waiting, 4 * processes)
        for _ in range(min(processes, len(waiting))):
            with _pool(1) as pool:
                yield next(_until_broken(pool, runtime, deque([waiting[0]]), 1), _crashed(waiting[0]))
            waiting.popleft()


def _until_broken(
    pool: ProcessPoolExecutor, runtime: Runtime, waiting: deque[Document], window: int
) -> Iterator[tuple[Document, Result | Failure]]:
    """Takes documents from `waiting` as their outcomes come; leaves the rest when a process dies."""
    futures: deque[Future[Result | Failure]] = deque()
    try:
        while waiting:
            for document in islice(waiting, len(futures), window):
                futures.append(pool.submit(_lean_outcome, runtime.extract, document, runtime.settings))
            outcome = futures.popleft().result()
            yield waiting.popleft(), outcome
    except BrokenProcessPool:
        return


def _crashed(document: Document) -> tuple[Document, Failure]:
    return document, Failure(document.source, CRASHED)


def _pool(processes: int) -> ProcessPoolExecutor:
    # "spawn": a process that was forked beside the thread of a progress bar might wait for a lock for ever.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(processes, mp_context=context, initializer=_leave_interrupts_to_the_parent)


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
