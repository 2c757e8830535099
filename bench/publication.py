"""Porter les mesures dans docs/performance.md, entre ses deux repères, et l'image à côté."""

import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bench.plot import PLOT, draw
from recette.errors import RecetteError
from recette.parts import ROOT

PAGE = ROOT / "docs" / "performance.md"
_DRAWING = ROOT / "docs" / "performance.svg"
_BLOCK = re.compile(r"(?<=<!-- mesures -->\n).*(?=<!-- fin des mesures -->)", re.DOTALL)


def publish(record: Mapping[str, Any]) -> None:
    """Récrit les tables de la page d'après ce qui est mesuré ; lève RecetteError quand rien ne l'est."""
    if not record:
        raise RecetteError("Le banc n'a encore rien mesuré.", "Lancez « make banc ».")
    page = PAGE.read_text(encoding="utf-8")
    told = "\n".join(tables(record)) + "\n"
    PAGE.write_text(_BLOCK.sub(lambda _: told, page), encoding="utf-8")
    draw(record)
    shutil.copy(PLOT, _DRAWING)


def tables(record: Mapping[str, Any]) -> Iterator[str]:
    """Rend les tables de chaque partie mesurée, ligne à ligne, en Markdown."""
    for part, told in (("pairs", _pairs), ("session", _starts), ("croissance", _growth)):
        if part in record:
            yield from told(record[part])


def _pairs(pairs: Mapping[str, Any]) -> Iterator[str]:
    found = pairs["concurrents"]
    yield f"### La recette et ses pairs\n\n{_where(pairs)} {pairs['manches']} manches.\n"
    yield from _table(
        (
            "concurrent",
            "une passe",
            "de … à …",
            "rapport au script nu",
            "processeur par scénario",
            "rapport",
            "coût fixe",
        ),
        (
            (
                own["nom"],
                f"{_number(own['passe_s'], 2)} s",
                f"{_number(own['passe_min_s'], 2)} à {_number(own['passe_max_s'], 2)} s",
                _number(own["rapport_au_nu"], 2),
                f"{_number(own['processeur_par_scenario_s'], 2)} s",
                _number(own["processeur_au_nu"], 2),
                f"{_number(own['fixe_s'], 1)} s",
            )
            for own in found.values()
        ),
    )
    ours = found["recette"]["rapport_au_nu"]
    state, naive = (found[name]["rapport_au_nu"] / ours for name in ("bdd_session", "naif"))
    yield (
        f"Une passe de playwright-bdd à session posée dure {_number(state, 2)} fois celle de la recette ; "
        f"une passe naïve, {_number(naive, 1)} fois.\n"
    )


def _starts(session: Mapping[str, Any]) -> Iterator[str]:
    cold, warm, kinds = session["froid"], session["chaud"], dict(session["genres"])
    alone = (kinds.pop("recette_s"), kinds.pop("processeur_s"))
    yield f"### La session\n\n{_where(session)}\n"
    yield from _table(
        ("départ", "durée"),
        (
            ("dépôt neuf, installation, téléchargements à part", f"{_number(cold['installation_s'], 1)} s"),
            ("dépôt neuf, puis fin du premier scénario", f"{_number(cold['premier_scenario_s'], 1)} s"),
            ("à chaud, fin du premier scénario", f"{_number(warm['premier_scenario_s'], 1)} s"),
            ("coût fixe d'une session", f"{_number(warm['cout_fixe_s'], 1)} s"),
        ),
    )
    yield from _table(
        ("genre", "scénarios", "médiane", "somme"),
        (
            (kind, own["scenarios"], f"{_number(own['mediane_s'], 2)} s", f"{_number(own['somme_s'], 0)} s")
            for kind, own in kinds.items()
        ),
    )
    yield from _table(
        ("recette entière", "durée", "processeur", "réussis", "échoués"),
        [
            ("sans xdist", f"{_number(alone[0], 0)} s", f"{_number(alone[1], 0)} s", "–", "–"),
            *(
                (
                    f"`-n {name}`",
                    f"{_number(run['duree_s'], 0)} s",
                    f"{_number(run['processeur_s'], 0)} s",
                    run["reussis"],
                    run["echoues"],
                )
                for name, run in session["entiere"].items()
            ),
        ],
    )


def _growth(growth: Mapping[str, Any]) -> Iterator[str]:
    repetition = growth["repetition"]
    yield f"### La croissance\n\n{_where(growth)}\n"
    yield from _table(
        ("scénarios joués", "moyenne du tour", "mémoire médiane"),
        (
            (lap["scenarios"], f"{_number(lap['par_scenario_s'], 3)} s", f"{lap['memoire_mediane_mo']} Mo")
            for lap in repetition["tours"]
        ),
    )
    ratio = _number(repetition["dernier_au_premier"], 2)
    yield f"Scénario par scénario, le dernier tour dure {ratio} fois le premier (médiane).\n"
    yield from _table(
        ("programmes", "clients", "bibliothèque prête", "choix des clients prêt"),
        (
            (
                own["programmes"],
                own["clients"],
                f"{_number(own['bibliotheque_s'], 2)} s",
                f"{_number(own['choix_s'], 2)} s",
            )
            for own in growth["bibliotheque"]
        ),
    )
    yield from _table(
        ("lignes", "migration", "tables retenues", "empreinte", "mémoire de l'empreinte"),
        (
            (
                own["lignes"],
                f"{_number(own['migration_ms'], 0)} ms",
                f"{_number(own['verrou_ms'], 0)} ms",
                f"{_number(own['empreinte_s'], 2)} s",
                f"{_number(own['empreinte_mo'], 1)} Mo",
            )
            for own in growth["volume"]
        ),
    )


def _where(part: Mapping[str, Any]) -> str:
    return (
        f"Mesuré le {part['le'][:10]} sur {part['machine']} ; charge d'avant : "
        f"{_number(part['charge_avant'], 1)}."
    )


def _table(head: Sequence[str], rows: Any) -> Iterator[str]:
    yield "| " + " | ".join(head) + " |"
    yield "| " + " | ".join("---" for _ in head) + " |"
    for row in rows:
        yield "| " + " | ".join(map(str, row)) + " |"
    yield ""


def _number(value: float, digits: int) -> str:
    return f"{value:.{digits}f}".replace(".", ",")
