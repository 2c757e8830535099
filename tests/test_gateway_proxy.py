"""Le relais devant un PostgREST qui se conduit mal."""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from recette.stack import gateway_proxy
from recette.stack.gateway_edge import API_KEY, FAILURE_REASON
from recette.stack.gateway_proxy import RestProxy

DEADLINE_S = 10
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
Upstream = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


def relay(
    folder: Path,
    upstream: Upstream,
    *,
    method: str = "GET",
    query: bytes = b"",
    headers: list[tuple[bytes, bytes]] | None = None,
    received: list[dict[str, Any]] | None = None,
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Joue une requête à travers le relais et rend le scope et les messages que le client reçoit."""
    scope = {
        "type": "http",
        "method": method,
        "path": "/rest/v1/programs",
        "raw_path": b"/rest/v1/programs",
        "query_string": query,
        "headers": headers or [],
        API_KEY: "cle",
    }
    incoming = iter(received or [{"type": "http.request", "body": b""}])
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return next(incoming)

    async def send(message: Any) -> None:
        sent.append(message)

    async def play() -> None:
        served = asyncio.Event()

        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await upstream(reader, writer)
            writer.close()
            served.set()

        path = str(folder / "rest.sock")
        async with await asyncio.start_unix_server(serve, path), asyncio.timeout(DEADLINE_S):
            await RestProxy(path, "/rest/v1")(scope, receive, send)
            await served.wait()

    # Une boucle tourne déjà dans le fil principal quand Playwright y est ouvert.
    with ThreadPoolExecutor(1) as apart:
        apart.submit(asyncio.run, play()).result()
    return scope, sent


def answering(*pieces: bytes, requests: list[bytes] | None = None) -> Upstream:
    """Rend un PostgREST qui lit une requête sans corps et répond `pieces`, l'une après l'autre."""

    async def upstream(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request = await reader.readuntil(b"\r\n\r\n")
        if requests is not None:
            requests.append(request)
        for piece in pieces:
            writer.write(piece)
            await writer.drain()

    return upstream


def test_only_what_concerns_postgrest_is_passed_on(tmp_path: Path) -> None:
    """Les en-têtes de la connexion du client s'arrêtent au relais ; la clé devient Authorization."""
    requests: list[bytes] = []
    headers = [
        (b"prefer", b"return=minimal"),
        (b"connection", b"keep-alive, x-secret"),
        (b"x-secret", b"1"),
        (b"keep-alive", b"timeout=5"),
    ]
    relay(
        tmp_path,
        answering(HEAD + b"Content-Length: 2\r\n\r\n[]", requests=requests),
        query=b"select=id&name=eq.%C3%A9+%20",
        headers=headers,
    )
    assert requests[0].split(b"\r\n")[:-2] == [
        b"GET /programs?select=id&name=eq.%C3%A9+%20 HTTP/1.1",
        b"prefer: return=minimal",
        b"authorization: Bearer cle",
    ]


def test_an_answer_streams_as_it_comes(tmp_path: Path) -> None:
    """Une réponse par morceaux est rendue sans sa découpe, et sans le CORS de PostgREST."""
    chunked = HEAD + b"Transfer-Encoding: chunked\r\nAccess-Control-Allow-Origin: *\r\n\r\n"
    _, sent = relay(tmp_path, answering(chunked + b"2\r\n[1\r\n", b"2\r\n,2\r\n", b"1\r\n]\r\n0\r\n\r\n"))
    assert sent[0] == {
        "type": "http.response.start",
        "status": 200,
        "headers": [(b"content-type", b"application/json")],
    }
    assert b"".join(message["body"] for message in sent[1:]) == b"[1,2]"
    assert [message["more_body"] for message in sent[1:]][-1] is False


def test_the_answer_to_head_has_no_body(tmp_path: Path) -> None:
    """La taille annoncée à HEAD n'est pas attendue."""
    _, sent = relay(tmp_path, answering(HEAD + b"Content-Length: 5000\r\n\r\n"), method="HEAD")
    assert (b"content-length", b"5000") in sent[0]["headers"]
    assert sent[1:] == [{"type": "http.response.body", "body": b"", "more_body": False}]


@pytest.mark.parametrize(
    "beginning",
    [b"", b"HTTP/1.1 200", b"pas du HTTP\r\n\r\n"],
    ids=["rien", "un début", "autre chose"],
)
def test_a_broken_answer_is_announced(tmp_path: Path, beginning: bytes) -> None:
    """PostgREST tué avant d'avoir répondu : 502."""
    scope, sent = relay(tmp_path, answering(beginning))
    assert sent[0]["status"] == 502
    assert scope[FAILURE_REASON] == "PostgREST a coupé sa réponse"


def test_a_cut_answer_is_never_passed_off_as_whole(tmp_path: Path) -> None:
    """PostgREST tué au milieu d'une réponse : elle reste inachevée, le client le voit."""
    _, sent = relay(tmp_path, answering(HEAD + b"Content-Length: 10\r\n\r\n[1,"))
    assert sent[0]["status"] == 200
    assert [message["more_body"] for message in sent[1:]] == [True]


def test_a_silent_postgrest_is_not_awaited_forever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """PostgREST muet : 504 passé le délai."""
    monkeypatch.setattr(gateway_proxy, "_DEADLINE_S", 0.05)

    async def silent(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        await reader.read()

    scope, sent = relay(tmp_path, silent)
    assert sent[0]["status"] == 504
    assert scope[FAILURE_REASON] == "PostgREST ne répond pas"


def test_a_client_that_leaves_reaches_nobody(tmp_path: Path) -> None:
    """Une requête abandonnée en chemin n'est pas complétée : PostgREST ne la joue pas."""
    bodies: list[bytes] = []

    async def reading(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        bodies.append(await reader.read())

    _, sent = relay(
        tmp_path,
        reading,
        method="POST",
        headers=[(b"content-length", b"10")],
        received=[{"type": "http.request", "body": b"[1,", "more_body": True}, {"type": "http.disconnect"}],
    )
    assert (bodies, sent) == ([b"[1,"], [])
