"""La page du procès-verbal : un seul fichier HTML, sans réseau ni script."""

import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from jinja2 import ChainableUndefined, Environment, FileSystemLoader

from recette.database.tables import RENAMES
from recette.evidence.report.causes import causes
from recette.evidence.report.chapters import chapters
from recette.evidence.report.expectations import HUMAN_CHECKS
from recette.evidence.report.facts import access_tables, measured, not_tested, reservations, risks
from recette.evidence.report.integrity import SEALS, seals, shown
from recette.evidence.report.pictures import Album, drawing
from recette.evidence.report.promises import checklist, expected_results, listed, rule_results
from recette.evidence.report.source import Reports

HTML, PDF = "pv-de-recette.html", "pv-de-recette.pdf"
_TEMPLATES = Path(__file__).with_name("templates")
_NARROW_SPACE = "\u202f"
_MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)
_DECISIONS = {
    "recevable": ("Recevable", "la migration peut être déployée"),
    "non_recevable": ("Non recevable", "ne déployez pas"),
    "incomplet": ("Incomplet", "rien n'a échoué, mais tout n'a pas été joué"),
}


def decision(verdict: Mapping[str, Any]) -> str:
    """Rend le verdict en deux mots."""
    return _DECISIONS[verdict["verdict"]][0]


def rendered(reports: Reports) -> str:
    """Rend le procès-verbal en HTML."""
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        # Ce qu'une recette n'a pas observé reste en blanc : un procès-verbal incomplet vaut mieux qu'aucun.
        undefined=ChainableUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "lie": _bound,
        "enumere": listed,
        "nombre": _number,
        "date": _date,
        "duree": _duration,
    }
    album = Album(reports.folder)
    results = rule_results(reports.scenarios)
    found = causes(reports)
    return environment.get_template("pv.html.j2").render(
        style=(_TEMPLATES / "pv.css").read_text(encoding="utf-8"),
        decision=_DECISIONS[reports.verdict["verdict"]],
        verdict=reports.verdict,
        unfolding=reports.unfolding,
        round_trip=reports.round_trip,
        renamed=RENAMES,
        why=_why(reports, len(found)),
        causes=found,
        expected_results=expected_results(reports.verdict),
        checklist=checklist(reports.verdict),
        human_checks=HUMAN_CHECKS,
        families=chapters(reports, album, {cause.scenarios[0]["id"] for cause in found if cause.scenarios}),
        rules_proved=sum(word == "prouvée" for word in results.values()),
        rules_played=sum(word != "non jouée" for word in results.values()),
        rules_known=len(results),
        proved=results,
        access_tables=access_tables(reports.verdict),
        measured=measured(reports.scenarios),
        mutants=reports.mutants,
        not_tested=not_tested(reports),
        reservations=reservations(reports),
        risks=risks(reports),
        drawings={path.stem: drawing(path) for path in sorted(reports.folder.glob("*.svg"))},
        seals=shown(seals(reports.folder, without=(HTML, PDF))),
        seals_file=SEALS,
    )


def _why(reports: Reports, found: int) -> str:
    totals = reports.verdict["totaux"]
    played = len(reports.scenarios)
    if found:
        told = [
            f"{totals[issue]} {fate}"
            for issue, fate in (("echoue", "en échec"), ("bloque", "que le défaut empêche de jouer"))
            if totals[issue]
        ]
        fates = " et ".join(told) or "aucun en échec"
        return f"{_counted(found, 'défaut')}. Sur {_counted(played, 'scénario')}, {fates}."
    if reports.verdict["verdict"] == "incomplet":
        left = played - totals["reussi"] + len(reports.unfolding.get("non_joues", []))
        succeeded = _counted(totals["reussi"], "scénario")
        return f"{succeeded} sans échec ; {left} autres, non joués jusqu'au bout : rien n'est conclu."
    reserved = totals["reserve"] + totals["ignore"]
    tail = f", {_counted(reserved, 'réserve')} à lire" if reserved else ""
    kept = " ; aucune donnée n'a changé" if reports.verdict.get("empreinte", {}).get("lignes_apres") else ""
    return f"Les {played} scénarios ont été joués et aucun n'a échoué{tail}{kept}."


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'s' if count > 1 else ''}"


def _bound(text: str) -> str:
    """Lie guillemets et deux-points à leur mot : le français ne les laisse pas seuls en bout de ligne."""
    return re.sub(r"(?<=«) | (?=[»:;!?])", "\u00a0", text)


def _number(value: float) -> str:
    """Rend un nombre comme on l'écrit en français."""
    decimals = 0 if value == int(value) or value >= 100 else 1 if value >= 10 else 2
    shown = f"{value:,.{decimals}f}"
    return shown.replace(",", _NARROW_SPACE).replace(".", ",")


def _date(moment: str) -> str:
    """Rend une date et son fuseau : « 25 novembre 2026 à 1 h 31 (UTC+1) »."""
    when = datetime.fromisoformat(moment)
    offset = when.utcoffset()
    zone = f" (UTC{offset.total_seconds() / 3600:+.0f})" if offset is not None else ""
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year} à {when.hour} h {when.minute:02}{zone}"


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02} s" if minutes else f"{_number(round(seconds, 1))} s"
