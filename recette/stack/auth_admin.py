"""Les routes d'administration des personnes, réservées à la clé de service."""

import secrets
from uuid import UUID, uuid4

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from recette.stack.auth_errors import validation_failed
from recette.stack.auth_passwords import check_strength, hash_password
from recette.stack.auth_requests import AuthContext, body_of, email_in, metadata, text
from recette.stack.auth_store import NewUser, UserChanges
from recette.stack.auth_tokens import AUDIENCE

_PER_PAGE = 50


class AdminRoutes:
    """Créer, lister, lire, modifier et supprimer des personnes."""

    def __init__(self, context: AuthContext) -> None:
        self._context = context

    def routes(self) -> list[Route]:
        return [
            Route("/admin/users", self._create, methods=["POST"]),
            Route("/admin/users", self._list, methods=["GET"]),
            Route("/admin/users/{user_id}", self._read, methods=["GET"]),
            Route("/admin/users/{user_id}", self._update, methods=["PUT"]),
            Route("/admin/users/{user_id}", self._delete, methods=["DELETE"]),
        ]

    async def _create(self, request: Request) -> JSONResponse:
        self._context.claims(request).require_admin()
        body = await body_of(request)
        email = email_in(body)
        if not email:
            raise validation_failed("Cannot create a user without either an email or phone")
        password = text(body, "password") or secrets.token_urlsafe()
        check_strength(password)
        confirmed = body.get("email_confirm") is True
        user = await self._context.users.create(
            NewUser(
                email=email,
                password_hash=await hash_password(password),
                confirmed=confirmed,
                user_metadata={**metadata(body, "user_metadata"), "email_verified": confirmed},
                app_metadata=metadata(body, "app_metadata"),
                role=text(body, "role") or AUDIENCE,
                id=_uuid(text(body, "id")) if "id" in body else uuid4(),
            )
        )
        return JSONResponse(user.to_json())

    async def _list(self, request: Request) -> JSONResponse:
        self._context.claims(request).require_admin()
        page = _positive(request, "page", 1)
        per_page = _positive(request, "per_page", _PER_PAGE)
        users, total = await self._context.users.page(page, per_page)
        return JSONResponse(
            {"users": [user.to_json() for user in users], "aud": AUDIENCE},
            headers={"X-Total-Count": str(total), "Link": _links(request, page, per_page, total)},
        )

    async def _read(self, request: Request) -> JSONResponse:
        user = await self._context.users.by_id(self._target(request))
        return JSONResponse(user.to_json())

    async def _update(self, request: Request) -> JSONResponse:
        target = self._target(request)
        body = await body_of(request)
        password = text(body, "password")
        if password:
            check_strength(password)
        changes = UserChanges(
            email=email_in(body) or None,
            password_hash=await hash_password(password) if password else None,
            confirm=body.get("email_confirm") is True,
            role=text(body, "role") or None,
            user_metadata=metadata(body, "user_metadata"),
            app_metadata=metadata(body, "app_metadata"),
        )
        user = await self._context.users.change(target, changes)
        return JSONResponse(user.to_json())

    async def _delete(self, request: Request) -> JSONResponse:
        target = self._target(request)
        if (await body_of(request)).get("should_soft_delete"):
            raise validation_failed("Soft deletion is not supported here")
        await self._context.users.delete(target)
        return JSONResponse({})

    def _target(self, request: Request) -> UUID:
        self._context.claims(request).require_admin()
        return _uuid(request.path_params["user_id"])


def _uuid(value: str) -> UUID:
    try:
        return UUID(value)
    except ValueError:
        raise validation_failed("user_id must be an UUID", 404) from None


def _positive(request: Request, name: str, default: int) -> int:
    value = request.query_params.get(name) or str(default)
    if not value.isdecimal():
        raise validation_failed(f"Bad Pagination Parameters: {name} must be a positive number")
    return int(value) or default


def _links(request: Request, page: int, per_page: int, total: int) -> str:
    last = max(1, -(-total // per_page))
    pages = {"next": page + 1, "last": last} if page < last else {"last": last}
    path = request.url.path
    return ", ".join(
        f'<{path}?page={number}&per_page={per_page}>; rel="{relation}"' for relation, number in pages.items()
    )
