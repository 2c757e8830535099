"""PostgREST, l'API de Supabase, sur une prise locale."""

import socket
import time
from pathlib import Path
from typing import Self

import httpx

from recette import parts
from recette.stack.service import Service
from recette.tls import authorities

_READY_DEADLINE_S = 15.0
_LOADED = b"Schema cache loaded"
_SILENCE_S = 3.0
"""Temps après lequel on demande sans attendre le journal : une autre version peut l'écrire autrement."""


class Rest(Service):
    """PostgREST branché sur une base, servi par une prise Unix : aucun port à se disputer."""

    def __init__(self, name: str, folder: Path, database_url: str, jwt_secret: str) -> None:
        self.socket = folder / f"{name}.sock"
        super().__init__(
            f"PostgREST ({name})",
            [parts.postgrest()],
            log=folder / f"postgrest-{name}.log",
            environment={
                "PGRST_DB_URI": database_url,
                "PGRST_DB_SCHEMAS": "public",
                "PGRST_DB_ANON_ROLE": "anon",
                "PGRST_DB_POOL": "20",
                "PGRST_JWT_SECRET": jwt_secret,
                "PGRST_JWT_AUD": "authenticated",
                "PGRST_SERVER_UNIX_SOCKET": str(self.socket),
                "PGRST_LOG_LEVEL": "warn",
            },
        )

    def __enter__(self) -> Self:
        self._log_start = self.log.stat().st_size if self.log.exists() else 0
        return super().__enter__()

    def wait_ready(self) -> None:
        """Attend que le schéma soit chargé.

        Le journal le dit d'abord : chaque 503 qu'une demande venue trop tôt reçoit fait relire son schéma à
        PostgREST une seconde plus tard, et une migration jouée entre-temps passerait pour annoncée.
        """
        unheard_until = time.monotonic() + _SILENCE_S
        with self._client() as client:
            self.wait_until(
                lambda: (
                    self._listens()
                    and (self._says_loaded() or time.monotonic() > unheard_until)
                    and _answers(client)
                ),
                deadline_s=_READY_DEADLINE_S,
            )

    def _says_loaded(self) -> bool:
        with self.log.open("rb") as log:
            log.seek(self._log_start)
            return _LOADED in log.read()

    def _listens(self) -> bool:
        # httpx oublie de fermer une prise qui n'a pas pu se brancher : il n'essaie que si quelqu'un écoute.
        with socket.socket(socket.AF_UNIX) as probe:
            return probe.connect_ex(str(self.socket)) == 0

    def _client(self) -> httpx.Client:
        transport = httpx.HTTPTransport(uds=str(self.socket), verify=authorities())
        return httpx.Client(transport=transport, base_url="http://postgrest", timeout=5)


def _answers(client: httpx.Client) -> bool:
    try:
        return client.get("/").status_code == 200
    except httpx.TransportError:
        return False
