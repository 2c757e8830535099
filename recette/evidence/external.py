"""Une cible externe, racontée pour le verdict et pour le terminal."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import psycopg

from recette.evidence.verdict import Verdict
from recette.external import External
from recette.guard.check import Cleared
from recette.guard.server import api_version
from recette.target import Target
from recette.trace.run import Traces

_STATES = {"appliquee": "appliquée", "refusee": "REFUSÉE"}
_AS_IT_IS = "non appliquée : la cible est éprouvée telle qu'elle est"


def describe_external_target(target: Target, cleared: Cleared) -> dict[str, Any]:
    """Décrit la cible : ce que chaque serveur dit de lui-même."""
    with psycopg.connect(target.database_url) as connection:
        server = connection.info.parameter_status("server_version")
    return {
        "application": target.app_url,
        "revision": cleared.application,
        "supabase": "externe",
        "projet": cleared.project,
        "postgres": server,
        "postgrest": api_version(target),
    }


def describe_external(external: External, *, suspends_triggers: bool) -> dict[str, Any]:
    """Décrit ce qui est propre à une cible externe."""
    return {
        "cible_externe": {
            "migration_demandee": external.applies_migration,
            "declencheurs_suspendus": suspends_triggers,
            "avertissements": list(external.warnings),
        }
    }


def describe_traces(traces: Traces) -> dict[str, Any]:
    """Décrit ce que la recette a laissé sur la cible : rien, preuve à l'appui, ou quoi."""
    return {"traces": asdict(traces) | {"phrase": traces.sentence()}}


def external_context(verdict: Verdict, external: dict[str, Any]) -> list[str]:
    """Rend les lignes du terminal sur la cible."""
    target, migration = verdict.target, verdict.session["migration"]
    lines = [
        f"Cible      : projet externe « {target['projet']} », application {target['application']} "
        f"({target['revision']}), PostgreSQL {target['postgres']}, PostgREST {target['postgrest']}",
        f"Migration  : {migration['fichier']} {_STATES.get(migration['etat'], _AS_IT_IS)}",
    ]
    if not external["declencheurs_suspendus"]:
        lines.append("Semis      : déclencheurs actifs, la base ne laisse pas les suspendre")
    lines += [f"Attention  : {warning}" for warning in external["avertissements"]]
    if backup := external.get("sauvegarde"):
        lines.append(f"Sauvegarde : {backup}")
    if traces := verdict.session.get("traces"):
        lines.append(f"Traces     : {traces['phrase']}")
    return lines


def reservations(verdict: Verdict) -> Iterator[str]:
    """Rend les réserves d'une cible externe : ce qui n'y a pas été joué, et pourquoi."""
    if verdict.target.get("supabase") != "externe":
        return
    reasons = Counter(scenario.motif for scenario in verdict.scenarios if scenario.issue == "ignore")
    for reason, count in reasons.most_common():
        yield f"  Réserve : {count} scénario(s) ignoré(s), {reason}"
