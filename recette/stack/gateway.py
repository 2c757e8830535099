"""La passerelle : une seule adresse pour Supabase et l'application, comme en production.

Lancée par `python -m recette.stack.gateway CONFIG.json`, un processus par base.
"""

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from starlette.responses import JSONResponse
from starlette.routing import Mount, Router, WebSocketRoute
from starlette.types import ASGIApp

from recette.stack.auth import auth_service
from recette.stack.auth_tokens import TokenSigner
from recette.stack.gateway_edge import ApiKeyGuard, Cors, FailureLog
from recette.stack.gateway_proxy import RestProxy
from recette.stack.realtime import realtime, refuse_socket
from recette.stack.server import serve
from recette.stack.web import WebApp

_AUTH = "/auth/v1"
_REST = "/rest/v1"
_REALTIME = "/realtime/v1/websocket"
_ABSENT = ("/storage/v1", "/functions/v1")
_ABSENT_SERVICE = JSONResponse(
    {"message": "Ce service de Supabase n'existe pas dans la pile de recette."}, 404
)


@dataclass(frozen=True)
class GatewayConfig:
    """Ce que la passerelle sert, et à quelle adresse."""

    fd: int
    """Prise d'écoute héritée : qui lance la passerelle a choisi le port, sans course possible."""
    rest_socket: str
    database_url: str
    jwt_secret: str
    anon_key: str
    service_role_key: str
    origin: str
    app: Path | None

    @classmethod
    def load(cls, file: Path) -> Self:
        """Lit la configuration écrite par la pile."""
        values = json.loads(file.read_text())
        return cls(**{**values, "app": values["app"] and Path(values["app"])})


def gateway(config: GatewayConfig) -> ASGIApp:
    """Compose les services de la passerelle."""
    keys = {config.anon_key, config.service_role_key}
    signer = TokenSigner(config.jwt_secret, issuer=config.origin + _AUTH)
    auth = auth_service(config.database_url, signer)
    rest = RestProxy(config.rest_socket, _REST)
    web = WebApp(config.app, origin=config.origin, anon_key=config.anon_key)
    return FailureLog(
        Router(
            [
                WebSocketRoute(_REALTIME, realtime),
                WebSocketRoute("/{path:path}", refuse_socket),
                Mount(_REST, Cors(ApiKeyGuard(rest, keys))),
                Mount(_AUTH, Cors(ApiKeyGuard(auth, keys, open_paths={_AUTH + "/health"}))),
                *(Mount(path, Cors(_ABSENT_SERVICE)) for path in _ABSENT),
                Mount("/", web),
            ]
        )
    )


def main() -> None:
    """Sert jusqu'au signal d'arrêt."""
    config = GatewayConfig.load(Path(sys.argv[1]))
    serve(gateway(config), config.fd)


if __name__ == "__main__":
    main()
