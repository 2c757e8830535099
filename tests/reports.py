"""Un dossier de rapports écrit à la main : de quoi faire un procès-verbal sans jouer de recette."""

import json
from pathlib import Path
from typing import Any

FEATURE = "features/assignation/assigner_programme.feature"
STEPS = [
    "Étant donné la coach Camille Moreau",
    "Quand elle assigne « Force d'hiver »",
    "Alors la copie est là",
]
TOTALS = ("reussi", "echoue", "reserve", "ignore", "bloque")


def scenario(
    title: str, rule: str, issue: str = "reussi", reason: str | None = None, **more: Any
) -> dict[str, Any]:
    """Décrit un scénario joué."""
    described = {
        "id": f"{FEATURE}::{title}",
        "titre": title,
        "regle": rule,
        "etiquettes": [rule],
        "issue": issue,
        "duree_s": 1.5,
        "motif": reason,
        "mesures": {},
    }
    return described | more


def verdict(*scenarios: dict[str, Any], decision: str = "recevable", **more: Any) -> dict[str, Any]:
    """Décrit un verdict."""
    issues = [played["issue"] for played in scenarios]
    described = {
        "verdict": decision,
        "cible": {
            "application": "référence",
            "revision": "abc",
            "supabase": "embarquee",
            "postgres": "17.10",
            "postgrest": "12.0.2",
        },
        "migration": {
            "fichier": "sql/m.sql",
            "sha256": "0" * 64,
            "etat": "appliquee",
            "duree_ms": 14.3,
            "erreur": None,
        },
        "validation": {"etat": "reussie", "motif": None},
        "chronologie": [{"etape": "sauvegarde", "duree_ms": 400.0}, {"etape": "migration", "duree_ms": 14.3}],
        "empreinte": {
            "constats": [],
            "informations": [],
            "lignes_avant": {"client_programs": 11},
            "lignes_apres": {"client_created_programs": 11},
            "sommes_avant": {"client_programs": "e1"},
            "sommes_apres": {"client_created_programs": "e1"},
        },
        "constats": [],
        "reserves": [],
        "scenarios": list(scenarios),
        "totaux": {issue: issues.count(issue) for issue in TOTALS} | {"duree_s": 12.0},
    }
    return described | more


def written(folder: Path, content: dict[str, Any], **unfolding: Any) -> Path:
    """Écrit le verdict et le déroulement d'une recette ; chaque scénario s'est arrêté à sa dernière étape."""
    stories = {
        played["id"]: {
            "etapes": STEPS,
            "faites": len(STEPS) - (played["issue"] == "echoue"),
            "images": [],
            "releves": [{"quoi": "le modèle", "avant": "e1", "apres": "e1"}],
            "pieces": [],
        }
        for played in content["scenarios"]
    }
    told = {
        "debut": "2026-11-25T01:31:05+01:00",
        "fin": "2026-11-25T01:32:05+01:00",
        "par": "Camille Moreau",
        "commande": "features/",
        "non_joues": [],
        "scenarios": stories,
    }
    folder.mkdir(exist_ok=True)
    (folder / "verdict.json").write_text(json.dumps(content), encoding="utf-8")
    (folder / "deroulement.json").write_text(json.dumps(told | unfolding), encoding="utf-8")
    return folder
