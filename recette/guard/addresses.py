"""Les adresses d'une cible : bien formées, et toutes du même projet."""

import ipaddress
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import psycopg
from psycopg.conninfo import conninfo_to_dict

from recette.guard.keys import Key
from recette.guard.refusal import RefusedTarget
from recette.target import Target

_HOSTED = re.compile(r"(?P<ref>[a-z0-9]+)\.supabase\.(?:co|in|red)")
_HOSTED_DATABASE = re.compile(r"db\.(?P<ref>[a-z0-9]+)\.supabase\.(?:co|in|red)")
_POOLER = re.compile(r".+\.pooler\.supabase\.com")
_DIVERTING = {"host", "hostaddr", "port", "user", "dbname", "service", "servicefile", "passfile", "options"}
_ONE_PROJECT = "Les cinq valeurs doivent venir du même projet."


def is_loopback(host: str) -> bool:
    """Dit si un hôte est cette machine. Cela ne prouve rien : un tunnel l'est aussi."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def project_of(target: Target) -> str | None:
    """Rend la référence du projet que l'adresse de Supabase désigne, si elle en désigne un."""
    found = _HOSTED.fullmatch(urlsplit(target.url).hostname or "")
    return found["ref"] if found else None


def check_addresses(target: Target, keys: list[Key]) -> None:
    """Lève RefusedTarget quand une adresse est mal formée ou d'un autre projet que les autres."""
    api = _checked_origin("SUPABASE_URL", target.url)
    _checked_origin("VIRTUS_APP_URL", target.app_url)
    database = _checked_dsn(target.database_url)
    if is_loopback(api) != is_loopback(str(database["host"])):
        raise RefusedTarget(
            f"SUPABASE_URL désigne {api}, et VIRTUS_DB_URL {database['host']} : l'une est locale, "
            "l'autre non.",
            _ONE_PROJECT,
        )
    named = dict(_projects(target, database, keys))
    if len(set(named.values())) > 1:
        told = ", ".join(f"{name} est du projet « {project} »" for name, project in named.items())
        raise RefusedTarget(f"{told}.", _ONE_PROJECT)
    if named and is_loopback(api):
        name, project = next(iter(named.items()))
        raise RefusedTarget(
            f"SUPABASE_URL est locale, mais {name} est du projet hébergé « {project} ».", _ONE_PROJECT
        )
    if project_of(target) and any(key.project is None for key in keys if _is_jwt(target, key)):
        raise RefusedTarget(
            "une clé ne dit pas son projet, alors que SUPABASE_URL désigne un projet hébergé.", _ONE_PROJECT
        )


def _is_jwt(target: Target, key: Key) -> bool:
    text = target.anon_key if key.role == "anon" else target.service_role_key
    return not text.startswith("sb_")


def _checked_origin(name: str, url: str) -> str:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host = None
    if not host or parts.scheme not in ("http", "https"):
        raise RefusedTarget(f"{name} n'est pas une adresse web.", "Écrivez « https:// » puis l'hôte.")
    if parts.username or parts.password:
        raise RefusedTarget(f"{name} porte un nom ou un mot de passe.", "Retirez-les de l'adresse.")
    if parts.path not in ("", "/") or parts.query or parts.fragment:
        raise RefusedTarget(f"{name} va plus loin que l'hôte.", "Arrêtez-la avant le premier « / ».")
    if parts.scheme == "http" and not is_loopback(host):
        raise RefusedTarget(
            f"{name} est en http vers {host} : les clés passeraient en clair.", "Mettez https."
        )
    return host


def _checked_dsn(dsn: str) -> dict[str, Any]:
    remedy = "Écrivez « postgresql://rôle:motdepasse@hôte:port/base »."
    if not dsn.startswith(("postgresql://", "postgres://")):
        raise RefusedTarget("VIRTUS_DB_URL n'est pas une adresse PostgreSQL.", remedy)
    try:
        described = conninfo_to_dict(dsn)
        diverted = _DIVERTING & {name for name, _ in parse_qsl(urlsplit(dsn).query)}
    except (psycopg.Error, ValueError):
        raise RefusedTarget("VIRTUS_DB_URL ne se lit pas.", remedy) from None
    if diverted:
        raise RefusedTarget(
            f"VIRTUS_DB_URL se contredit : « {', '.join(sorted(diverted))} » après le « ? ».", remedy
        )
    absent = [name for name in ("host", "user", "dbname") if not described.get(name)]
    if absent or "," in str(described["host"]):
        raise RefusedTarget("VIRTUS_DB_URL doit nommer un rôle, un seul hôte et une base.", remedy)
    return described


def _projects(target: Target, database: dict[str, Any], keys: list[Key]) -> Iterator[tuple[str, str]]:
    if project := project_of(target):
        yield "SUPABASE_URL", project
    host, user = str(database["host"]), str(database["user"])
    if found := _HOSTED_DATABASE.fullmatch(host):
        yield "VIRTUS_DB_URL", found["ref"]
    if _POOLER.fullmatch(host):
        role, _, project = user.partition(".")
        if not project:
            raise RefusedTarget(
                f"VIRTUS_DB_URL passe par un pooler sans nommer le projet (rôle « {role} »).",
                f"Le rôle s'écrit « {role}.référence ».",
            )
        yield "VIRTUS_DB_URL", project
    for name, key in zip(("SUPABASE_ANON_KEY", "SUPABASE_SERVICE_ROLE_KEY"), keys, strict=True):
        if key.project:
            yield name, key.project
