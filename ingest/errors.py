"""What can go wrong between a source and the indexes.

IngestError
├── SettingsError          config.yaml or the environment holds something unusable
├── SourceError            one source could not be read (reported; the run goes on)
│   ├── SourceBusy         it did not answer this time
│   └── Remark             it was read, and something in it not believed
├── DataFolderError        the data folder cannot be used
│   ├── DataFolderBusy     another process holds it
│   └── EarlierSchema      its library is yet to be upgraded
├── BackupError            a copy of the library cannot be made, or is none to restore
├── EmbeddingError         the embedding model could not be loaded or did not answer
│   └── EmbeddingMismatch  the index was built with another model
├── IndexUnavailable       a derived index did not answer or does not fit the library
├── NotLocal               `local_only` allows no connection there; also a PermissionError
├── ArticleNotFound        no article has that id
├── JobNotFound            no job has that id
└── Stopped                a run was told to end before its end

Every message says what, which, and what to do next.
"""

import errno


class IngestError(Exception):
    """Root of this package's errors."""


class SettingsError(IngestError):
    """A setting is unknown or has an unusable value."""


class SourceError(IngestError):
    """One source could not be read: where it is, and why."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source, self.reason = source, reason


class SourceBusy(SourceError):
    """It did not answer this time; the next run may fare better."""


class Remark(SourceError):
    """Something in a source was not believed. It is said with the problems; nothing failed."""


def told(problem: SourceError) -> tuple[str, ...]:
    """A problem as it is kept: (where, reason), and `"remark"` behind it for one of those."""
    kind = ("remark",) if isinstance(problem, Remark) else ()
    return (problem.source, problem.reason, *kind)


def as_told(where: str, reason: str, kind: str = "") -> SourceError:
    """The problem that was kept so."""
    return Remark(where, reason) if kind else SourceError(where, reason)


class DataFolderError(IngestError):
    """The data folder cannot be made, read or written."""


class DataFolderBusy(DataFolderError):
    """Another process holds the data folder; two writers would corrupt the vector store."""

    def __init__(self, folder: str, holder: str) -> None:
        super().__init__(
            f"The data folder {folder} is in use by {holder}. "
            "Stop that process, or choose another folder with --data."
        )
        self.folder, self.holder = folder, holder


class EarlierSchema(DataFolderError):
    """The library was written by an earlier version; whoever holds the folder upgrades it."""

    def __init__(self, library: str, written: str, read: str) -> None:
        super().__init__(
            f"The library {library} has schema {written}, this version reads {read}. Start "
            "`newsdesk serve`, or run `newsdesk reindex`: either upgrades it, and keeps a copy."
        )
        self.written = written


class BackupError(IngestError):
    """A copy of the library cannot be made there, or what is there is no whole copy."""


class EmbeddingError(IngestError):
    """The embedding model could not be loaded or gave something that is no vector."""


class EmbeddingMismatch(EmbeddingError):
    """The index was built with another embedding model than the one configured."""

    def __init__(self, built_with: str, configured: str) -> None:
        super().__init__(
            f"The index was built with the embedding model {built_with!r} but the configuration "
            f"names {configured!r}. Set embedding.model back, or rebuild with `newsdesk reindex`."
        )
        self.built_with, self.configured = built_with, configured


class IndexUnavailable(IngestError):
    """A derived index did not answer, or does not fit the library."""


class NotLocal(IngestError, PermissionError):
    """A connection was refused because `local_only` is set.

    A PermissionError as well, so that foreign clients take it for a connection that failed.
    """

    def __init__(self, host: str, port: object) -> None:
        says = (
            f"{host}, port {port}, is neither this machine nor in a private network, and "
            "local_only in config.yaml allows nothing else. Name a local model, or set it to false."
        )
        PermissionError.__init__(self, errno.EACCES, says)
        self.host, self.port = host, port

    def __str__(self) -> str:
        return str(self.strerror)


class ArticleNotFound(IngestError):
    """No stored article has the id that was asked for."""

    def __init__(self, article_id: str) -> None:
        super().__init__(
            f"No article has the id {article_id!r}. `newsdesk search` prints the ids it finds."
        )
        self.article_id = article_id


class JobNotFound(IngestError):
    """No job has the id that was asked for."""

    def __init__(self, job_id: str) -> None:
        super().__init__(
            f"No job has the id {job_id!r}: the server was started anew since, or it ended long "
            "ago. What it stored is there; hand the work over again to see what is left of it."
        )
        self.job_id = job_id


class Stopped(IngestError):
    """A run was told to end before its end."""

    def __init__(self) -> None:
        super().__init__(
            "Stopped before the end, since the process ends. What was written stays; the same "
            "ingest goes on from there."
        )
