"""Les personnes du schéma auth, lues et écrites comme GoTrue le fait."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import psycopg
from psycopg.rows import class_row
from psycopg.types.json import Jsonb

from recette.stack.auth_database import AuthDatabase, Connection
from recette.stack.auth_errors import EmailTakenError, UserNotFoundError

_NO_INSTANCE = UUID(int=0)

_SELECT_USER = """
    SELECT u.id, u.aud, u.role, u.email, u.encrypted_password, u.email_confirmed_at, u.last_sign_in_at,
           coalesce(u.raw_app_meta_data, '{}') AS raw_app_meta_data,
           coalesce(u.raw_user_meta_data, '{}') AS raw_user_meta_data,
           u.created_at, u.updated_at, u.banned_until, u.is_anonymous,
           coalesce((SELECT jsonb_agg(to_jsonb(i) ORDER BY i.created_at)
                     FROM auth.identities i WHERE i.user_id = u.id), '[]') AS identities
    FROM auth.users u WHERE u.deleted_at IS NULL"""


@dataclass(frozen=True)
class User:
    """Une ligne de auth.users, avec ses identités."""

    id: UUID
    aud: str
    role: str
    email: str | None
    encrypted_password: str | None
    email_confirmed_at: datetime | None
    last_sign_in_at: datetime | None
    raw_app_meta_data: dict[str, Any]
    raw_user_meta_data: dict[str, Any]
    created_at: datetime
    updated_at: datetime
    banned_until: datetime | None
    is_anonymous: bool
    identities: list[dict[str, Any]]

    @property
    def is_banned(self) -> bool:
        return self.banned_until is not None and self.banned_until > datetime.now(UTC)

    def to_json(self) -> dict[str, Any]:
        """Rend la personne telle que l'API la montre, sans son mot de passe."""
        confirmed_at = _instant(self.email_confirmed_at)
        shown = {
            "id": str(self.id),
            "aud": self.aud,
            "role": self.role,
            "email": self.email or "",
            "email_confirmed_at": confirmed_at,
            "phone": "",
            "confirmed_at": confirmed_at,
            "last_sign_in_at": _instant(self.last_sign_in_at),
            "app_metadata": self.raw_app_meta_data,
            "user_metadata": self.raw_user_meta_data,
            "identities": [_identity_json(identity) for identity in self.identities],
            "created_at": _instant(self.created_at),
            "updated_at": _instant(self.updated_at),
            "banned_until": _instant(self.banned_until),
            "is_anonymous": self.is_anonymous,
        }
        return {name: value for name, value in shown.items() if value is not None}


@dataclass(frozen=True)
class NewUser:
    """Une personne à créer."""

    id: UUID
    email: str
    password_hash: str
    confirmed: bool
    user_metadata: Mapping[str, Any]
    app_metadata: Mapping[str, Any] = field(default_factory=dict)
    role: str = "authenticated"


@dataclass(frozen=True)
class UserChanges:
    """Ce qui change chez une personne ; None laisse en place, une métadonnée à None s'efface."""

    email: str | None = None
    password_hash: str | None = None
    confirm: bool = False
    role: str | None = None
    user_metadata: Mapping[str, Any] = field(default_factory=dict)
    app_metadata: Mapping[str, Any] = field(default_factory=dict)


