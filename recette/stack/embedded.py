"""Le Supabase embarqué d'un monde : PostgREST, authentification, passerelle et application."""

import json
import secrets
import socket
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

import httpx
import jwt

from recette import parts
from recette.application import Application
from recette.application.reference import bundled
from recette.stack.postgres import Cluster
from recette.stack.rest import Rest
from recette.stack.service import Service
from recette.target import Target
from recette.tls import authorities

_READY_DEADLINE_S = 15.0
_KEY_LIFETIME_S = 24 * 3600


class EmbeddedSupabase:
    """Sert une base de la grappe comme Supabase le ferait, sur un port que le système choisit.

    Gestionnaire de contexte : les pièces démarrent à l'entrée, sans attendre ; `wait_ready` les attend.
    """

    def __init__(
        self,
        name: str,
        folder: Path,
        cluster: Cluster,
        database: str,
        app: Application | None = None,
    ) -> None:
        self.name = name
        self.folder = folder
        self._cluster = cluster
        self._listener = socket.create_server(("127.0.0.1", 0))
        secret = secrets.token_urlsafe(32)
        self.target = Target(
            url=f"http://127.0.0.1:{self._listener.getsockname()[1]}",
            anon_key=_api_key("anon", secret),
            service_role_key=_api_key("service_role", secret),
            database_url=cluster.dsn(database),
            jwt_secret=secret,
        )
        self.rest = Rest(name, folder, cluster.dsn(database, "authenticator"), secret)
        self._gateway = self._make_gateway(database, app)
        self._running = ExitStack()

    def _make_gateway(self, database: str, app: Application | None) -> Service:
        config = self.folder / f"passerelle-{self.name}.json"
        config.touch(mode=0o600)
        config.write_text(
            json.dumps(
                {
                    "fd": self._listener.fileno(),
                    "rest_socket": str(self.rest.socket),
                    "database_url": self._cluster.dsn(database, "supabase_auth_admin"),
                    "jwt_secret": self.target.jwt_secret,
                    "anon_key": self.target.anon_key,
                    "service_role_key": self.target.service_role_key,
                    "origin": self.target.url,
                    "app": app and str(bundled(self.folder) if app.served == app.source else app.served),
                }
            )
        )
        return Service(
            f"La passerelle ({self.name})",
            [sys.executable, "-m", "recette.stack.gateway", config],
            log=self.folder / f"passerelle-{self.name}.log",
            environment={"PYTHONPATH": str(parts.ROOT)},
            inherited_fds=[self._listener.fileno()],
        )

    def __enter__(self) -> Self:
        with ExitStack() as starting:
            starting.enter_context(self._listener)
            starting.enter_context(self.rest)
            starting.enter_context(self._gateway)
            self._running = starting.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._running.close()

    def wait_ready(self) -> None:
        """Attend que l'API et la passerelle répondent ; lève RecetteError sinon."""
        self.rest.wait_ready()
        with httpx.Client(base_url=self.target.url, timeout=5, verify=authorities()) as client:
            self._gateway.wait_until(lambda: _healthy(client), deadline_s=_READY_DEADLINE_S)
        self._served_since = self._cluster.started_at()

    def recover(self) -> bool:
        """Dit si PostgreSQL a redémarré depuis que ce monde est servi, et attend que l'API s'en remette.

        Lève RecetteError quand il ne revient pas.
        """
        restarted = self._cluster.started_at() != self._served_since
        if restarted:
            self.wait_ready()
        return restarted

    def check_alive(self) -> None:
        """Lève RecetteError quand une pièce s'est arrêtée toute seule."""
        for service in self.services():
            service.check_alive()

    def services(self) -> tuple[Service, ...]:
        """Rend les pièces qui servent ce monde, PostgreSQL d'abord."""
        return self._cluster.service, self.rest, self._gateway


def _healthy(client: httpx.Client) -> bool:
    try:
        return client.get("/auth/v1/health").status_code == 200
    except httpx.TransportError:
        return False


def _api_key(role: str, secret: str) -> str:
    now = int(time.time())
    claims = {"iss": "supabase", "role": role, "iat": now, "exp": now + _KEY_LIFETIME_S}
    return jwt.encode(claims, secret, algorithm="HS256")
