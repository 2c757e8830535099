"""Les clés d'un projet : qui elles disent être, et si elles vont avec les adresses."""

import re
import time
from dataclasses import dataclass
from typing import Any

import jwt

from recette.guard.refusal import RefusedTarget
from recette.target import Target

ANON, SERVICE = "anon", "service_role"
_OPAQUE = {ANON: re.compile(r"sb_publishable_[\w-]{16,}"), SERVICE: re.compile(r"sb_secret_[\w-]{16,}")}
_WHERE = "Recopiez les clés depuis « Project Settings, API Keys », ou « supabase status »."


@dataclass(frozen=True)
class Key:
    """Ce qu'une clé dit d'elle-même ; une clé nouvelle (`sb_…`) ne dit pas son projet."""

    role: str
    project: str | None = None


def check_keys(target: Target) -> list[Key]:
    """Rend les deux clés ; lève RefusedTarget quand l'une n'est pas à sa place."""
    if target.anon_key == target.service_role_key:
        raise RefusedTarget("SUPABASE_ANON_KEY et SUPABASE_SERVICE_ROLE_KEY sont la même clé.", _WHERE)
    return [
        _read("SUPABASE_ANON_KEY", target.anon_key, ANON),
        _read("SUPABASE_SERVICE_ROLE_KEY", target.service_role_key, SERVICE),
    ]


def claims_of(token: str) -> dict[str, Any] | None:
    """Rend ce que dit un jeton, sans vérifier sa signature ; None si ce n'en est pas un."""
    try:
        claims: dict[str, Any] = jwt.decode(token, options={"verify_signature": False})
    except jwt.PyJWTError:
        return None
    return claims


def _read(name: str, text: str, wanted: str) -> Key:
    key = _identified(name, text)
    if key.role != wanted:
        raise RefusedTarget(f"{name} est une clé « {key.role} », il faut une clé « {wanted} ».", _WHERE)
    return key


def _identified(name: str, text: str) -> Key:
    for role, shape in _OPAQUE.items():
        if shape.fullmatch(text):
            return Key(role)
    claims = claims_of(text)
    if claims is None:
        raise RefusedTarget(f"{name} n'est ni un jeton, ni une clé « sb_… ».", _WHERE)
    expiry = claims.get("exp")
    if isinstance(expiry, int | float) and expiry < time.time():
        raise RefusedTarget(f"{name} a expiré le {time.strftime('%d/%m/%Y', time.gmtime(expiry))}.", _WHERE)
    project = claims.get("ref")
    return Key(str(claims.get("role")), str(project) if project else None)
