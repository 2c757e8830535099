"""Ce que la personne lit dans son terminal."""

from pathlib import Path
from typing import Any

import pytest

from recette.evidence.coverage import coverage
from recette.evidence.external import external_context, reservations
from recette.evidence.verdict import ScenarioResult, Verdict

_EVIDENCE = ("verdict.json", "couverture.md", "pv-de-recette.html", "pv-de-recette.pdf")
_REASON_LENGTH = 240
_DECISIONS = {
    "recevable": ("RECEVABLE : la migration peut être déployée.", {"green": True, "bold": True}),
    "non_recevable": ("NON RECEVABLE : ne déployez pas.", {"red": True, "bold": True}),
    "incomplet": ("INCOMPLET : aucun échec, mais tout n'a pas été joué.", {"yellow": True, "bold": True}),
}
# Les catégories restent celles de pytest : sa ligne de clôture et ses options en dépendent.
_STATUSES = {
    "reussi": ("passed", "✓", "RÉUSSI"),
    "echoue": ("failed", "✗", "ÉCHOUÉ"),
    "reserve": ("xfailed", "r", "RÉSERVE"),
    "bloque": ("skipped", "B", "BLOQUÉ"),
    "ignore": ("skipped", "i", "IGNORÉ"),
}


def pytest_report_teststatus(report: pytest.TestReport) -> tuple[str, str, str] | None:
    described = getattr(report, "scenario", None)
    if described is None:
        return None
    if report.when != "call" and described["issue"] == "reussi":
        return "", "", ""
    return _STATUSES[described["issue"]]


def announce_error(reporter: pytest.TerminalReporter, error: str) -> None:
    """Dit pourquoi la recette n'a pas pu aller au bout."""
    reporter.section("La recette n'a pas pu tourner", red=True)
    reporter.write_line(error)


def summarize(reporter: pytest.TerminalReporter, verdict: Verdict, reports: Path) -> None:
    """Résume la recette : ce qui a été éprouvé, les constats, le verdict."""
    reporter.section("Recette Virtus")
    for line in _context(verdict):
        reporter.write_line(line)
    for finding in verdict.findings:
        reporter.write_line(f"  Constat : {finding}", red=True)
    for line in reservations(verdict):
        reporter.write_line(line, yellow=True)
    for scenario in verdict.scenarios:
        if scenario.issue == "echoue":
            reporter.write_line(_failure(scenario), red=True)
    for known in verdict.reservations:
        told = f"  Réserve {known.regle} : {known.titre} ({known.ticket}, connu jusqu'au {known.expire})"
        reporter.write_line(told, yellow=True)
    totals = verdict.totals()
    reporter.write_line(
        f"{len(verdict.scenarios)} scénarios en {totals['duree_s']:.1f} s : {totals['reussi']} réussis, "
        f"{totals['echoue']} échoués, {totals['reserve']} en réserve, {totals['bloque']} bloqués, "
        f"{totals['ignore']} ignorés."
    )
    reporter.write_line(_rules(verdict))
    reporter.write_line(_secrets(verdict.session["secrets"]))
    sentence, markup = _DECISIONS[verdict.decision]
    reporter.write_line(sentence, **markup)
    produced = (reports / name for name in _EVIDENCE)
    reporter.write_line(f"Preuves : {', '.join(shown_path(path) for path in produced if path.exists())}")


def _context(verdict: Verdict) -> list[str]:
    if "migration" not in verdict.session:
        return []
    if external := verdict.session.get("cible_externe"):
        return external_context(verdict, external)
    migration, validation = verdict.session["migration"], verdict.session["validation"]
    states = {"appliquee": "appliquée", "refusee": "REFUSÉE", "reussie": "réussie", "echouee": "ÉCHOUÉE"}
    anomaly = verdict.session["anomalie"]
    lines = [
        f"Cible      : application {verdict.target['application']} ({verdict.target['revision']}), "
        f"PostgreSQL {verdict.target['postgres']}, PostgREST {verdict.target['postgrest']}",
        *_starting_base(verdict.session["socle"]),
        f"Anomalie   : {'reproduite' if anomaly['reproduite'] else 'NON REPRODUITE'} — {anomaly['motif']}",
        f"Migration  : {migration['fichier']} {states[migration['etat']]} en {migration['duree_ms']} ms",
    ]
    if migration["etat"] == "appliquee":
        kept = sum((verdict.session["empreinte"]["lignes_avant"] or {}).values())
        lost = verdict.session["empreinte"]["constats"]
        lines += [
            f"Validation : {states.get(validation['etat'], validation['etat'])}",
            f"Données    : {kept} lignes "
            + ("retrouvées à l'identique" if not lost else "en partie changées"),
        ]
    return lines


def _starting_base(base: dict[str, Any]) -> list[str]:
    lines = [f"Socle      : {base['chemin']} ({base['nature']})"]
    if base["ignore"]:
        lines.append(f"Ignoré     : {' ; '.join(base['ignore'])}")
    return lines


def _rules(verdict: Verdict) -> str:
    played = [row for row in coverage(verdict.scenarios) if row.scenarios]
    proved = sum(row.result == "prouvée" for row in played)
    return f"Règles     : {proved} prouvées sur {len(played)} jouées"


def _secrets(swept: dict[str, Any]) -> str:
    found = f"TROUVÉS, fichiers retirés : {len(swept['trouves'])}" if swept["trouves"] else "aucun trouvé"
    return (
        f"Secrets    : {found} ({swept['secrets_cherches']} cherchés, fichiers relus : {swept['fichiers']}, "
        f"dont archives : {swept['archives']})"
    )


def _failure(scenario: ScenarioResult) -> str:
    reason = " ".join((scenario.motif or "").split())
    shortened = reason if len(reason) <= _REASON_LENGTH else reason[: _REASON_LENGTH - 1] + "…"
    return f'  Échec {scenario.regle} : {scenario.titre}\n      {shortened}\n      pytest "{scenario.id}"'


def shown_path(path: Path) -> str:
    """Rend un chemin tel qu'on le tape d'ici."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
