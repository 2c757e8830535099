"""De quoi essayer la garde et les traces : de petits serveurs, le compte des écritures."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import jwt
import psycopg
import pytest

from recette.errors import RecetteError

HTML = '<!doctype html><title>Virtus</title><script type="module" src="/app.js"></script>'


class Site:
    """Un petit serveur web : ce qu'il sert, et ce qu'on lui a demandé."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self.files = dict(files)
        self.requests: list[str] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.requests.append(self.path)
                text = site.files.get(self.path)
                self.send_response(404 if text is None else 200)
                self.send_header("content-type", "text/html" if self.path == "/" else "text/javascript")
                self.end_headers()
                self.wfile.write((text or "").encode())

            do_POST = do_OPTIONS = do_GET  # noqa: N815

            def log_message(self, *_: object) -> None:
                """Rien dans le terminal."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    @contextmanager
    def serving(self) -> Iterator["Site"]:
        thread = threading.Thread(target=self._server.serve_forever)
        thread.start()
        try:
            yield self
        finally:
            self._server.shutdown()
            thread.join()
            self._server.server_close()


@contextmanager
def site(files: Mapping[str, str]) -> Iterator[Site]:
    """Sert des fichiers le temps du bloc."""
    with Site(files).serving() as running:
        yield running


def application(script: str) -> dict[str, str]:
    """Rend les fichiers d'une application d'un seul script."""
    return {"/": HTML, "/app.js": script}


def written(file: Path, values: Mapping[str, str]) -> Path:
    """Écrit un fichier d'environnement, fermé aux autres."""
    file.touch(mode=0o600)
    file.write_text("".join(f'{name}="{value}"\n' for name, value in values.items()), encoding="utf-8")
    return file


def writes(database_url: str) -> int:
    """Rend le rang de la prochaine transaction qui écrira, dans toute la grappe."""
    with psycopg.connect(database_url) as connection:
        row = connection.execute("select pg_snapshot_xmax(pg_current_snapshot())::text::bigint").fetchone()
    assert row is not None
    return int(row[0])


def key(role: str, **claims: Any) -> str:
    """Rend une clé bien faite, signée d'un secret quelconque."""
    return jwt.encode({"role": role, "iss": "supabase", "exp": time.time() + 3600, **claims}, "s" * 32)


def refusal(attempt: Callable[[], object]) -> str:
    """Rend la phrase d'un refus."""
    with pytest.raises(RecetteError) as refused:
        attempt()
    return str(refused.value)
