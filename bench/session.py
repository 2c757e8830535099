"""La session : départs à froid et à chaud, coût fixe, coût par genre de scénario, recette entière."""

import statistics
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from shutil import rmtree
from typing import Any

from bench.measures import measured
from bench.peers import from_spans, read, repeated, suite_command
from recette.parts import ROOT

_ONE = ("features/assignation/assigner_a_plusieurs_clients.feature",)
_WARM_STARTS = 3
_PARALLEL = ("1", "2", "auto")
# Une recette qui échoue sur une machine trop chargée a tout de même une durée ; ses échecs sont comptés.
_PLAYED = (0, 1)


def measure_session() -> dict[str, Any]:
    """Mesure les départs, puis la recette entière."""
    return {
        "froid": _cold_start(),
        "chaud": _warm_start(),
        "genres": _kinds(),
        "entiere": {processes: _whole("-n", processes) for processes in _PARALLEL},
    }


def _cold_start() -> dict[str, float]:
    """Un dépôt tout neuf, ce qui se télécharge étant déjà dans les caches de pip et de npm."""
    with tempfile.TemporaryDirectory(prefix="virtus-banc-") as folder:
        place, environment = Path(folder), {"XDG_CACHE_HOME": f"{folder}/cache"}
        environment["npm_config_cache"] = f"{folder}/npm"
        installs = {}
        for name in ("avec_telechargements_s", "installation_s"):
            clone = place / name
            rmtree(place / "cache" / "virtus-recette", ignore_errors=True)
            measured(["git", "clone", "--quiet", ROOT, clone], cwd=place)
            installs[name] = round(
                measured(["make", "installer"], cwd=clone, environment=environment).seconds, 1
            )
        spans = place / "chronologie.json"
        first = measured(
            [".venv/bin/python", *suite_command(*_ONE)[1:], *repeated(1, spans)],
            cwd=clone,
            environment=environment,
        )
        [played] = read(spans)
        shown = round(played["fin"] - first.started, 1)
    return installs | {
        "premier_scenario_s": shown,
        "total_s": round(installs["installation_s"] + shown, 1),
    }


def _warm_start() -> dict[str, float]:
    """Un scénario d'écran, deux fois dans une session : le second dit ce que vaut le premier sans elle."""
    ready, fixed = [], []
    with tempfile.TemporaryDirectory(prefix="virtus-banc-") as folder:
        spans = Path(folder) / "chronologie.json"
        command = [*suite_command(*_ONE), f"--rapports={folder}/rapports", *repeated(2, spans)]
        for _ in range(_WARM_STARTS):
            cost = measured(command, cwd=ROOT)
            first, second = read(spans)
            ready.append(first["fin"] - cost.started)
            fixed.append(cost.seconds - 2 * (second["fin"] - second["debut"]))
    return {
        "premier_scenario_s": round(statistics.median(ready), 2),
        "cout_fixe_s": round(statistics.median(fixed), 2),
    }


def _kinds() -> dict[str, Any]:
    """La recette entière dans un seul processus : ce que coûte un scénario de chaque genre."""
    with tempfile.TemporaryDirectory(prefix="virtus-banc-") as folder:
        spans = Path(folder) / "chronologie.json"
        command = [*suite_command("features"), f"--rapports={folder}/rapports", *repeated(1, spans)]
        cost = measured(command, cwd=ROOT, accepted=_PLAYED)
        return kinds(read(spans)) | {
            "recette_s": round(cost.seconds, 1),
            "processeur_s": round(cost.cpu_s, 1),
        }


def kinds(spans: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Rend, pour chaque genre, le nombre de scénarios, leur médiane et leur somme."""
    found: dict[str, list[float]] = defaultdict(list)
    for span, played in zip(spans, from_spans(spans), strict=True):
        found[span["genre"]].append(played.seconds)
    return {
        kind: {
            "scenarios": len(durations),
            "mediane_s": round(statistics.median(durations), 3),
            "somme_s": round(sum(durations), 1),
        }
        for kind, durations in sorted(found.items())
    }


def _whole(*options: str) -> dict[str, float]:
    with tempfile.TemporaryDirectory(prefix="virtus-banc-") as folder:
        command = [
            *suite_command("features"),
            *options,
            "--dist",
            "worksteal",
            f"--rapports={folder}/rapports",
        ]
        cost = measured(command, cwd=ROOT, accepted=_PLAYED)
        totals = read(Path(folder) / "rapports" / "verdict.json")["totaux"]
    return {
        "duree_s": round(cost.seconds, 1),
        "processeur_s": round(cost.cpu_s, 1),
        "reussis": totals["reussi"],
        "echoues": totals["echoue"],
    }
