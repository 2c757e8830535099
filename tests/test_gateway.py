"""La passerelle devant un vrai PostgREST : clés, relais, CORS, Realtime."""

import json
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import httpx
import pytest
from websockets.sync.client import connect

from recette.target import Target


@pytest.fixture(scope="module")
def http(stack: Target) -> Iterator[httpx.Client]:
    """Des requêtes nues, sans clé."""
    with httpx.Client(base_url=stack.url) as bare:
        yield bare


@pytest.fixture
def service(stack: Target) -> dict[str, str]:
    """La clé de service, seule : ni Authorization, ni personne."""
    return {"apikey": stack.service_role_key}


# Les clés


@pytest.mark.parametrize("path", ["/rest/v1/clients", "/auth/v1/user"])
def test_a_request_without_a_key_is_refused(http: httpx.Client, path: str) -> None:
    """Sans clé, ou avec une clé d'un autre projet, rien ne passe."""
    missing = http.get(path)
    assert (missing.status_code, missing.json()["message"]) == (401, "No API key found in request")
    foreign = http.get(path, headers={"apikey": "autre-projet"})
    assert (foreign.status_code, foreign.json()["message"]) == (401, "Invalid API key")


def test_the_key_speaks_for_whoever_is_not_signed_in(
    stack: Target, http: httpx.Client, service: dict[str, str]
) -> None:
    """Sans Authorization, la clé décide du rôle : service_role lit, anon non."""
    assert http.get("/rest/v1/clients?select=id", headers=service).status_code == 200
    assert http.get("/rest/v1/clients?select=id", headers={"apikey": stack.anon_key}).status_code == 401


def test_the_token_of_a_person_wins_over_the_key(
    stack: Target, http: httpx.Client, service: dict[str, str]
) -> None:
    """Avec Authorization, la clé n'ajoute aucun droit."""
    as_anon = service | {"Authorization": f"Bearer {stack.anon_key}"}
    assert http.get("/rest/v1/clients?select=id", headers=as_anon).status_code == 401


def test_the_key_may_stand_in_the_address(stack: Target, http: httpx.Client) -> None:
    """La clé de l'adresse est retirée : PostgREST en ferait un filtre."""
    for headers in ({}, {"apikey": stack.service_role_key}):
        answer = http.get(
            f"/rest/v1/clients?select=id&apikey={stack.service_role_key}&limit=1", headers=headers
        )
        assert (answer.status_code, len(answer.json())) == (200, 1)


def test_health_needs_no_key(http: httpx.Client) -> None:
    """Une sonde peut vérifier que la passerelle répond."""
    assert http.get("/auth/v1/health").status_code == 200


# Le relais


def test_a_row_lives_through_every_method(http: httpx.Client, service: dict[str, str]) -> None:
    """Ajouter, compter, modifier, supprimer : corps, Prefer et Content-Range passent intacts."""
    name = f"Élévation « {uuid4().hex} » d'épaules 🏋️"
    where = {"name": f"eq.{name}"}
    row = service | {"Prefer": "return=representation"}
    added = http.post("/rest/v1/exercises", json={"name": name}, headers=row)
    assert (added.status_code, added.json()[0]["name"]) == (201, name)
    counted = http.head("/rest/v1/exercises", params=where, headers=service | {"Prefer": "count=exact"})
    assert (counted.status_code, counted.headers["Content-Range"]) == (200, "0-0/1")
    changed = http.patch("/rest/v1/exercises", params=where, json={"description": "é"}, headers=row)
    assert changed.json()[0]["description"] == "é"
    removed = http.delete("/rest/v1/exercises", params=where, headers=service)
    assert (removed.status_code, removed.content) == (204, b"")
    assert http.get("/rest/v1/exercises", params=where, headers=service).json() == []


def test_a_large_answer_comes_whole(http: httpx.Client, service: dict[str, str]) -> None:
    """La description de l'API, de plusieurs dizaines de kilo-octets, arrive entière."""
    described = http.get("/rest/v1/", headers=service)
    assert len(described.content) > 64 * 1024
    assert "/clients" in described.json()["paths"]


def test_a_chunked_body_arrives_whole(http: httpx.Client, service: dict[str, str]) -> None:
    """Un corps envoyé par morceaux, sans taille annoncée, est relayé tel quel."""
    name = uuid4().hex
    pieces = (piece.encode() for piece in ('{"name": "', name, '", "description": "', "x" * 200_000, '"}'))
    headers = service | {"Content-Type": "application/json", "Prefer": "return=representation"}
    added = http.post("/rest/v1/exercises", content=pieces, headers=headers)
    assert len(added.json()[0]["description"]) == 200_000
    http.delete("/rest/v1/exercises", params={"name": f"eq.{name}"}, headers=service)


