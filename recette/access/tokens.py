"""Les faux jetons : un vrai jeton dont une seule chose a été changée."""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import jwt

from recette.target import Target

_DAY_S = 24 * 3600


class NoSecretError(Exception):
    """Le secret des jetons est resté chez Supabase."""


@dataclass(frozen=True)
class _Forge:
    """Ce qu'il faut pour refaire un jeton : ses revendications, et le secret du projet."""

    token: str
    secret: str

    @property
    def claims(self) -> dict[str, Any]:
        claims: dict[str, Any] = jwt.decode(self.token, options={"verify_signature": False})
        return claims

    def expired(self) -> str:
        yesterday = int(time.time()) - _DAY_S
        return self._signed({"iat": yesterday - 3600, "exp": yesterday}, self._own_secret())

    def other_secret(self) -> str:
        return self._signed({}, _any_secret())

    def unsigned(self) -> str:
        return jwt.encode(self.claims, "", algorithm="none")

    def other_audience(self) -> str:
        return self._signed({"aud": "autre-application"}, self._own_secret())

    def other_project(self) -> str:
        stranger = {"iss": "https://autreprojet.invalid/auth/v1", "ref": "autreprojet"}
        return self._signed(stranger, _any_secret())

    def truncated(self) -> str:
        return self.token[:-8]

    def _own_secret(self) -> str:
        if not self.secret:
            raise NoSecretError
        return self.secret

    def _signed(self, changes: dict[str, Any], secret: str) -> str:
        return jwt.encode({**self.claims, **changes}, secret, algorithm="HS256")


_FORGERIES: dict[str, Callable[[_Forge], str]] = {
    "expiré": _Forge.expired,
    "signé d'un autre secret": _Forge.other_secret,
    "sans signature": _Forge.unsigned,
    "destiné à une autre application": _Forge.other_audience,
    "d'un autre projet": _Forge.other_project,
    "tronqué": _Forge.truncated,
}


def forged(kind: str, token: str, target: Target) -> str:
    """Rend un faux jeton du genre demandé, tiré d'un vrai.

    Lève NoSecretError quand il faudrait le signer du secret du projet, et qu'une cible externe le garde.
    """
    return _FORGERIES[kind](_Forge(token, target.jwt_secret))


def _any_secret() -> str:
    return secrets.token_urlsafe(32)
