"""Demander au serveur qui il est : ses clés, et la base qu'il y a derrière lui."""

from typing import Any
from uuid import UUID

import httpx

from recette.guard.refusal import RefusedTarget
from recette.target import Target

_DEADLINE_S = 15
_KEYS = "Recopiez les clés du projet."


def ask(target: Target, key: str, path: str, **query: str) -> httpx.Response:
    """Lit une adresse de l'API sous une clé ; lève RefusedTarget si personne ne répond."""
    headers = {"apikey": key, "authorization": f"Bearer {key}"}
    try:
        return httpx.get(f"{target.url}{path}", params=query, headers=headers, timeout=_DEADLINE_S)
    except httpx.HTTPError as error:
        raise RefusedTarget(
            f"SUPABASE_URL ({target.url}) ne répond pas ({type(error).__name__}).",
            "Vérifiez l'adresse ; un projet en pause se réveille depuis son tableau de bord.",
        ) from None


def check_server(target: Target) -> None:
    """Vérifie auprès du serveur que chaque clé est la sienne, avec le pouvoir qu'il faut et pas plus."""
    if ask(target, target.anon_key, "/auth/v1/settings").status_code != 200:
        raise RefusedTarget("le serveur ne reconnaît pas SUPABASE_ANON_KEY.", _KEYS)
    if _administers(target, target.anon_key):
        raise RefusedTarget("SUPABASE_ANON_KEY ouvre l'administration : c'est une clé de service.", _KEYS)
    if not _administers(target, target.service_role_key):
        raise RefusedTarget("le serveur ne reconnaît pas SUPABASE_SERVICE_ROLE_KEY.", _KEYS)


def sees_account(target: Target, account: UUID) -> bool:
    """Dit si l'authentification connaît ce compte."""
    found = ask(target, target.service_role_key, f"/auth/v1/admin/users/{account}")
    return found.status_code == 200


def sees_row(target: Target, table: str, row_id: UUID) -> bool:
    """Dit si l'API voit cette ligne."""
    answer = ask(target, target.service_role_key, f"/rest/v1/{table}", select="id", id=f"eq.{row_id}")
    return bool(_json(answer) == [{"id": str(row_id)}])


def api_version(target: Target) -> str | None:
    """Rend la version de PostgREST, si l'API la dit."""
    described = _json(ask(target, target.service_role_key, "/rest/v1/"))
    return described.get("info", {}).get("version") if isinstance(described, dict) else None


def _administers(target: Target, key: str) -> bool:
    answer = ask(target, key, "/auth/v1/admin/users", page="1", per_page="1")
    return answer.status_code == 200


def _json(answer: httpx.Response) -> Any:
    try:
        return answer.json()
    except ValueError:
        return None
