"""Le service d'authentification par HTTP nu : jetons, sessions, forme des refus."""

import time
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import httpx
import jwt
import pytest

from recette.target import Target

PASSWORD = "un-mot-de-passe"


@pytest.fixture(scope="module")
def http(stack: Target) -> Iterator[httpx.Client]:
    """Des requêtes nues, avec la clé anon."""
    with httpx.Client(base_url=f"{stack.url}/auth/v1", headers={"apikey": stack.anon_key}) as bare:
        yield bare


@pytest.fixture
def session(http: httpx.Client) -> dict[str, Any]:
    """La session d'une personne qui vient de s'inscrire."""
    body = {"email": f"{uuid4().hex}@recette.test", "password": PASSWORD}
    opened: dict[str, Any] = http.post("/signup", json=body).raise_for_status().json()
    return opened


# Sortir


@pytest.mark.parametrize(
    ("scope", "here_open", "there_open"),
    [("global", False, False), ("local", False, True), ("others", True, False)],
)
def test_logging_out_closes_what_its_scope_says(
    http: httpx.Client, session: dict[str, Any], scope: str, here_open: bool, there_open: bool
) -> None:
    """Sortir ferme partout, ici ou ailleurs ; un jeton d'une session fermée ne vaut plus rien."""
    credentials = {"email": session["user"]["email"], "password": PASSWORD}
    other = http.post("/token", params={"grant_type": "password"}, json=credentials).json()
    left = http.post("/logout", params={"scope": scope}, headers=bearer(session["access_token"]))
    assert left.status_code == 204
    for each, stays in ((session, here_open), (other, there_open)):
        user = http.get("/user", headers=bearer(each["access_token"]))
        assert (user.status_code, user.json().get("error_code")) == (
            (200, None) if stays else (403, "session_not_found")
        )
        renewed = http.post(
            "/token", params={"grant_type": "refresh_token"}, json={"refresh_token": each["refresh_token"]}
        )
        assert renewed.status_code == (200 if stays else 400)


# Refuser un jeton


@pytest.mark.parametrize(
    ("claims", "status", "code"),
    [
        ({"exp": 1}, 403, "bad_jwt"),
        ({"aud": "autre"}, 400, "validation_failed"),
        ({"sub": str(uuid4())}, 403, "user_not_found"),
        ({"sub": None}, 403, "bad_jwt"),
        ({"session_id": str(uuid4())}, 403, "session_not_found"),
    ],
    ids=["expiré", "autre audience", "personne supprimée", "sans personne", "session fermée"],
)
def test_a_token_that_no_longer_holds_is_refused(
    stack: Target,
    http: httpx.Client,
    session: dict[str, Any],
    claims: dict[str, Any],
    status: int,
    code: str,
) -> None:
    """Chaque revendication est vérifiée ; le même jeton, intact, est accepté."""
    genuine = jwt.decode(session["access_token"], options={"verify_signature": False})
    changed = {name: value for name, value in (genuine | claims).items() if value is not None}
    for content, expected in ((genuine, (200, None)), (changed, (status, code))):
        answer = http.get("/user", headers=bearer(jwt.encode(content, stack.jwt_secret, "HS256")))
        assert (answer.status_code, answer.json().get("error_code")) == expected


def test_a_foreign_signature_is_refused(http: httpx.Client) -> None:
    """Un jeton signé par un autre projet ne vaut rien, ni son absence."""
    foreign = jwt.encode({"sub": str(uuid4()), "exp": time.time() + 60}, "x" * 32, "HS256")
    assert http.get("/user", headers=bearer(foreign)).json()["error_code"] == "bad_jwt"
    nobody = http.get("/user")
    assert (nobody.status_code, nobody.json()["error_code"]) == (401, "no_authorization")


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_only_the_service_key_administers(
    stack: Target, http: httpx.Client, session: dict[str, Any], method: str
) -> None:
    """Une personne connectée, la clé anon ou personne n'administrent pas."""
    for token in (session["access_token"], stack.anon_key):
        answer = http.request(method, "/admin/users", headers=bearer(token))
        assert (answer.status_code, answer.json()["error_code"]) == (403, "not_admin")
    assert http.request(method, "/admin/users").status_code == 401


# Parler comme GoTrue


def test_the_shape_of_an_error_follows_the_api_version(http: httpx.Client) -> None:
    """`code` est le code HTTP, puis le code d'erreur depuis la version 2024-01-01."""
    old = http.post("/token", params={"grant_type": "password"}, json={"email": "a@b.fr", "password": "x"})
    assert old.json() == {
        "code": 400,
        "error_code": "invalid_credentials",
        "msg": "Invalid login credentials",
    }
    new = http.post(
        "/token",
        params={"grant_type": "password"},
        json={"email": "a@b.fr", "password": "x"},
        headers={"X-Supabase-Api-Version": "2024-01-01"},
    )
    assert new.json() == {"code": "invalid_credentials", "message": "Invalid login credentials"}
    assert new.headers["X-Supabase-Api-Version"] == "2024-01-01"


@pytest.mark.parametrize(
    ("path", "body", "code"),
    [
        ("/token?grant_type=password", "{", "bad_json"),
        ("/token?grant_type=password", "[]", "bad_json"),
        ("/token?grant_type=password", '{"email": 3}', "bad_json"),
        ("/token?grant_type=password", "{}", "validation_failed"),
        ("/token?grant_type=magie", "{}", "invalid_credentials"),
        ("/token?grant_type=refresh_token", "{}", "validation_failed"),
        ("/signup", '{"email": "sans-arobase", "password": "un-mot-de-passe"}', "validation_failed"),
        ("/signup", '{"email": "a@b.fr"}', "validation_failed"),
    ],
)
def test_a_malformed_request_is_explained(http: httpx.Client, path: str, body: str, code: str) -> None:
    """Une requête mal formée est refusée sans panne."""
    answer = http.post(path, content=body)
    assert (answer.status_code, answer.json()["error_code"]) == (400, code)


def test_mail_requests_are_accepted(http: httpx.Client) -> None:
    """Demander un courrier réussit, que l'adresse existe ou non."""
    for path in ("/recover", "/resend"):
        answer = http.post(path, json={"email": f"{uuid4().hex}@recette.test", "type": "signup"})
        assert (answer.status_code, answer.json()) == (200, {})


def test_the_service_describes_itself(http: httpx.Client) -> None:
    """Santé et réglages se lisent."""
    assert http.get("/health").json()["name"] == "GoTrue"
    assert http.get("/settings").json()["mailer_autoconfirm"] is True


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}
