"""Le pas : un scénario deux fois plus lent qu'à son habitude, quelle que soit la machine.

Une durée ne se compare jamais en secondes : chacune est rapportée au script nu, joué juste avant. Elle n'est
pas prise d'une recette à plusieurs processus, où un scénario attend les autres, jamais les mêmes.
"""

import json
import statistics
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.measures import measured
from bench.peers import BARE, Peers, read, suite_command
from bench.repeated import without_round
from bench.served import served_stack
from recette.evidence.history import read_lines
from recette.parts import ROOT

PACES = "durees.jsonl"
_KNOWN = 3
"""Recettes passées sans lesquelles un scénario n'a pas encore d'habitude."""
_KEPT = 50
_SLOWER = 2.0
_NOTICEABLE = 0.25
"""Quelques millisecondes doublent pour un rien : l'écart compte à partir d'un quart de script nu."""
_ROUNDS = 4
_ROUNDS_AGAIN = 2
"""Le premier tour paie ce que la session prépare."""
# Ce qui échoue n'est pas lent : la recette, jouée à part, en juge.
_PLAYED = (0, 1)
_REMEDY = "cherchez ce qui a changé dans l'application ou dans ces étapes."


@dataclass(frozen=True)
class Pace:
    """Ce que la surveillance a vu."""

    slower: Sequence[str]
    """Les scénarios qui ont ralenti, une phrase chacun."""
    sentences: Sequence[str]


def watch_pace(reports: Path) -> Pace:
    """Joue la recette, compare chaque scénario à son histoire, gardée dans ce dossier, et l'y ajoute.

    Lève RecetteError quand le script nu échoue ou que la recette ne peut pas tourner.
    """
    unit = bare_unit()
    ratios = own_ratios(played_alone("features"), unit)
    history = read_lines(reports / PACES)
    if suspects := slowed(ratios, history):
        # Un hasard ne se répète pas : n'a ralenti que ce qui est lent de nouveau.
        again = own_ratios(played_alone(*_files(suspects), rounds=_ROUNDS_AGAIN), unit)
        ratios |= {name: ratio for name, ratio in again.items() if name in suspects}
    slower = slowed(ratios, history)
    # Ce qui a ralenti n'entre pas dans l'habitude : sinon il suffirait d'attendre pour que l'alarme se taise.
    kept = {name: ratio for name, ratio in ratios.items() if name not in slower}
    lines = [*history, {"script_nu_s": round(unit, 4), "rapports": kept}][-_KEPT:]
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    reports.mkdir(parents=True, exist_ok=True)
    (reports / PACES).write_text(text, encoding="utf-8")
    conclusion = (
        f"{len(slower)} scénario(s) deux fois plus lents qu'à l'habitude : {_REMEDY}"
        if slower
        else f"{len(ratios)} scénarios au pas de {len(history)} recette(s) passée(s)."
    )
    return Pace(
        list(slower.values()), [*slower.values(), f"Script nu : {unit:.3f} s par scénario. {conclusion}"]
    )


def bare_unit() -> float:
    """Joue le script nu et rend ce qu'y dure un scénario, en secondes : l'unité de tout le reste."""
    with served_stack() as served, tempfile.TemporaryDirectory(prefix="virtus-banc-") as folder:
        race = Peers(served.hand_over(), Path(folder)).competitors[BARE](_ROUNDS)
    return statistics.median(
        statistics.mean(played.seconds for played in race.played if played.round == number)
        for number in range(1, _ROUNDS)
    )


def played_alone(*paths: str, rounds: int = 1) -> list[dict[str, Any]]:
    """Joue ces chemins dans un seul processus ; rend ce que le verdict dit de chaque scénario."""
    with tempfile.TemporaryDirectory(prefix="virtus-banc-") as folder:
        options = ["-p", "bench.repeated", f"--tours={rounds}", f"--rapports={folder}"]
        measured([*suite_command(*paths), *options], cwd=ROOT, accepted=_PLAYED)
        scenarios: list[dict[str, Any]] = read(Path(folder, "verdict.json"))["scenarios"]
        return scenarios


def own_ratios(scenarios: Iterable[Mapping[str, Any]], unit: float) -> dict[str, float]:
    """Rapporte chaque scénario réussi au script nu, préparation de la session déduite ; son meilleur tour."""
    found: dict[str, float] = {}
    for scenario in scenarios:
        if scenario["issue"] == "reussi":
            name = without_round(scenario["id"])
            ratio = round((scenario["duree_s"] - scenario["preparation_s"]) / unit, 3)
            found[name] = min(ratio, found.get(name, ratio))
    return found


def slowed(ratios: Mapping[str, float], history: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Rend ce qui a ralenti : scénario, et une phrase avec les chiffres."""
    found = {}
    for name, ratio in ratios.items():
        past = [line["rapports"][name] for line in history if name in line["rapports"]]
        if len(past) < _KNOWN:
            continue
        usual = statistics.median(past)
        if ratio > _SLOWER * usual and ratio - usual > _NOTICEABLE:
            found[name] = (
                f"{name} : {ratio:.2f} fois le script nu, contre {usual:.2f} d'habitude "
                f"(médiane de {len(past)} recettes), soit {ratio / usual:.1f} fois plus lent."
            )
    return found


def _files(scenarios: Iterable[str]) -> list[str]:
    return sorted({name.partition("::")[0] for name in scenarios})
