"""Servir une application ASGI sur une prise héritée, jusqu'au signal d'arrêt."""

import socket
from collections.abc import Generator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp

_KEEP_ALIVE_S = 3600


class _Server(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Generator[None]:
        """Laisse au signal son effet ordinaire : rien n'est à ranger, l'arrêt est immédiat."""
        yield


def serve(app: ASGIApp, fd: int) -> None:
    """Sert sur la prise `fd`, dont qui lance le processus a choisi le port : aucune course possible."""
    server = _Server(
        uvicorn.Config(
            app,
            http="httptools",
            ws="websockets-sansio",
            lifespan="off",
            log_config=None,
            access_log=False,
            proxy_headers=False,
            server_header=False,
            date_header=False,
            # Fermer une connexion oisive au moment où un client la reprend ferait échouer sa requête.
            timeout_keep_alive=_KEEP_ALIVE_S,
        )
    )
    server.run(sockets=[socket.socket(fileno=fd)])
