"""Work on one store that is asked for from several places and done by one thread, one by one.

The process that holds a data folder reads articles for everybody else, while it answers questions:
for commands that hand work over, for REST, for watched folders and feeds. One thread writes, so no
two runs ever meet in the library; searches go on beside it.
"""

import logging
import os
import threading
from collections import Counter, deque
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import replace
from typing import Any, Self, TypeVar

from ingest import pipeline
from ingest.errors import IngestError, JobNotFound, Stopped
from ingest.pipeline import Progress
from ingest.runs import history
from ingest.runs.job import Job, State, Then, Work, absolute, now
from ingest.runs.unfinished import Left, Unfinished
from ingest.store import Store, unwritable

__all__ = ["Job", "Jobs", "State", "Work", "absolute"]

PATIENCE = 10.0  # seconds in which a job ends when it is told to; a page that is fetched may hang
TIDYING = 1.0  # seconds after which a note of what is done is removed where that failed
TRIES = 5  # times that a job may take its process with it, and is begun again
GOES_ON = (
    "Stopped before the end, since the server ends. What was written stays; it goes on with the "
    "rest when it is started again."
)
AGAIN = "It is tried once more when the server is started again."
GIVEN_UP = (
    f"Given up: {TRIES} times the server was ended amid this job. Hand its targets over one by one "
    "to see which does it."
)
FAILED = "It could not be done. The log of the server says why."  # for all but the operator
UNEXPECTED = "A mistake of this program ended the job: {!r}. The server's log says where."

T = TypeVar("T")
log = logging.getLogger(__name__)


