"""Réunir les parties d'une recette, jouées chacune sur sa machine : un seul dossier, un seul verdict.

Chaque partie garde sous son nom ses preuves et son propre verdict ; leurs conclusions n'en font plus qu'une.
"""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from recette.errors import RecetteError
from recette.evidence.access import joined_cells
from recette.evidence.coverage import write_coverage
from recette.evidence.history import HISTORY, append_run
from recette.evidence.known_findings import without_example
from recette.evidence.plots import draw_locks
from recette.evidence.report.integrity import SEALS, broken_seals
from recette.evidence.report.page import HTML, PDF
from recette.evidence.report.source import VERDICT, Reports, read_reports
from recette.evidence.unfolding import write_unfolding
from recette.evidence.verdict import Reservation, ScenarioResult, Verdict, decide
from recette.gherkin.left import NIGHT, left_out

_CONCLUDED = {"verdict", "interrompue", "cible", "constats", "reserves", "scenarios", "totaux"}
"""Ce que la réunion conclut elle-même ; le reste de verdict.json fut observé, et se reprend."""

# Ce sur quoi les parties doivent s'accorder : comment cela se dit, et où cela se lit dans verdict.json.
_AGREED = (
    ("le SHA-256 de la migration", ("migration", "sha256")),
    ("l'état de la migration", ("migration", "etat")),
    ("le SQL d'après la migration", ("sql_apres",)),
    ("l'état de la validation", ("validation", "etat")),
    ("la base de départ", ("socle", "chemin")),
    ("l'application", ("cible", "application")),
    ("la révision de l'application", ("cible", "revision")),
    ("le Supabase", ("cible", "supabase")),
    ("le projet", ("cible", "projet")),
    ("la version de PostgreSQL", ("cible", "postgres")),
    ("la version de PostgREST", ("cible", "postgrest")),
)


@dataclass(frozen=True)
class Part:
    """Une partie de la recette."""

    name: str
    """Son dossier dans les preuves réunies."""
    reports: Reports

    @property
    def interrupted(self) -> bool:
        """Dit si elle s'est arrêtée avant d'avoir tout joué."""
        return bool(self.reports.verdict.get("interrompue"))

    def told(self, path: Sequence[str]) -> Any:
        """Rend ce que son verdict dit à cet endroit ; None quand il n'en dit rien."""
        found: Any = self.reports.verdict
        for key in path:
            found = found.get(key) if isinstance(found, Mapping) else None
        return found

    def within(self, names: Sequence[str]) -> list[str]:
        """Rend où sont, dans les preuves réunies, des fichiers de cette partie."""
        return [f"{self.name}/{name}" for name in names]


@dataclass(frozen=True)
class Merged:
    """La recette réunie."""

    verdict: Verdict
    missing: Sequence[Mapping[str, str]]
    """Les scénarios qu'aucune partie n'a joués, ceux de la nuit exceptés."""
    interrupted: Sequence[str]


def merge(folders: Sequence[Path], destination: Path) -> Merged:
    """Réunit des dossiers de rapports ; lève RecetteError quand ils ne sont pas d'une même recette."""
    parts = [
        Part(f"partie-{rank}", _intact(folder, read_reports(folder)))
        for rank, folder in enumerate(folders, 1)
    ]
    _check_agreement(parts)
    _check_played_once(parts)
    _prepare(destination)
    for part in parts:
        _keep(part, destination / part.name)
    left = left_out(
        {without_example(scenario["id"]) for part in parts for scenario in part.reports.scenarios}
    )
    missing = [scenario for scenario in left if scenario["raison"] != NIGHT]
    unfolding = _unfolding(parts, left)
    verdict = _verdict(parts, unfolding, complete=not missing)
    write_unfolding(destination, unfolding)
    verdict.write(destination / VERDICT)
    write_coverage(destination / "couverture.md", verdict.scenarios)
    draw_locks(destination / "verrou.svg", verdict.scenarios)
    if not missing and not verdict.interrupted:
        append_run(destination, unfolding["fin"], read_reports(destination).verdict)
    return Merged(verdict, missing, [part.reports.folder.name for part in parts if part.interrupted])


def _intact(folder: Path, reports: Reports) -> Reports:
    if broken := broken_seals(folder):
        raise RecetteError(
            f"Les preuves de « {folder} » ne sont plus celles de la recette : {broken[0]}",
            "Reprenez ce dossier tel que sa machine l'a rendu.",
        )
    return reports


def _check_agreement(parts: Sequence[Part]) -> None:
    for what, path in _AGREED:
        # Une partie dont aucun scénario ne demande la base n'en dit rien, et ne contredit donc personne.
        _agree(what, [(part, told) for part in parts if (told := part.told(path)) is not None])
    _agree("la suite de recette", [(part, part.reports.unfolding.get("suite", "inconnue")) for part in parts])


