"""Lire une requête du service d'authentification, et dire au nom de qui elle parle."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from starlette.requests import Request

from recette.stack.auth_database import AuthDatabase
from recette.stack.auth_errors import AuthError, validation_failed
from recette.stack.auth_sessions import Client, SessionStore
from recette.stack.auth_store import User, UserStore
from recette.stack.auth_tokens import Claims, TokenSigner

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")


@dataclass(frozen=True)
class Caller:
    """La personne qui parle, prouvée par son jeton, et la session de ce jeton."""

    user: User
    session_id: UUID | None


class AuthContext:
    """Ce que les routes partagent : le signataire des jetons et l'accès à la base."""

    def __init__(self, database_url: str, signer: TokenSigner) -> None:
        database = AuthDatabase(database_url)
        self.signer = signer
        self.users = UserStore(database)
        self.sessions = SessionStore(database)

    def claims(self, request: Request) -> Claims:
        """Rend les revendications du jeton de la requête, ou refuse."""
        return self.signer.read(request.headers.get("authorization"))

    async def caller(self, request: Request) -> Caller:
        """Rend qui parle ; un jeton survit à sa personne et à sa session, mais ne vaut plus rien."""
        claims = self.claims(request)
        session_id = claims.session_id()
        user, session_is_open = await self.sessions.holder(claims.user_id(), session_id)
        if user is None:
            raise AuthError(403, "user_not_found", "User from sub claim in JWT does not exist")
        if session_id and not session_is_open:
            raise AuthError(403, "session_not_found", "Session from session_id claim in JWT does not exist")
        return Caller(user, session_id)


async def body_of(request: Request) -> dict[str, Any]:
    """Rend l'objet JSON de la requête, vide quand elle n'a pas de corps."""
    raw = await request.body()
    if not raw:
        return {}
    try:
        body = json.loads(raw)
    except ValueError as error:
        raise AuthError(400, "bad_json", f"Could not parse request body as JSON: {error}") from None
    if not isinstance(body, dict):
        raise AuthError(400, "bad_json", "Could not parse request body as JSON: object expected")
    return body


def text(body: Mapping[str, Any], name: str) -> str:
    """Rend un champ de texte, vide quand il manque."""
    value = body.get(name)
    if value is not None and not isinstance(value, str):
        raise AuthError(400, "bad_json", f"Could not parse request body as JSON: {name} must be a string")
    return value or ""


def metadata(body: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Rend un champ de métadonnées, vide quand il manque."""
    value = body.get(name)
    if value is not None and not isinstance(value, dict):
        raise AuthError(400, "bad_json", f"Could not parse request body as JSON: {name} must be an object")
    return value or {}


def email_in(body: Mapping[str, Any]) -> str:
    """Rend l'adresse de la requête, en minuscules comme GoTrue la garde, vide quand elle manque."""
    email = text(body, "email").strip().lower()
    if email and not _EMAIL.fullmatch(email):
        raise validation_failed("Unable to validate email address: invalid format")
    return email


def client_of(request: Request) -> Client:
    """Rend l'appareil d'où vient la requête."""
    return Client(request.headers.get("user-agent", ""), request.client and request.client.host)