class Jobs:
    """The queue of one store, and the thread that works it off until `close`.

    What was accepted outlives the process, however that ends: `resume` takes it up.
    """

    def __init__(self, store: Store) -> None:
        self._store, self._left = store, Unfinished(store.folder)
        self._changed = threading.Condition()  # guards all of these
        self._jobs: dict[str, Job] = {}  # in the order in which they were asked for
        self._waiting: deque[str] = deque()
        self._then: dict[str, list[Then]] = {}
        self.after_each: list[Then] = []  # as `then` of `submit`, for every job
        self._at_once: deque[tuple[Future[Any], Callable[[], Any]]] = deque()
        self.did: Counter[str] = Counter()  # articles by outcome, of all jobs; to be read
        self._failed = False  # something that was done last
        self._closing = False
        # A daemon: whatever else ends the process must not wait for a page that is fetched.
        self._thread = threading.Thread(target=self._work, name="jobs", daemon=True)
        self._thread.start()

    # ---- asking

    def submit(self, work: Work, then: Then | None = None, *, lasting: bool = True) -> Job:
        """Queue a piece of work, or join an equal one that waits.

        Args:
            then: called with the job when it has ended, in the thread that works.
            lasting: keep it until it is done, on disk; what is asked again anyway need not be.

        Raises:
            Stopped: the process ends.
            DataFolderError: it cannot be kept, and is not accepted.
        """
        with self._changed:
            if self._closing:
                raise Stopped
            same = (self._jobs[one] for one in self._waiting if self._jobs[one].work == work)
            job = next(same, None) or Job(work=work)
            if lasting:
                self._keep(job)
            if job.id not in self._jobs:
                self._queue(job)
            if then:
                self._then.setdefault(job.id, []).append(then)
            return job

    def resume(self) -> int:
        """Queue what an earlier process accepted and did not end; return how many jobs that is."""
        with self._changed:
            left = [one for one in self._left.all() if one.id not in self._jobs]
            for one in left:
                job = Job(work=Work(one.targets, one.prune, one.source), id=one.id)
                if one.begun < TRIES:
                    self._queue(job)
                    continue
                log.error("The job %s for %s: %s", one.id, ", ".join(one.targets), GIVEN_UP)
                self._jobs[job.id] = replace(
                    job, state=State.FAILED, error=GIVEN_UP, told=GIVEN_UP, ended_at=now()
                )
                self._left.drop(one.id)
        return len(left)

    @property
    def accepted(self) -> frozenset[str]:
        """The targets of all that is to be done and is kept."""
        return frozenset(target for one in self._left.all() for target in one.targets)

    def _keep(self, job: Job) -> None:
        try:
            work = job.work
            left = Left(id=job.id, targets=work.targets, prune=work.prune, source=work.source)
            self._left.put(left)
        except OSError as error:
            raise unwritable(self._store.folder, error) from error

    def _queue(self, job: Job) -> None:
        self._jobs[job.id] = job
        self._waiting.append(job.id)
        self._changed.notify_all()

    def job(self, job_id: str) -> Job:
        """How far it has come.

        Raises:
            JobNotFound: there is none, or it ended so long ago that it is forgotten.
        """
        with self._changed:
            if job_id not in self._jobs:
                raise JobNotFound(job_id)
            return self._jobs[job_id]

    def all(self) -> list[Job]:
        """Every job that is remembered, the newest first."""
        with self._changed:
            return list(reversed(self._jobs.values()))

    def at_once(self, action: Callable[[], T]) -> T:
        """Do something short to the store, in the thread that works, amid the job at work.

        Waits until it is done, and raises what it raises.

        Raises:
            Stopped: the process ends.
        """
        future: Future[T] = Future()
        with self._changed:
            if self._closing:
                raise Stopped
            self._at_once.append((future, action))
            self._changed.notify_all()
        return future.result()

    # ---- ending

    @property
    def is_ending(self) -> bool:
        return self._closing

    def stop(self) -> None:
        """Have the job at work end soon, and none begin; `close` has to follow.

        Takes no lock, so that the handler of a signal may call it.
        """
        self._closing = True

    def close(self, patience: float = PATIENCE) -> bool:
        """End the thread; whether it ended within `patience` seconds.

        Where it did not, the store must not be closed: the process has to end as it is.
        """
        self.stop()
        with self._changed:
            self._changed.notify_all()
        self._thread.join(patience)
        return not self._thread.is_alive()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if not self.close():
            log.warning("The job at work does not end and is cut off; what was stored stays.")
            logging.shutdown()
            # No clean-up: it would take the store away from under the job. The library takes
            # being cut off at any moment, and the lock goes with the process.
            told_to = kind is None or issubclass(kind, SystemExit | KeyboardInterrupt)
            os._exit(0 if told_to else 1)

    # ---- working

    def _work(self) -> None:
        while not self._is_to_stop():
            is_behind = self._is_behind()
            with self._changed:
                if not self._waiting:
                    if not self._at_once and not self._closing:
                        self._changed.wait(TIDYING if is_behind else None)
                    continue
                job_id = self._waiting.popleft()
            self._run(job_id)
        with self._changed:
            for future, _ in self._at_once:
                future.set_exception(Stopped())

    def _is_behind(self) -> bool:
        """Make good what could not be done, a full disk say, as soon as that is possible.

        What the indexes have yet to take over is not found until then.
        """
        if self._failed:
            try:
                self._store.index.catch_up()
                self._failed = False
            except IngestError as error:
                log.debug("The indexes are still behind. %s", error)
            except BaseException:  # as for a job: the thread has to go on
                log.exception("The indexes could not be brought up to date.")
                self._failed = False
        return not self._left.tidy() or self._failed

    def _run(self, job_id: str) -> None:
        job = self._set(job_id, state=State.RUNNING)
        targets = ", ".join(job.work.targets)
        report, error, told, goes_on = None, "", "", False
        try:
            with suppress(OSError):  # without the note it is begun once more
                self._left.begin(job_id)
            report = pipeline.ingest(
                self._store,
                job.work.targets,
                prune=job.work.prune,
                source=job.work.source,
                progress=lambda progress: self._tell(job_id, progress),
                stop=self._is_to_stop,
            )
        except Stopped as failure:
            goes_on = self._left.holds(job_id)
            error = told = GOES_ON if goes_on else str(failure)
        except IngestError as failure:
            error, told = str(failure), FAILED
            if self._left.holds(job_id):  # of what is watched watch.py tells, and once
                log.error("The job %s for %s failed. %s", job_id, targets, error)
        except BaseException as failure:  # mistakes, and Chroma's panics, which are no Exception
            log.exception("The job %s for %s failed.", job_id, targets)
            error, told = UNEXPECTED.format(failure), FAILED
        if goes_on:
            with suppress(OSError):
                self._left.stopped(job_id)
        elif not error:
            self._left.drop(job_id)
        elif not self._left.give_up(job_id):
            goes_on, error, told = True, f"{error} {AGAIN}", f"{told} {AGAIN}"
        self._failed = self._failed or bool(error)
        state = State.FAILED if error else State.DONE
        ended = {"report": report, "error": error, "told": told, "goes_on": goes_on}
        job = self._set(job_id, state=state, ended_at=now(), **ended)
        with self._changed:
            following = [*self._then.pop(job_id, []), *self.after_each]
            for one in history.too_many(self._jobs.values()):
                del self._jobs[one.id]
            self.did += report.articles if report else Counter()
        for then in following:
            try:
                then(job)
            except Exception:  # a mistake there must not end the jobs that wait
                log.exception("What was to follow the job %s failed.", job_id)

    def _is_to_stop(self) -> bool:
        """Do what cannot wait for the end of the job; then, whether to end it now."""
        while self._at_once:
            future, action = self._at_once.popleft()
            try:
                future.set_result(action())
            except BaseException as error:  # whatever it is, it belongs to who waits for it
                self._failed = True
                future.set_exception(error)
        return self._closing

    def _set(self, job_id: str, **changes: Any) -> Job:
        with self._changed:
            job = self._jobs[job_id] = replace(self._jobs[job_id], **changes)
            return job

    def _tell(self, job_id: str, progress: Progress) -> None:
        self._set(job_id, progress=progress)
