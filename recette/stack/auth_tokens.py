"""Les jetons d'accès : signés HS256 avec le secret du projet, revendications de GoTrue."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import jwt

from recette.stack.auth_errors import AuthError, validation_failed
from recette.stack.auth_sessions import OpenSession
from recette.stack.auth_store import User

AUDIENCE = "authenticated"
LIFETIME_S = 3600

_ALGORITHM = "HS256"
_ADMIN_ROLES = {"service_role", "supabase_admin"}


@dataclass(frozen=True)
class Claims:
    """Les revendications d'un jeton dont la signature et la date ont été vérifiées."""

    values: Mapping[str, Any]

    def user_id(self) -> UUID:
        """Rend la personne du jeton, ou refuse : la clé anon, par exemple, n'en désigne aucune."""
        subject = self.values.get("sub")
        if not subject:
            raise AuthError(403, "bad_jwt", "invalid claim: missing sub claim")
        audience = self.values.get("aud")
        if audience != AUDIENCE and audience != [AUDIENCE]:
            raise validation_failed("Token audience doesn't match request audience")
        try:
            return UUID(subject)
        except ValueError:
            raise AuthError(403, "bad_jwt", "invalid claim: sub claim must be a UUID") from None

    def session_id(self) -> UUID | None:
        """Rend la session du jeton, quand il en nomme une."""
        try:
            return UUID(self.values.get("session_id"))
        except (TypeError, ValueError):
            return None

    def require_admin(self) -> None:
        """Refuse qui n'a pas la clé de service."""
        if self.values.get("role") not in _ADMIN_ROLES:
            raise AuthError(403, "not_admin", "User not allowed")


class TokenSigner:
    """Signe et vérifie les jetons d'un projet."""

    def __init__(self, secret: str, issuer: str) -> None:
        self._secret = secret
        self._issuer = issuer

    def issue(self, user: User, session: OpenSession) -> tuple[str, int]:
        """Rend un jeton d'accès et l'instant (secondes) où il expire."""
        issued_at = int(time.time())
        expires_at = issued_at + LIFETIME_S
        claims = {
            "iss": self._issuer,
            "sub": str(user.id),
            "aud": AUDIENCE,
            "iat": issued_at,
            "exp": expires_at,
            "email": user.email or "",
            "phone": "",
            "app_metadata": user.raw_app_meta_data,
            "user_metadata": user.raw_user_meta_data,
            "role": user.role,
            "aal": "aal1",
            "amr": [{"method": "password", "timestamp": int(session.opened_at.timestamp())}],
            "session_id": str(session.id),
            "is_anonymous": user.is_anonymous,
        }
        return jwt.encode(claims, self._secret, _ALGORITHM), expires_at

    def read(self, authorization: str | None) -> Claims:
        """Vérifie l'en-tête Authorization et rend les revendications de son jeton."""
        scheme, _, token = (authorization or "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise AuthError(401, "no_authorization", "This endpoint requires a valid Bearer token")
        try:
            # L'audience se juge plus loin : les clés anon et service_role n'en portent pas.
            values = jwt.decode(token, self._secret, [_ALGORITHM], options={"verify_aud": False})
        except jwt.ExpiredSignatureError:
            raise _bad_jwt("token has invalid claims: token is expired") from None
        except jwt.InvalidTokenError as error:
            raise _bad_jwt(str(error)) from None
        return Claims(values)


def _bad_jwt(reason: str) -> AuthError:
    return AuthError(403, "bad_jwt", f"invalid JWT: unable to parse or verify signature, {reason}")
