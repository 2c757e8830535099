"""Le relais vers PostgREST : chaque requête passe telle quelle, par une prise Unix."""

import asyncio
from collections.abc import Iterable

import httptools
from starlette.responses import JSONResponse
from starlette.types import Receive, Scope, Send

from recette.stack.gateway_edge import API_KEY, FAILURE_REASON

_DEADLINE_S = 60.0
_CHUNK = 64 * 1024
_HOP_BY_HOP = {
    b"connection",
    b"keep-alive",
    b"proxy-authenticate",
    b"proxy-authorization",
    b"proxy-connection",
    b"te",
    b"trailer",
    b"transfer-encoding",
    b"upgrade",
}
# uvicorn y a déjà répondu « 100 Continue ».
_SETTLED_HERE = {b"expect"}
# `Cors` parle pour tous les services : PostgREST n'a pas à le contredire.
_CORS_PREFIX = b"access-control-"

_Headers = list[tuple[bytes, bytes]]


class _BrokenAnswerError(Exception):
    """PostgREST a fermé la connexion avant la fin de sa réponse."""


class _ClientGoneError(Exception):
    """Le client est parti avant la fin de sa requête."""


class RestProxy:
    """Relaie `prefix`/… vers PostgREST, en flux dans les deux sens.

    Une connexion par requête : sur une prise Unix elle coûte 0,15 ms, et une connexion gardée pourrait
    être fermée en face (redémarrage de PostgREST) au moment même où l'on s'en sert.
    """

    def __init__(self, socket_path: str, prefix: str) -> None:
        self._socket_path = socket_path
        self._prefix = prefix.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope[FAILURE_REASON] = "réponse de PostgREST"
        answer = _Answer(send, head_only=scope["method"] == "HEAD")
        try:
            async with asyncio.timeout(_DEADLINE_S):
                reader, writer = await asyncio.open_unix_connection(self._socket_path)
                try:
                    await _send_request(writer, self._head(scope), scope["headers"], receive)
                    await _relay_answer(reader, answer)
                finally:
                    writer.close()
        except _ClientGoneError:
            return
        except TimeoutError:
            status, message, reason = 504, "The upstream server is timing out", "PostgREST ne répond pas"
        except (_BrokenAnswerError, httptools.HttpParserError, ConnectionResetError, BrokenPipeError):
            status, message = 502, "An invalid response was received from the upstream server"
            reason = "PostgREST a coupé sa réponse"
        except OSError:
            status, message = 503, "The upstream server is currently unavailable"
            reason = "PostgREST est injoignable"
        else:
            return
        if answer.started:
            # Trop tard pour un code d'erreur : uvicorn coupe la réponse inachevée, et le client le voit.
            return
        scope[FAILURE_REASON] = reason
        await JSONResponse({"message": message}, status)(scope, receive, send)

    def _head(self, scope: Scope) -> bytes:
        target = scope["raw_path"].removeprefix(self._prefix) or b"/"
        if scope["query_string"]:
            target += b"?" + scope["query_string"]
        headers = _end_to_end(scope["headers"])
        if not any(name == b"authorization" for name, _ in headers):
            headers.append((b"authorization", b"Bearer " + scope[API_KEY].encode()))
        if _is_chunked(scope["headers"]):
            headers.append((b"transfer-encoding", b"chunked"))
        lines = [scope["method"].encode() + b" " + target + b" HTTP/1.1"]
        lines += [name + b": " + value for name, value in headers]
        return b"\r\n".join(lines) + b"\r\n\r\n"


class _Answer:
    """La réponse de PostgREST, lue par httptools (qui appelle les `on_…`) et rendue au client."""

    def __init__(self, send: Send, *, head_only: bool) -> None:
        self.started = False
        self.complete = False
        self._send = send
        self._head_only = head_only
        self._headers: _Headers = []
        self._headers_read = False
        self._body: list[bytes] = []
        self._parser = httptools.HttpResponseParser(self)

    def on_header(self, name: bytes, value: bytes) -> None:
        self._headers.append((name.lower(), value))

    def on_headers_complete(self) -> None:
        self._headers_read = True
        # La réponse à HEAD annonce la taille d'un corps qui ne viendra pas.
        self.complete = self._head_only

    def on_body(self, body: bytes) -> None:
        self._body.append(body)

    def on_message_complete(self) -> None:
        self.complete = True

    async def relay(self, data: bytes) -> None:
        """Rend au client ce que `data` apporte."""
        self._parser.feed_data(data)
        if not self._headers_read:
            return
        if not self.started:
            self.started = True
            status = self._parser.get_status_code()
            await self._send(
                {
                    "type": "http.response.start",
                    "status": status,
                    "headers": [
                        header
                        for header in _end_to_end(self._headers)
                        if not header[0].startswith(_CORS_PREFIX)
                    ],
                }
            )
        body = b"".join(self._body)
        self._body.clear()
        if body or self.complete:
            await self._send({"type": "http.response.body", "body": body, "more_body": not self.complete})


async def _send_request(
    writer: asyncio.StreamWriter, head: bytes, headers: _Headers, receive: Receive
) -> None:
    chunked = _is_chunked(headers)
    pending, more = head, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise _ClientGoneError
        body = message.get("body", b"")
        more = message.get("more_body", False)
        writer.write(pending + (_framed(body, last=not more) if chunked else body))
        pending = b""
        await writer.drain()


async def _relay_answer(reader: asyncio.StreamReader, answer: _Answer) -> None:
    while not answer.complete:
        data = await reader.read(_CHUNK)
        if not data:
            raise _BrokenAnswerError
        await answer.relay(data)


def _framed(body: bytes, *, last: bool) -> bytes:
    frame = b"%x\r\n%b\r\n" % (len(body), body) if body else b""
    return frame + b"0\r\n\r\n" if last else frame


def _is_chunked(headers: Iterable[tuple[bytes, bytes]]) -> bool:
    return any(name == b"transfer-encoding" for name, _ in headers)


def _end_to_end(headers: Iterable[tuple[bytes, bytes]]) -> _Headers:
    headers = list(headers)
    named = {
        token.strip().lower()
        for name, value in headers
        if name == b"connection"
        for token in value.split(b",")
    }
    dropped = _HOP_BY_HOP | _SETTLED_HERE | named
    return [(name, value) for name, value in headers if name not in dropped]
