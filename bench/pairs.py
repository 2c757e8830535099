"""La recette et ses pairs, côte à côte : mêmes scénarios, même pile, même navigateur, à tour de rôle."""

import statistics
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.peers import BARE, LABELS, NAIVE, Peers, Race
from bench.served import served_stack

HEATS = 3
"""Autant de manches, où chaque concurrent passe une fois : un ralentissement les touche tous."""
_ROUNDS = 3
"""Tours d'une manche ; le premier chauffe et n'est pas compté."""


def measure_pairs() -> dict[str, Any]:
    """Fait courir tous les concurrents ; rend leurs médianes et leurs rapports au script nu."""
    with served_stack() as served, tempfile.TemporaryDirectory(prefix="virtus-banc-") as folder:
        peers = Peers(served.hand_over(), Path(folder))
        single = {name: play(1) for name, play in peers.competitors.items()}
        # Le naïf refait tout à chaque scénario : un tour de chauffe n'y chaufferait rien.
        heats = [
            {name: play(1 if name == NAIVE else _ROUNDS) for name, play in peers.competitors.items()}
            for _ in range(HEATS)
        ]
    return compared(single, heats)


def compared(single: Mapping[str, Race], heats: Sequence[Mapping[str, Race]]) -> dict[str, Any]:
    """Compare les concurrents ; la passe d'une manche est la somme des médianes de ses scénarios."""
    passes = {name: [_pass(heat[name], name) for heat in heats] for name in single}
    floor = passes[BARE]
    cpu = {name: _cpu_per_scenario(single[name], heats, name) for name in single}
    return {
        "manches": len(heats),
        "scenarios": len({played.scenario for played in single[BARE].played}),
        "concurrents": {
            name: {
                "nom": LABELS[name],
                "passe_s": _rounded(statistics.median(found)),
                "passe_min_s": _rounded(min(found)),
                "passe_max_s": _rounded(max(found)),
                "rapport_au_nu": _rounded(
                    statistics.median(mine / bare for mine, bare in zip(found, floor, strict=True))
                ),
                "processeur_par_scenario_s": _rounded(cpu[name]),
                # Une machine partagée étire les durées, beaucoup moins le travail.
                "processeur_au_nu": _rounded(cpu[name] / cpu[BARE]),
                "fixe_s": _rounded(
                    statistics.median(_fixed(heat[name], own) for heat, own in zip(heats, found, strict=True))
                ),
            }
            for name, found in passes.items()
        },
        "par_scenario_s": _by_scenario(heats),
    }


def _counted(race: Race, name: str) -> dict[str, list[float]]:
    durations: dict[str, list[float]] = defaultdict(list)
    for played in race.played:
        if played.round > 0 or name == NAIVE:
            durations[played.scenario].append(played.seconds)
    return durations


def _pass(race: Race, name: str) -> float:
    return sum(statistics.median(durations) for durations in _counted(race, name).values())


def _fixed(race: Race, own_pass: float) -> float:
    """Ce que le processus coûte hors de ses scénarios, le premier tour compté au prix des suivants."""
    rounds = 1 + max(played.round for played in race.played)
    return race.cost.seconds - rounds * own_pass


def _cpu_per_scenario(single: Race, heats: Sequence[Mapping[str, Race]], name: str) -> float:
    """Le processeur d'un scénario de plus, démarrages déduits."""
    whole = statistics.median(heat[name].cost.cpu_s for heat in heats)
    count, alone = len(heats[0][name].played), len(single.played)
    return (whole - single.cost.cpu_s) / (count - alone) if count > alone else whole / count


def _by_scenario(heats: Sequence[Mapping[str, Race]]) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for heat in heats:
        for name, race in heat.items():
            for scenario, durations in _counted(race, name).items():
                found[scenario][name] += durations
    return {
        scenario: {name: _rounded(statistics.median(values)) for name, values in by_name.items()}
        for scenario, by_name in found.items()
    }


def _rounded(value: float) -> float:
    return round(value, 3)
