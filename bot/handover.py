"""Work for a data folder that a server holds: handed to it over loopback, watched to its end."""

import json
import time
from collections.abc import Callable, Sequence
from http import HTTPStatus
from pathlib import Path
from typing import Any, Self
from urllib.parse import quote, urlencode

import httpx

from bot.errors import BadQuestion, HandOverFailed
from ingest.errors import ArticleNotFound
from ingest.pipeline import Progress
from ingest.stored import holder
from ingest.stored.holder import Holder

# Seconds for one answer: the server may be starting, its machine busy, a model at work.
PATIENCE = 120.0
POLLS = (0.1, 1.0)  # seconds between two looks at a job: at first, and at most


def server_of(folder: Path) -> Holder | None:
    """The server that holds this data folder and takes work over; None where none says so."""
    held = holder.read(folder)
    return held if held and held.address and held.token else None


class Server:
    """A server that holds a data folder.

    Raises:
        HandOverFailed: from every method: it does not answer, or refuses.
    """

    def __init__(self, held: Holder) -> None:
        self.name, self.address = str(held), held.address
        headers = {"Authorization": f"Bearer {held.token}", "Host": held.host}
        # No proxy of the environment: the address is one of this machine.
        self._client = httpx.Client(
            base_url=held.address, headers=headers, timeout=PATIENCE, trust_env=False
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def ask(self, body: dict[str, Any]) -> dict[str, Any]:
        """The answer as JSON.

        Args:
            body: as `POST /v1/ask` takes it.

        Raises:
            BadQuestion: as where it is asked here.
        """
        return self._question("POST", "/v1/ask", body)

    def search(self, wanted: dict[str, Any]) -> list[dict[str, Any]]:
        """The hits as JSON.

        Args:
            wanted: the parameters of `GET /v1/search`.

        Raises:
            BadQuestion: as where it is asked here.
        """
        path = f"/v1/search?{urlencode(wanted, doseq=True)}"
        hits: list[dict[str, Any]] = self._question("GET", path)["hits"]
        return hits

    def ingest(self, targets: Sequence[str], *, prune: bool, source: str | None = None) -> str:
        """Hand over what is to be read; returns the job's id.

        Args:
            source: as `pipeline.ingest` takes it.
        """
        body = {"targets": targets, "prune": prune}
        if source is not None:
            body["source"] = source
        return str(self._asked("POST", "/v1/articles", body)["job"])

    def finish(self, job_id: str, progress: Callable[[Progress], None] | None) -> dict[str, Any]:
        """Wait until a job has ended; returns its report, as `render.report_json` gives it.

        Raises:
            HandOverFailed: also when the job failed, with its reason.
        """
        pause = POLLS[0]
        while True:
            job = self._asked("GET", f"/v1/jobs/{quote(job_id, safe='')}")
            if progress:
                progress(Progress(**job["progress"]))
            if job["state"] == "failed":
                raise HandOverFailed(str(job["error"]))
            if job["state"] == "done":
                report: dict[str, Any] = job["report"]
                return report
            time.sleep(pause)
            pause = min(pause * 1.5, POLLS[1])

    def take_down(self, article_id: str) -> dict[str, Any]:
        """As `render.taken_down_json` gives it.

        Raises:
            ArticleNotFound: there is none with that id.
        """
        try:
            return self._asked("DELETE", f"/v1/articles/{quote(article_id, safe='')}")
        except HandOverFailed as error:
            if error.status == HTTPStatus.NOT_FOUND:
                raise ArticleNotFound(article_id) from error
            raise

    def let_back_in(self, article_id: str) -> dict[str, Any]:
        """Its `id`, and whether there was a takedown to lift: `lifted`."""
        return self._asked("DELETE", f"/v1/takedowns/{quote(article_id, safe='')}")

    def _question(
        self, method: str, path: str, body: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        try:
            return self._asked(method, path, body)
        except HandOverFailed as error:
            if error.status == HTTPStatus.UNPROCESSABLE_ENTITY:
                raise BadQuestion(str(error)) from error
            raise

    def _asked(self, method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        # ASCII: a file's name may hold bytes that are no Unicode; the server then says so.
        content = json.dumps(body) if body else None
        headers = {"Content-Type": "application/json"} if body else {}
        try:
            reply = self._client.request(method, path, content=content, headers=headers)
        except httpx.HTTPError as error:
            raise HandOverFailed(
                f"The data folder is in use by {self.name}, which does not answer at "
                f"{self.address}: {error or type(error).__name__}. It finishes what it was "
                "given, also when it is started again."
            ) from error
        try:
            said = reply.json()
        except ValueError:
            said = {}
        if not isinstance(said, dict) or reply.is_error:
            reason = said.get("detail") if isinstance(said, dict) else None
            reason = reason or f"{self.address} answered {reply.status_code}."
            raise HandOverFailed(str(reason), status=reply.status_code)
        return said