def _agree(what: str, told: Sequence[tuple[Part, Any]]) -> None:
    for (part, value), (other, its) in pairwise(told):
        if value != its:
            raise RecetteError(
                f"Les parties ne sont pas d'une même recette : {what} est « {value} » dans "
                f"« {part.reports.folder} », « {its} » dans « {other.reports.folder} ».",
                "Rejouez celle qui diffère : un procès-verbal ne parle que d'une livraison.",
            )


def _check_played_once(parts: Sequence[Part]) -> None:
    played: dict[str, Part] = {}
    for part in parts:
        for scenario in part.reports.scenarios:
            other = played.setdefault(scenario["id"], part)
            if other is not part:
                raise RecetteError(
                    f"« {scenario['id']} » est joué dans « {other.reports.folder} » et dans "
                    f"« {part.reports.folder} ».",
                    "Donnez chaque partie une fois, et à chacune ses scénarios.",
                )


def _prepare(destination: Path) -> None:
    destination.mkdir(parents=True, exist_ok=True)
    # L'histoire des nuits passées peut déjà y être ; d'autres preuves se mêleraient aux nôtres.
    if any(path.name != HISTORY for path in destination.iterdir()):
        raise RecetteError(f"« {destination} » n'est pas vide.", "Donnez un autre dossier à --vers.")


def _keep(part: Part, place: Path) -> None:
    """Garde les preuves d'une partie, moins ce que la réunion refait : un seul procès-verbal fait foi."""
    shutil.copytree(
        part.reports.folder, place, ignore=shutil.ignore_patterns(HTML, PDF, SEALS, HISTORY, "*.svg")
    )


def _verdict(parts: Sequence[Part], unfolding: Mapping[str, Any], *, complete: bool) -> Verdict:
    verdicts = [part.reports.verdict for part in parts]
    results = [ScenarioResult(**scenario) for told in verdicts for scenario in told["scenarios"]]
    findings = _united(told["constats"] for told in verdicts)
    interrupted = any(part.interrupted for part in parts)
    lasted = datetime.fromisoformat(unfolding["fin"]) - datetime.fromisoformat(unfolding["debut"])
    return Verdict(
        decide(results, findings, complete=complete and not interrupted),
        next((told["cible"] for told in verdicts if told["cible"]), {}),
        _session(parts),
        sorted(results, key=lambda result: result.id),
        findings,
        lasted.total_seconds(),
        [Reservation(**reserve) for told in verdicts for reserve in told["reserves"]],
        interrupted,
    )


def _session(parts: Sequence[Part]) -> dict[str, Any]:
    """Reprend ce que les parties ont observé : la répétition de la première qui la joua, le reste réuni."""
    teller = next((part for part in parts if "migration" in part.reports.verdict), parts[0])
    verdicts = [part.reports.verdict for part in parts]
    session = {name: value for name, value in teller.reports.verdict.items() if name not in _CONCLUDED}
    if "sauvegarde" in session:
        [file] = teller.within([session["sauvegarde"]["fichier"]])
        session["sauvegarde"] = session["sauvegarde"] | {"fichier": file}
    if "empreinte" in session:
        session["empreinte"] = session["empreinte"] | {
            kind: _united(told.get("empreinte", {}).get(kind, []) for told in verdicts)
            for kind in ("constats", "informations")
        }
    if matrices := [told["matrice"] for told in verdicts if "matrice" in told]:
        session["matrice"] = {
            "cellules": joined_cells(cell for matrix in matrices for cell in matrix["cellules"]),
            "jetons": [token for matrix in matrices for token in matrix["jetons"]],
        }
    session["secrets"] = {
        "trouves": [found for told in verdicts for found in told["secrets"]["trouves"]],
        **{
            count: sum(told["secrets"][count] for told in verdicts)
            for count in ("fichiers", "archives", "secrets_cherches")
        },
    }
    return session


def _united(lists: Iterator[Sequence[str]]) -> list[str]:
    return list(dict.fromkeys(sentence for sentences in lists for sentence in sentences))


def _unfolding(parts: Sequence[Part], left: Sequence[Mapping[str, str]]) -> dict[str, Any]:
    told = [part.reports.unfolding for part in parts]
    return {
        "debut": min((one["debut"] for one in told), key=datetime.fromisoformat),
        "fin": max((one["fin"] for one in told), key=datetime.fromisoformat),
        "par": ", ".join(dict.fromkeys(one["par"] for one in told)),
        "suite": told[0]["suite"],
        "commande": " ; ".join(one["commande"] for one in told),
        "parties": [
            {
                "nom": part.name,
                "commande": part.reports.unfolding["commande"],
                "scenarios": len(part.reports.scenarios),
                "interrompue": part.interrupted,
            }
            for part in parts
        ],
        "non_joues": list(left),
        "scenarios": {name: story for part in parts for name, story in _stories(part)},
    }


def _stories(part: Part) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, story in part.reports.unfolding["scenarios"].items():
        yield name, {**story, "images": part.within(story["images"]), "pieces": part.within(story["pieces"])}
