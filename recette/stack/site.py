"""Une application construite, servie seule devant un Supabase qui n'est pas le nôtre.

Lancée par `python -m recette.stack.site CONFIG.json`.
"""

import json
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from recette import parts
from recette.application import Application
from recette.stack.server import serve
from recette.stack.service import Service
from recette.stack.web import WebApp
from recette.target import Target

_READY_DEADLINE_S = 15.0


class Site:
    """Une application et l'adresse où elle sera servie, choisie avant que quoi que ce soit ne démarre."""

    def __init__(self, application: Application) -> None:
        self._application = application
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    @contextmanager
    def serving(self, target: Target, folder: Path) -> Iterator[None]:
        """Sert l'application, branchée sur la cible, le temps du bloc."""
        config = folder / "site.json"
        config.write_text(
            json.dumps(
                {
                    "fd": self._listener.fileno(),
                    "app": str(self._application.served),
                    "origin": target.url,
                    "anon_key": target.anon_key,
                }
            )
        )
        service = Service(
            "L'application",
            [sys.executable, "-m", "recette.stack.site", config],
            log=folder / "site.log",
            environment={"PYTHONPATH": str(parts.ROOT)},
            inherited_fds=[self._listener.fileno()],
        )
        # La prise écoute déjà : une demande arrivée trop tôt attend, elle n'est pas refusée.
        with self._listener, service:
            service.wait_until(self._answers, deadline_s=_READY_DEADLINE_S)
            yield

    def _answers(self) -> bool:
        import httpx

        try:
            return httpx.get(self.url, timeout=5).status_code == 200
        except httpx.TransportError:
            return False


def main() -> None:
    """Sert jusqu'au signal d'arrêt."""
    config = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    web = WebApp(Path(config["app"]), origin=config["origin"], anon_key=config["anon_key"])
    serve(web, config["fd"])


if __name__ == "__main__":
    main()
