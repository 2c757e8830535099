"""Ce que la passerelle de Supabase fait avant tout service : clé d'API, CORS, journal des pannes."""

import sys
from collections.abc import Collection

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

API_KEY = "recette.api_key"
"""Où `ApiKeyGuard` dépose, dans le scope, la clé reconnue."""

FAILURE_REASON = "recette.failure_reason"
"""Où un service dépose, dans le scope, la cause d'une panne, que `FailureLog` écrira."""

_METHODS = "GET,HEAD,PUT,PATCH,POST,DELETE,OPTIONS"
_PREFLIGHT_MAX_AGE_S = "3600"
_EXPOSED = (
    "Content-Range, Content-Location, Content-Profile, Location, Preference-Applied, Range-Unit, "
    "X-Total-Count, Link, X-Supabase-Api-Version"
)

_QUERY_KEY = b"apikey="
_NO_KEY = JSONResponse(
    {
        "message": "No API key found in request",
        "hint": "No `apikey` request header or url param was found.",
    },
    401,
)
_UNKNOWN_KEY = JSONResponse(
    {
        "message": "Invalid API key",
        "hint": "Double check your Supabase `anon` or `service_role` API key.",
    },
    401,
)


class ApiKeyGuard:
    """Ne laisse passer que les requêtes qui portent une clé du projet, en en-tête ou dans l'adresse."""

    def __init__(self, app: ASGIApp, keys: Collection[str], *, open_paths: Collection[str] = ()) -> None:
        self._app = app
        self._keys = frozenset(keys)
        self._open_paths = frozenset(open_paths)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"] in self._open_paths:
            await self._app(scope, receive, send)
            return
        in_query = _take_from_query(scope)
        key = Headers(scope=scope).get("apikey") or in_query
        if key in self._keys:
            scope[API_KEY] = key
            await self._app(scope, receive, send)
        else:
            await (_UNKNOWN_KEY if key else _NO_KEY)(scope, receive, send)


def _take_from_query(scope: Scope) -> str | None:
    # Laissée dans l'adresse, PostgREST prendrait la clé pour un filtre de colonne.
    parameters = scope["query_string"].split(b"&")
    kept = [parameter for parameter in parameters if not parameter.startswith(_QUERY_KEY)]
    scope["query_string"] = b"&".join(kept)
    given = [parameter for parameter in parameters if parameter.startswith(_QUERY_KEY)]
    return given[0].removeprefix(_QUERY_KEY).decode("latin-1") if given else None


class Cors:
    """Ouvre un service à toutes les origines, refus et pannes compris."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Headers(scope=scope)
        if scope["method"] == "OPTIONS" and "access-control-request-method" in request:
            await _preflight_answer(request)(scope, receive, send)
            return

        async def send_open(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["access-control-allow-origin"] = "*"
                headers["access-control-expose-headers"] = _EXPOSED
            await send(message)

        await self._app(scope, receive, send_open)


def _preflight_answer(request: Headers) -> Response:
    return Response(
        status_code=200,
        headers={
            "access-control-allow-origin": "*",
            "access-control-allow-methods": _METHODS,
            "access-control-allow-headers": request.get("access-control-request-headers", "*"),
            "access-control-max-age": _PREFLIGHT_MAX_AGE_S,
        },
    )


class FailureLog:
    """Écrit une ligne par réponse en panne (5xx), sans paramètres : ils peuvent porter un jeton."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_noted(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] >= 500:
                reason = scope.get(FAILURE_REASON, "erreur interne")
                sys.stderr.write(f"{scope['method']} {scope['path']} {message['status']} : {reason}\n")
            await send(message)

        await self._app(scope, receive, send_noted)
