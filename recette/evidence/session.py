"""La répétition du déploiement et la cible, racontées pour le verdict."""

from pathlib import Path
from typing import Any

import httpx
import psycopg

from recette.application import Application
from recette.database.fingerprint import Fingerprint
from recette.evidence.witnessed import sealed
from recette.parts import ROOT
from recette.plan import Plan
from recette.rehearsal import Rehearsal
from recette.target import Target
from recette.tls import authorities


def describe_target(target: Target, app: Application) -> dict[str, Any]:
    """Décrit la cible : application, révision, versions du serveur et de l'API."""
    with psycopg.connect(target.database_url) as connection:
        server = connection.info.parameter_status("server_version")
    api = httpx.get(
        f"{target.url}/rest/v1/", headers={"apikey": target.anon_key}, verify=authorities()
    ).json()
    return {
        "application": app.name,
        "revision": app.revision,
        "supabase": "embarquee",
        "postgres": server,
        "postgrest": api.get("info", {}).get("version"),
    }


def describe_plan(plan: Plan) -> dict[str, Any]:
    """Décrit la migration demandée, avant ou sans répétition."""
    return {
        "migration": {
            "fichier": _shown(plan.migration.path),
            "sha256": plan.migration.sha256,
            "etat": None,
            "duree_ms": None,
            "erreur": None,
        },
        "validation": {"etat": "absente", "motif": None},
    }


def describe_rehearsal(rehearsal: Rehearsal) -> dict[str, Any]:
    """Décrit ce que la répétition a observé."""
    described = describe_plan(rehearsal.plan)
    error = rehearsal.migration.error
    described["migration"] |= {
        "etat": "appliquee" if rehearsal.applied else "refusee",
        "duree_ms": round(rehearsal.migration.duration_ms, 1),
        "erreur": error
        and {
            "sqlstate": error.sqlstate,
            "message": error.message,
            "ligne": error.line,
            "extrait": error.excerpt,
        },
    }
    described["validation"] = {"etat": rehearsal.validation.state, "motif": rehearsal.validation.reason}
    described["sql_apres"] = [_shown(script.path) for script in rehearsal.plan.after]
    described["anomalie"] = {"reproduite": rehearsal.anomaly.reproduced, "motif": rehearsal.anomaly.reason}
    described["sauvegarde"] = {
        "fichier": rehearsal.backup.path.name,
        "sha256": rehearsal.backup.sha256,
        "gardee": rehearsal.backup.path.parent == rehearsal.plan.reports,
    }
    described["api"] = {
        "etat": rehearsal.api.state,
        "motif": rehearsal.api.reason,
        "prete_ms": rehearsal.api_ready_ms and round(rehearsal.api_ready_ms, 1),
    }
    described["empreinte"] = {
        "constats": [str(item) for item in rehearsal.differences if item.severity == "constat"],
        "informations": [str(item) for item in rehearsal.differences if item.severity == "information"],
        "lignes_avant": rehearsal.before.tables(),
        "lignes_apres": rehearsal.after.tables() if rehearsal.after else None,
        "sommes_avant": _digests(rehearsal.before),
        "sommes_apres": _digests(rehearsal.after) if rehearsal.after else None,
    }
    described["validation_sortie"] = rehearsal.validation_notices
    described["chronologie"] = [{"etape": name, "duree_ms": lap} for name, lap in rehearsal.laps]
    return described


def _digests(taken: Fingerprint) -> dict[str, str]:
    return {item.table: sealed(item.digest) for item in taken.rows}


def describe_starting_base(plan: Plan, ignored: list[str]) -> dict[str, Any]:
    """Décrit la base de départ : d'où elle vient, et ce qui en a été ignoré."""
    base = plan.starting_base
    return {"socle": {"chemin": _shown(base.path), "nature": base.nature, "ignore": ignored}}


def _shown(path: Path) -> str:
    absolute = path.resolve()
    return str(absolute.relative_to(ROOT) if absolute.is_relative_to(ROOT) else path)