class UserStore:
    """Les personnes : auth.users et auth.identities."""

    def __init__(self, database: AuthDatabase) -> None:
        self._database = database

    async def by_id(self, user_id: UUID) -> User:
        """Rend la personne qui porte cet identifiant ; lève UserNotFoundError."""
        async with self._database.transaction() as connection:
            return await existing_user(connection, user_id)

    async def by_email(self, email: str) -> User | None:
        """Rend la personne qui porte cette adresse."""
        async with self._database.transaction() as connection:
            return await _one_user(connection, f"{_SELECT_USER} AND u.email = %s", email)

    async def page(self, page: int, per_page: int) -> tuple[list[User], int]:
        """Rend une page (comptée à partir de 1), les plus récents d'abord, et le nombre total."""
        async with self._database.transaction() as connection:
            cursor = connection.cursor(row_factory=class_row(User))
            await cursor.execute(
                f"{_SELECT_USER} ORDER BY u.created_at DESC, u.id LIMIT %s OFFSET %s",
                (per_page, (page - 1) * per_page),
            )
            users = await cursor.fetchall()
            counted = await connection.execute("SELECT count(*) FROM auth.users WHERE deleted_at IS NULL")
            row = await counted.fetchone()
            return users, row["count"] if row else 0

    async def create(self, new: NewUser) -> User:
        """Crée une personne et son identité, et la rend ; lève EmailTakenError."""
        metadata = {"provider": "email", "providers": ["email"], **new.app_metadata}
        identity = {
            "sub": str(new.id),
            "email": new.email,
            "email_verified": new.confirmed,
            "phone_verified": False,
        }
        with _unique_email():
            async with self._database.transaction() as connection:
                await connection.execute(
                    """INSERT INTO auth.users
                         (instance_id, id, aud, role, email, encrypted_password, email_confirmed_at,
                          confirmation_token, recovery_token, email_change_token_new, email_change,
                          raw_app_meta_data, raw_user_meta_data, created_at, updated_at, is_anonymous)
                       VALUES (%s, %s, 'authenticated', %s, %s, %s, CASE WHEN %s THEN now() END,
                               '', '', '', '', %s, %s, now(), now(), false)""",
                    (
                        _NO_INSTANCE,
                        new.id,
                        new.role,
                        new.email,
                        new.password_hash,
                        new.confirmed,
                        Jsonb(metadata),
                        Jsonb(new.user_metadata),
                    ),
                )
                await connection.execute(
                    """INSERT INTO auth.identities
                         (id, provider_id, user_id, identity_data, provider,
                          last_sign_in_at, created_at, updated_at)
                       VALUES (%s, %s, %s, %s, 'email', now(), now(), now())""",
                    (uuid4(), str(new.id), new.id, Jsonb(identity)),
                )
                return await existing_user(connection, new.id)

    async def change(self, user_id: UUID, changes: UserChanges, *, kept_session: UUID | None = None) -> User:
        """Modifie une personne et la rend ; lève UserNotFoundError ou EmailTakenError.

        Un nouveau mot de passe ferme ses sessions, sauf `kept_session`.
        """
        with _unique_email():
            async with self._database.transaction() as connection:
                await connection.execute(
                    """UPDATE auth.users
                       SET email = coalesce(%(email)s, email),
                           encrypted_password = coalesce(%(password)s, encrypted_password),
                           email_confirmed_at = CASE WHEN %(confirm)s THEN coalesce(email_confirmed_at, now())
                                                     ELSE email_confirmed_at END,
                           role = coalesce(%(role)s, role),
                           raw_user_meta_data = (coalesce(raw_user_meta_data, '{}') || %(user_metadata)s)
                                                - %(user_erased)s::text[],
                           raw_app_meta_data = (coalesce(raw_app_meta_data, '{}') || %(app_metadata)s)
                                               - %(app_erased)s::text[],
                           updated_at = now()
                       WHERE id = %(id)s""",
                    {
                        "id": user_id,
                        "email": changes.email,
                        "password": changes.password_hash,
                        "confirm": changes.confirm,
                        "role": changes.role,
                        "user_metadata": Jsonb(changes.user_metadata),
                        "app_metadata": Jsonb(changes.app_metadata),
                        "user_erased": _erased(changes.user_metadata),
                        "app_erased": _erased(changes.app_metadata),
                    },
                )
                if changes.email:
                    await connection.execute(
                        """UPDATE auth.identities
                           SET identity_data = identity_data || jsonb_build_object('email', %s::text),
                               updated_at = now()
                           WHERE user_id = %s AND provider = 'email'""",
                        (changes.email, user_id),
                    )
                if changes.password_hash:
                    await close_sessions(connection, user_id, except_for=kept_session)
                return await existing_user(connection, user_id)

    async def delete(self, user_id: UUID) -> None:
        """Supprime une personne, ses sessions et ses identités ; lève UserNotFoundError."""
        async with self._database.transaction() as connection:
            deleted = await connection.execute("DELETE FROM auth.users WHERE id = %s", (user_id,))
            if deleted.rowcount == 0:
                raise UserNotFoundError


@contextmanager
def _unique_email() -> Iterator[None]:
    try:
        yield
    except psycopg.errors.UniqueViolation as violation:
        # Un déclencheur de l'application peut échouer sur une clé à elle : l'adresse n'y est pour rien.
        if violation.diag.schema_name != "auth":
            raise
        raise EmailTakenError from None


async def close_sessions(connection: Connection, user_id: UUID, *, except_for: UUID | None) -> None:
    """Ferme les sessions d'une personne, sauf une s'il le faut ; leurs jetons partent avec elles."""
    await connection.execute(
        "DELETE FROM auth.sessions WHERE user_id = %s AND id IS DISTINCT FROM %s", (user_id, except_for)
    )


async def find_user(connection: Connection, user_id: UUID) -> User | None:
    """Rend la personne qui porte cet identifiant, s'il y en a une."""
    return await _one_user(connection, f"{_SELECT_USER} AND u.id = %s", user_id)


async def existing_user(connection: Connection, user_id: UUID) -> User:
    """Rend la personne qui porte cet identifiant ; lève UserNotFoundError."""
    user = await find_user(connection, user_id)
    if user is None:
        raise UserNotFoundError
    return user


async def _one_user(connection: Connection, query: str, value: object) -> User | None:
    cursor = connection.cursor(row_factory=class_row(User))
    await cursor.execute(query, (value,))
    return await cursor.fetchone()


def _erased(metadata: Mapping[str, Any]) -> list[str]:
    return [key for key, value in metadata.items() if value is None]


def _instant(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z") if moment else None


def _identity_json(identity: Mapping[str, Any]) -> dict[str, Any]:
    shown = ("user_id", "identity_data", "provider", "last_sign_in_at", "created_at", "updated_at", "email")
    return {
        "identity_id": identity["id"],
        "id": identity["provider_id"],
        **{name: identity.get(name) for name in shown},
    }
