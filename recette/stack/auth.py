"""Le service d'authentification : ce que supabase-py et supabase-js attendent de GoTrue."""

from uuid import uuid4

import psycopg
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from recette.stack.auth_admin import AdminRoutes
from recette.stack.auth_errors import AuthError, EmailTakenError, validation_failed
from recette.stack.auth_passwords import check_strength, hash_password, matches
from recette.stack.auth_requests import AuthContext, body_of, client_of, email_in, metadata, text
from recette.stack.auth_sessions import OpenSession
from recette.stack.auth_store import NewUser, User, UserChanges
from recette.stack.auth_tokens import LIFETIME_S, TokenSigner
from recette.stack.gateway_edge import FAILURE_REASON


def auth_service(database_url: str, signer: TokenSigner) -> Starlette:
    """Compose le service ; la passerelle le monte sous son préfixe."""
    context = AuthContext(database_url, signer)
    return Starlette(
        routes=[*PersonalRoutes(context).routes(), *AdminRoutes(context).routes()],
        exception_handlers={
            AuthError: _refusal,
            HTTPException: _unknown_address,
            psycopg.Error: _database_failure,
        },
    )


class PersonalRoutes:
    """S'inscrire, entrer, rester, changer, sortir."""

    def __init__(self, context: AuthContext) -> None:
        self._context = context

    def routes(self) -> list[Route]:
        return [
            Route("/token", self._token, methods=["POST"]),
            Route("/signup", self._sign_up, methods=["POST"]),
            Route("/user", self._read_user, methods=["GET"]),
            Route("/user", self._update_user, methods=["PUT"]),
            Route("/logout", self._log_out, methods=["POST"]),
            # Aucun courrier ne part, et GoTrue ne dit pas non plus si l'adresse existe.
            Route("/recover", _accept, methods=["POST"]),
            Route("/resend", _accept, methods=["POST"]),
            Route("/health", _health, methods=["GET"]),
            Route("/settings", _settings, methods=["GET"]),
        ]

    async def _token(self, request: Request) -> JSONResponse:
        match request.query_params.get("grant_type"):
            case "password":
                return await self._sign_in(request)
            case "refresh_token":
                return await self._refresh(request)
            case _:
                raise AuthError(400, "invalid_credentials", "unsupported_grant_type")

    async def _sign_in(self, request: Request) -> JSONResponse:
        body = await body_of(request)
        email = text(body, "email").strip().lower()
        if not email:
            raise validation_failed("missing email or phone")
        user = await self._context.users.by_email(email)
        if user is None or not await matches(text(body, "password"), user.encrypted_password):
            raise AuthError(400, "invalid_credentials", "Invalid login credentials")
        if user.is_banned:
            raise AuthError(400, "user_banned", "User is banned")
        if user.email_confirmed_at is None:
            raise AuthError(400, "email_not_confirmed", "Email not confirmed")
        user, session = await self._context.sessions.open(user.id, client_of(request))
        return self._session_response(user, session)

    async def _refresh(self, request: Request) -> JSONResponse:
        token = text(await body_of(request), "refresh_token")
        if not token:
            raise validation_failed("refresh_token required")
        user, session = await self._context.sessions.refresh(token, client_of(request))
        return self._session_response(user, session)

    async def _sign_up(self, request: Request) -> JSONResponse:
        body = await body_of(request)
        email, password = email_in(body), text(body, "password")
        if not email:
            raise AuthError(422, "anonymous_provider_disabled", "Anonymous sign-ins are disabled")
        if not password:
            raise validation_failed("Signup requires a valid password")
        check_strength(password)
        user_id = uuid4()
        new = NewUser(
            id=user_id,
            email=email,
            password_hash=await hash_password(password),
            confirmed=True,
            user_metadata={
                **metadata(body, "data"),
                "sub": str(user_id),
                "email": email,
                "email_verified": True,
                "phone_verified": False,
            },
        )
        try:
            created = await self._context.users.create(new)
        except EmailTakenError:
            raise AuthError(422, "user_already_exists", "User already registered") from None
        user, session = await self._context.sessions.open(created.id, client_of(request))
        return self._session_response(user, session)

    async def _read_user(self, request: Request) -> JSONResponse:
        caller = await self._context.caller(request)
        return JSONResponse(caller.user.to_json())

    async def _update_user(self, request: Request) -> JSONResponse:
        caller = await self._context.caller(request)
        body = await body_of(request)
        password = text(body, "password")
        if password:
            check_strength(password)
            if await matches(password, caller.user.encrypted_password):
                raise AuthError(
                    422, "same_password", "New password should be different from the old password."
                )
        changes = UserChanges(
            email=email_in(body) or None,
            password_hash=await hash_password(password) if password else None,
            user_metadata=metadata(body, "data"),
        )
        changed = await self._context.users.change(caller.user.id, changes, kept_session=caller.session_id)
        return JSONResponse(changed.to_json())

    async def _log_out(self, request: Request) -> Response:
        caller = await self._context.caller(request)
        match scope := request.query_params.get("scope", "global"):
            case "global":
                await self._context.sessions.close_all(caller.user.id)
            case "others":
                await self._context.sessions.close_all(caller.user.id, except_for=caller.session_id)
            case "local":
                if caller.session_id:
                    await self._context.sessions.close_one(caller.session_id)
            case _:
                raise validation_failed(f'Unsupported logout scope "{scope}"')
        return Response(status_code=204)

    def _session_response(self, user: User, session: OpenSession) -> JSONResponse:
        access_token, expires_at = self._context.signer.issue(user, session)
        return JSONResponse(
            {
                "access_token": access_token,
                "token_type": "bearer",
                "expires_in": LIFETIME_S,
                "expires_at": expires_at,
                "refresh_token": session.refresh_token,
                "user": user.to_json(),
            }
        )


async def _accept(request: Request) -> JSONResponse:
    email_in(await body_of(request))
    return JSONResponse({})


async def _health(_request: Request) -> JSONResponse:
    return JSONResponse(
        {"version": "recette", "name": "GoTrue", "description": "Authentification de la recette"}
    )


async def _settings(_request: Request) -> JSONResponse:
    return JSONResponse(
        {
            "external": {"email": True, "phone": False, "anonymous_users": False},
            "disable_signup": False,
            "mailer_autoconfirm": True,
            "phone_autoconfirm": False,
            "sms_provider": "",
            "saml_enabled": False,
        }
    )


async def _refusal(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, AuthError)
    return error.response(request)


async def _unknown_address(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    return AuthError(error.status_code, "not_found", error.detail).response(request)


async def _database_failure(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, psycopg.Error)
    # Le détail d'une erreur SQL cite les valeurs : un jeton pourrait s'y trouver.
    reason = error.diag.message_primary or str(error).partition("\n")[0]
    request.scope[FAILURE_REASON] = f"{error.sqlstate or 'connexion'} {reason}"
    return AuthError(500, "unexpected_failure", "Database error querying schema").response(request)