@pytest.mark.parametrize("token", ["pas-un-jeton", "a.b.c"])
def test_postgrest_judges_the_token(http: httpx.Client, service: dict[str, str], token: str) -> None:
    """Un jeton faux est refusé par PostgREST : 401, jamais une liste vide."""
    refused = http.get("/rest/v1/clients", headers=service | {"Authorization": f"Bearer {token}"})
    assert refused.status_code == 401


# Les autres origines


@pytest.mark.parametrize("path", ["/rest/v1/clients", "/auth/v1/token", "/storage/v1/object"])
def test_another_origin_may_ask(http: httpx.Client, path: str) -> None:
    """La question préalable du navigateur reçoit oui, sans clé."""
    wanted = (
        "authorization, apikey, x-client-info, content-type, prefer, x-supabase-api-version, x-retry-count"
    )
    answer = http.options(
        path,
        headers={
            "Origin": "https://ailleurs.test",
            "Access-Control-Request-Method": "PATCH",
            "Access-Control-Request-Headers": wanted,
        },
    )
    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Access-Control-Allow-Headers"] == wanted
    assert "PATCH" in answer.headers["Access-Control-Allow-Methods"]
    assert int(answer.headers["Access-Control-Max-Age"]) > 0


@pytest.mark.parametrize(
    "path", ["/rest/v1/clients", "/rest/v1/nulle-part", "/auth/v1/user", "/storage/v1/object"]
)
def test_another_origin_may_read_any_answer(http: httpx.Client, service: dict[str, str], path: str) -> None:
    """Succès ou refus, la réponse est lisible d'ailleurs, en-têtes utiles compris."""
    answer = http.get(path, headers=service | {"Origin": "https://ailleurs.test"})
    assert answer.headers.get_list("Access-Control-Allow-Origin") == ["*"]
    assert "Content-Range" in answer.headers["Access-Control-Expose-Headers"]


# Ce qui n'existe pas


@pytest.mark.parametrize(
    "path", ["/storage/v1/object/x", "/functions/v1/create-user-admin", "/auth/v1/inconnu"]
)
def test_an_absent_service_says_so(http: httpx.Client, service: dict[str, str], path: str) -> None:
    """Stockage, fonctions et adresses inconnues répondent 404, en JSON."""
    answer = http.post(path, headers=service)
    assert (answer.status_code, answer.headers["Content-Type"]) == (404, "application/json")


# Le Realtime


@pytest.mark.parametrize("event", ["heartbeat", "phx_leave"])
def test_realtime_answers(stack: Target, event: str) -> None:
    """Le battement de cœur et le départ reçoivent leur réponse, au format demandé."""
    with realtime(stack) as socket:
        socket.send(json.dumps({"topic": "phoenix", "event": event, "payload": {}, "ref": "7"}))
        answer = json.loads(socket.recv(timeout=5))
        assert (answer["event"], answer["ref"], answer["payload"]["status"]) == ("phx_reply", "7", "ok")
        socket.send(json.dumps(["1", "8", "realtime:messages", event, {}]))
        assert json.loads(socket.recv(timeout=5))[1:4] == ["8", "realtime:messages", "phx_reply"]


def test_realtime_repeats_what_it_was_asked(stack: Target) -> None:
    """L'abonnement rend les changements demandés, numérotés : le client les compare."""
    changes = [{"event": "INSERT", "schema": "public", "table": "messages"}]
    with realtime(stack) as socket:
        joined = ["1", "1", "realtime:messages", "phx_join", {"config": {"postgres_changes": changes}}]
        socket.send(json.dumps(joined))
        response = json.loads(socket.recv(timeout=5))[4]["response"]
    assert response == {"postgres_changes": [{**changes[0], "id": 1}]}


def test_realtime_ignores_the_rest(stack: Target) -> None:
    """Un jeton renouvelé, une trame binaire ou un message illisible ne reçoivent rien et ne cassent rien."""
    with realtime(stack) as socket:
        socket.send(json.dumps(["1", "1", "realtime:messages", "access_token", {"access_token": "x"}]))
        socket.send(b"\x00")
        socket.send("illisible")
        socket.send(json.dumps([None, "2", "phoenix", "heartbeat", {}]))
        assert json.loads(socket.recv(timeout=5))[1] == "2"


def test_no_other_address_opens_a_socket(stack: Target) -> None:
    """Une connexion ailleurs est refusée."""
    with pytest.raises(Exception, match="403"), connect(stack.url.replace("http", "ws") + "/rest/v1/"):
        pass


def realtime(stack: Target) -> Any:
    address = stack.url.replace("http", "ws")
    return connect(f"{address}/realtime/v1/websocket?apikey={stack.anon_key}&vsn=1.0.0")
