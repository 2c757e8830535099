"""La croissance : cent à trois cents scénarios, dix à mille programmes, dix mille à un million de lignes."""

import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import expect, sync_playwright

from bench.bare import Stage
from bench.measures import Cost, measured
from bench.peers import from_spans, read, repeated, suite_command
from bench.served import Served, served_stack
from recette.browser import launch_arguments
from recette.database.prepared import BASELINE, prepared_worlds
from recette.database.script import Script
from recette.laboratory.volume import grow, measure_fingerprint, measure_locking
from recette.parts import ROOT
from recette.plan import DEFAULT_MIGRATION
from recette.programmes import sized
from recette.stack.run_directory import run_directory

FOLDERS = ("features/assignation", "features/visibilite")
"""Une centaine de scénarios d'écran et d'API : trois tours en font trois cents."""
ROUNDS = 4
LIBRARIES = (10, 100, 1000)
CLIENTS = 500
VOLUMES = (10_000, 100_000, 1_000_000)
_OPENINGS = 5
_SLOW_SCREEN_MS = 60_000
_ASSIGN_BESIDE = "xpath=ancestor::*[.//button[normalize-space()='Assigner']][1]"


def measure_growth() -> dict[str, Any]:
    """Mesure les trois croissances."""
    return {
        "repetition": _repetition(),
        "bibliotheque": list(_libraries()),
        "volume": list(_volumes()),
    }


def _repetition() -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="virtus-banc-") as folder:
        spans = Path(folder) / "chronologie.json"
        command = [*suite_command(*FOLDERS), f"--rapports={folder}/rapports", *repeated(ROUNDS, spans)]
        cost = measured(command, cwd=ROOT, watch_memory=True)
        return repetition(read(spans), cost)


def repetition(spans: Sequence[dict[str, Any]], cost: Cost) -> dict[str, Any]:
    """Compare les tours d'une même recette : chaque scénario à lui-même, la mémoire à elle-même."""
    durations: dict[str, dict[int, float]] = defaultdict(dict)
    for played in from_spans(spans):
        durations[played.scenario][played.round] = played.seconds
    last = max(span["tour"] for span in spans)
    starts = [min(span["debut"] for span in spans if span["tour"] == number) for number in range(last + 1)]
    ends = [*starts[1:], max(span["fin"] for span in spans)]
    memory = [
        [size for moment, size in cost.memory_mb if start <= moment < end]
        for start, end in zip(starts, ends, strict=True)
    ]
    return {
        "scenarios_par_tour": len(durations),
        # Le premier tour paie la préparation de la session : il ne dit rien de la croissance.
        "tours": [
            {
                "scenarios": number * len(durations),
                "par_scenario_s": round(statistics.mean(own[number] for own in durations.values()), 4),
                "memoire_mediane_mo": round(statistics.median(memory[number])) if memory[number] else None,
            }
            for number in range(1, last + 1)
        ],
        # Scénario par scénario : un hoquet de la machine n'en touche que quelques-uns.
        "dernier_au_premier": round(statistics.median(own[last] / own[1] for own in durations.values()), 3),
        "memoire_max_mo": round(max((size for _, size in cost.memory_mb), default=0)),
    }


def _libraries() -> Iterator[dict[str, Any]]:
    with served_stack() as served:
        for count in LIBRARIES:
            yield _library(served, count)


def _library(served: Served, count: int) -> dict[str, Any]:
    common = read(served.hand_over())
    ready, choice = [], []
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(**launch_arguments()) as browser,
        httpx.Client() as http,
    ):
        stage = Stage(browser, common, http)
        clients = [(f"Cliente {number}", "active") for number in range(CLIENTS)]
        coach, _, _ = stage.cast(*clients)
        for number in range(count):
            stage.seeder.template(
                coach, sized(f"Programme {number}", weeks=1, sessions_per_week=2, exercises_per_session=3)
            )
        expect.set_options(timeout=_SLOW_SCREEN_MS)
        for _ in range(_OPENINGS):
            page = stage.window(coach.email)
            page.set_default_timeout(_SLOW_SCREEN_MS)
            start = time.perf_counter()
            # Le plus ancien et le plus récent sont là : la liste est entière.
            page.goto("/#/app/musculation/bibliotheque")
            titles = page.get_by_role("heading", level=3)
            for number in (0, count - 1):
                expect(titles.get_by_text(f"Programme {number}", exact=True)).to_be_visible()
            shown = time.perf_counter()
            # Le bouton voisin du titre : chercher la carte parmi mille blocs se mesurerait soi-même.
            last = titles.get_by_text(f"Programme {count - 1}", exact=True)
            last.locator(_ASSIGN_BESIDE).get_by_role("button", name="Assigner", exact=True).click()
            dialog = page.get_by_role("dialog")
            expect(dialog.get_by_role("checkbox")).to_have_count(CLIENTS)
            ready.append(shown - start)
            choice.append(time.perf_counter() - shown)
            stage.close_windows()
        stage.close()
    return {
        "programmes": count,
        "clients": CLIENTS,
        "bibliotheque_s": round(statistics.median(ready), 3),
        "choix_s": round(statistics.median(choice), 3),
    }


def _volumes() -> Iterator[dict[str, Any]]:
    migration = Script.read(DEFAULT_MIGRATION).text
    with run_directory() as folder, prepared_worlds(folder) as worlds:
        for wanted in VOLUMES:
            with worlds.temporary_clone(BASELINE) as url:
                rows = grow(url, wanted)
                locking, fingerprint = measure_locking(url, migration), measure_fingerprint(url)
            yield {
                "lignes": rows,
                "migration_ms": round(locking.duration, 1),
                "verrou_ms": round(locking.lock, 1),
                "empreinte_s": round(fingerprint.seconds, 2),
                "empreinte_mo": round(fingerprint.peak_mb, 1),
            }
