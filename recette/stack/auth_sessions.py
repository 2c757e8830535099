"""Les sessions et leurs jetons de renouvellement, avec la rotation de GoTrue."""

import secrets
import string
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from psycopg.rows import DictRow

from recette.stack.auth_database import AuthDatabase, Connection
from recette.stack.auth_errors import AuthError
from recette.stack.auth_store import User, close_sessions, existing_user, find_user

_REUSE_INTERVAL = timedelta(seconds=10)
_TOKEN_ALPHABET = string.ascii_lowercase + string.digits
_TOKEN_LENGTH = 12


@dataclass(frozen=True)
class Client:
    """L'appareil qui ouvre ou prolonge une session."""

    user_agent: str
    ip: str | None


@dataclass(frozen=True)
class OpenSession:
    """Une session ouverte et le jeton qui la prolongera."""

    id: UUID
    opened_at: datetime
    refresh_token: str


class SessionStore:
    """Les sessions : auth.sessions et auth.refresh_tokens."""

    def __init__(self, database: AuthDatabase) -> None:
        self._database = database

    async def holder(self, user_id: UUID, session_id: UUID | None) -> tuple[User | None, bool]:
        """Rend la personne d'un jeton, et dit si la session de ce jeton est encore ouverte."""
        async with self._database.transaction() as connection:
            user = await find_user(connection, user_id)
            found = await connection.execute(
                "SELECT 1 FROM auth.sessions WHERE id = %s AND user_id = %s", (session_id, user_id)
            )
            return user, await found.fetchone() is not None

    async def open(self, user_id: UUID, client: Client) -> tuple[User, OpenSession]:
        """Ouvre une session et rend la personne, dernière connexion à jour ; lève UserNotFoundError."""
        session = OpenSession(uuid4(), datetime.now(UTC), _new_token())
        async with self._database.transaction() as connection:
            await connection.execute(
                """INSERT INTO auth.sessions (id, user_id, created_at, updated_at, aal, user_agent, ip)
                   VALUES (%s, %s, %s, %s, 'aal1', %s, %s)""",
                (session.id, user_id, session.opened_at, session.opened_at, client.user_agent, client.ip),
            )
            await _add_token(connection, session.refresh_token, user_id, session.id)
            await connection.execute(
                "UPDATE auth.users SET last_sign_in_at = now(), updated_at = now() WHERE id = %s", (user_id,)
            )
            return await existing_user(connection, user_id), session

    async def refresh(self, token: str, client: Client) -> tuple[User, OpenSession]:
        """Échange un jeton de renouvellement contre le suivant, ou refuse."""
        async with self._database.transaction() as connection:
            outcome = await _rotate(connection, token, client)
        # Levé après la validation : un réemploi refusé a révoqué la famille du jeton, et cela doit rester.
        if isinstance(outcome, AuthError):
            raise outcome
        return outcome

    async def close_one(self, session_id: UUID) -> None:
        """Ferme une session."""
        async with self._database.transaction() as connection:
            await connection.execute("DELETE FROM auth.sessions WHERE id = %s", (session_id,))

    async def close_all(self, user_id: UUID, *, except_for: UUID | None = None) -> None:
        """Ferme les sessions d'une personne, à l'exception d'une s'il le faut."""
        async with self._database.transaction() as connection:
            await close_sessions(connection, user_id, except_for=except_for)


async def _rotate(connection: Connection, token: str, client: Client) -> tuple[User, OpenSession] | AuthError:
    found = await connection.execute(
        """SELECT t.id, t.revoked, t.updated_at, s.id AS session_id, s.user_id, s.created_at, s.not_after
           FROM auth.refresh_tokens t JOIN auth.sessions s ON s.id = t.session_id
           WHERE t.token = %s FOR UPDATE""",
        (token,),
    )
    held = await found.fetchone()
    user = await find_user(connection, held["user_id"]) if held else None
    if held is None or user is None:
        return AuthError(400, "refresh_token_not_found", "Invalid Refresh Token: Refresh Token Not Found")
    if user.is_banned:
        return AuthError(400, "user_banned", "Invalid Refresh Token: User Banned")
    now = datetime.now(UTC)
    if held["not_after"] and held["not_after"] < now:
        return AuthError(400, "session_expired", "Invalid Refresh Token: Session Expired")
    session_id: UUID = held["session_id"]
    if held["revoked"]:
        # Le client qui n'a pas reçu la réponse (page fermée, réseau) présente le parent du jeton actif :
        # il reçoit ce jeton actif. Tout autre réemploi est un vol, passé le délai de grâce.
        active = await _active_token(connection, session_id)
        if active and active["parent"] == token:
            return user, OpenSession(session_id, held["created_at"], active["token"])
        if active is None or held["updated_at"] < now - _REUSE_INTERVAL:
            await connection.execute(
                """UPDATE auth.refresh_tokens SET revoked = true, updated_at = now()
                   WHERE session_id = %s AND NOT revoked""",
                (session_id,),
            )
            return AuthError(400, "refresh_token_already_used", "Invalid Refresh Token: Already Used")
    successor = OpenSession(session_id, held["created_at"], _new_token())
    # La date d'un jeton déjà révoqué ne bouge pas : l'employer ne prolonge pas son délai de grâce.
    await connection.execute(
        "UPDATE auth.refresh_tokens SET revoked = true, updated_at = now() WHERE id = %s AND NOT revoked",
        (held["id"],),
    )
    await _add_token(connection, successor.refresh_token, user.id, session_id, parent=token)
    await connection.execute(
        """UPDATE auth.sessions SET refreshed_at = now(), updated_at = now(), user_agent = %s, ip = %s
           WHERE id = %s""",
        (client.user_agent, client.ip, session_id),
    )
    return user, successor


async def _active_token(connection: Connection, session_id: UUID) -> DictRow | None:
    found = await connection.execute(
        """SELECT token, parent FROM auth.refresh_tokens
           WHERE session_id = %s AND NOT revoked ORDER BY id DESC LIMIT 1""",
        (session_id,),
    )
    return await found.fetchone()


async def _add_token(
    connection: Connection, token: str, user_id: UUID, session_id: UUID, *, parent: str | None = None
) -> None:
    await connection.execute(
        """INSERT INTO auth.refresh_tokens
             (token, user_id, session_id, parent, revoked, created_at, updated_at)
           VALUES (%s, %s, %s, %s, false, now(), now())""",
        (token, str(user_id), session_id, parent),
    )


def _new_token() -> str:
    return "".join(secrets.choice(_TOKEN_ALPHABET) for _ in range(_TOKEN_LENGTH))
