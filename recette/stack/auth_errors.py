"""Les refus du service d'authentification, écrits comme GoTrue les écrit."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import JSONResponse

_VERSION_HEADER = "X-Supabase-Api-Version"
_CODED_VERSION = "2024-01-01"


class AuthError(Exception):
    """Un refus : code HTTP, code d'erreur de GoTrue, message anglais que les clients affichent."""

    def __init__(
        self, status: int, code: str, message: str, details: Mapping[str, object] | None = None
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.details = details or {}

    def response(self, request: Request) -> JSONResponse:
        """Rend la réponse dans la forme que demande le client.

        Depuis la version 2024-01-01 de l'interface, `code` est le code d'erreur ; avant, le code HTTP.
        """
        if request.headers.get(_VERSION_HEADER, "") >= _CODED_VERSION:
            return JSONResponse(
                {"code": self.code, "message": self.message, **self.details},
                self.status,
                {_VERSION_HEADER: _CODED_VERSION},
            )
        return JSONResponse(
            {"code": self.status, "error_code": self.code, "msg": self.message, **self.details}, self.status
        )


class EmailTakenError(AuthError):
    """Une autre personne porte déjà cette adresse."""

    def __init__(self) -> None:
        super().__init__(422, "email_exists", "A user with this email address has already been registered")


class UserNotFoundError(AuthError):
    """Personne ne porte cet identifiant."""

    def __init__(self) -> None:
        super().__init__(404, "user_not_found", "User not found")


def validation_failed(message: str, status: int = 400) -> AuthError:
    """Rend le refus d'une requête mal formée."""
    return AuthError(status, "validation_failed", message)
