"""Serve a folder of pages on this machine while it is remade: a page reloads itself when there is a new one, and shows what went wrong.

Only this machine is served, and only under its own names, so that no page of another site can read a draft.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Condition, Event, Thread
from time import monotonic
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs, urlsplit

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

HOST = "127.0.0.1"
OURS = "/.byelaw/"
SECONDS_TO_HOLD = 20
"""How long a question for news is held when there is none."""

CHANGES = frozenset({"created", "modified", "moved", "deleted"})
_HEAD = b"</head>"
_INJECTED = b'<link rel="stylesheet" href="/.byelaw/preview.css"><script src="/.byelaw/preview.js" defer></script></head>'
_EMPTY = (
    b'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Preview</title></head>'
    b"<body><article><p>There is no page yet.</p></article></body></html>"
)


@dataclass(slots=True)
class Stage:
    """What is shown: how often it was remade (`number`), how often there was a new page (`page`), and what to say of it."""

    number: int = 0
    page: int = 0
    news: Mapping[str, object] = field(default_factory=dict)
    changed: Condition = field(default_factory=Condition)

    def show(self, news: Mapping[str, object], *, is_new_page: bool) -> None:
        """Tell every open page the news; it reloads if there is a new one."""
        with self.changed:
            self.number += 1
            self.page += is_new_page
            self.news = news
            self.changed.notify_all()

    def state(self, seen: int) -> dict[str, object]:
        """Return the state, waiting a while for one that was not seen."""
        with self.changed:
            self.changed.wait_for(lambda: self.number != seen, SECONDS_TO_HOLD)
            return {"number": self.number, "page": self.page, **self.news}


class PreviewServer:
    """A server of a folder, as a context manager. Port 0 takes a free one."""

    def __init__(self, folder: Path, ours: Path, stage: Stage, port: int) -> None:
        """Take the folder of pages, the folder of the preview's own script and style, the stage, and the port."""
        handler = partial(_Handler, directory=str(folder), ours=ours, stage=stage)
        self._server = ThreadingHTTPServer((HOST, port), handler)
        self._server.daemon_threads = True
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)

    @property
    def address(self) -> str:
        """Return where the pages are."""
        return f"http://{HOST}:{self._server.server_address[1]}/"

    def __enter__(self) -> Self:
        """Begin to serve."""
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._server.server_close()


class Watcher(FileSystemEventHandler):
    """Watches folders and files for changes, as a context manager."""

    def __init__(self, folders: tuple[Path, ...], files: tuple[Path, ...]) -> None:
        """Take what to watch; a file is watched through its folder."""
        self._event = Event()
        self._files = {str(path) for path in files}
        self._folders = tuple(str(path) for path in folders if path.is_dir())
        self._observer = Observer()
        for path in self._folders:
            self._observer.schedule(self, path, recursive=True)
        for folder in {path.parent for path in files}:
            self._observer.schedule(self, str(folder), recursive=False)

    def __enter__(self) -> Self:
        """Begin to watch."""
        self._observer.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Stop watching."""
        self._observer.stop()
        self._observer.join(2)

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note a change; reading a file is none, and neither are an editor's own files."""
        path = Path(str(event.dest_path or event.src_path))
        ours = str(path) in self._files or any(str(path).startswith(folder) for folder in self._folders)
        if (
            event.event_type in CHANGES
            and not event.is_directory
            and ours
            and not path.name.startswith(".")
            and not path.name.endswith("~")
        ):
            self._event.set()

    def wait(self, quiet: float = 0.05) -> float:
        """Wait for a change and until nothing has changed for so many seconds; return when it began, by the monotonic clock."""
        while not self._event.wait(0.5):
            pass
        began = monotonic()
        while self._event.is_set():
            self._event.clear()
            self._event.wait(quiet)
        return began


class _Handler(SimpleHTTPRequestHandler):
    """Answers with files, pages with the preview's script in them, and the state."""

    def __init__(self, *words: object, directory: str, ours: Path, stage: Stage) -> None:
        self.ours = ours
        self.stage = stage
        super().__init__(*words, directory=directory)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answer a request."""
        if not self._is_for_us():
            return
        parts = urlsplit(self.path)
        if parts.path == "/":
            self._redirect("/site/index.html")
        elif parts.path == f"{OURS}state":
            self._state(parse_qs(parts.query).get("seen", ["-1"])[0])
        elif parts.path in (f"{OURS}preview.js", f"{OURS}preview.css"):
            kind = "text/javascript" if parts.path.endswith("js") else "text/css"
            self._send((self.ours / Path(parts.path).name).read_bytes(), kind)
        else:
            self._page(parts.path)

    def do_HEAD(self) -> None:
        """Answer a request for what an answer would say of itself: that there is one, or that it is not for who asks."""
        if self._is_for_us():
            self.send_response(HTTPStatus.OK)
            self.send_header("Cache-Control", "no-store")
            self.end_headers()

    def _is_for_us(self) -> bool:
        """Tell whether this machine is asked under one of its own names; answer that it is not."""
        if (self.headers.get("Host") or "").rpartition(":")[0] in (HOST, "localhost"):
            return True
        self.send_error(HTTPStatus.FORBIDDEN)
        return False

    def _page(self, path: str) -> None:
        file = Path(self.translate_path(path))
        if path.endswith("/"):
            file /= "index.html"
        if file.suffix == ".html":
            content = file.read_bytes() if file.is_file() else _EMPTY
            self._send(content.replace(_HEAD, _INJECTED, 1), "text/html; charset=utf-8")
        else:
            super().do_GET()

    def _state(self, seen: str) -> None:
        state = self.stage.state(int(seen) if seen.isdigit() else -1)
        self._send(json.dumps(state, ensure_ascii=False).encode(), "application/json; charset=utf-8")

    def _redirect(self, to: str) -> None:
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", to)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(self, content: bytes, kind: str) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name http.server gives it
        """Say nothing of requests."""
