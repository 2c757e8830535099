"""Le banc : des durées bien comptées, des rapports pris dans une même manche, des échecs qui arrêtent."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from bench import plot
from bench.bare import SCENARIOS
from bench.growth import repetition
from bench.measures import Cost, measured, memory_of
from bench.pairs import compared
from bench.peers import BARE, FEATURES, LABELS, NAIVE, RULES, SUITE, Played, Race, from_playwright, from_spans
from bench.publication import tables
from bench.session import kinds
from recette.errors import RecetteError
from recette.gherkin.collection import suite
from recette.parts import ROOT

DEADLINE_S = 60


def span(title: str, number: int, start: float, end: float, kind: str = "écran") -> dict[str, Any]:
    return {"titre": title, "tour": number, "genre": kind, "debut": start, "fin": end}


def race(seconds: float, rounds: int = 3) -> Race:
    played = [Played(name, number, seconds) for number in range(rounds) for name in ("a", "b")]
    return Race(Cost(0, 2 * rounds * seconds + 1, 1 + seconds * len(played), []), played)


def repeated(folder: Path, *options: str) -> list[dict[str, Any]]:
    """Joue les essais d'un dossier sous l'extension du banc, et rend leur chronologie."""
    (folder / "pytest.ini").touch()
    spans = folder / "chronologie.json"
    plugins = ["-p", "no:playwright", "-p", "no:cacheprovider", "-p", "bench.repeated"]
    subprocess.run(
        [
            *(sys.executable, "-m", "pytest", *plugins, *options, f"--chronologie={spans}"),
            *("-c", folder / "pytest.ini", folder),
        ],
        cwd=ROOT,
        check=True,
        capture_output=True,
        timeout=DEADLINE_S,
    )
    found: list[dict[str, Any]] = json.loads(spans.read_text(encoding="utf-8"))
    return found


def test_bare_script_plays_every_screen_scenario_of_the_rules() -> None:
    """Un scénario ajouté à ces règles sans l'être au script nu fausserait tous les rapports."""
    rules = set(RULES.split(" or "))
    expected = {title for path, title, rule in suite() if rule in rules and path in FEATURES}
    assert set(SCENARIOS) == expected


def test_a_scenario_lasts_until_the_next_one() -> None:
    """Ce que le cadre fait entre deux scénarios est à lui."""
    played = from_spans([span("Un", 0, 0, 1), span("test_deux", 0, 1.5, 2)])
    assert [(found.scenario, found.seconds) for found in played] == [("un", 1.5), ("deux", 0.5)]


def playwright_report(*, ok: bool) -> dict[str, Any]:
    result = {"startTime": "2026-01-01T00:00:00.500Z", "duration": 250}
    result |= (
        {"status": "passed"} if ok else {"status": "failed", "errors": [{"message": "\x1b[31mtrois lignes"}]}
    )
    spec = {"title": "Un", "file": "tour2/x.js", "tests": [{"results": [result]}]}
    return {"suites": [{"specs": [], "suites": [{"specs": [spec]}]}]}


def test_playwright_report_is_read() -> None:
    """Titre, tour et durée se lisent sous les suites emboîtées."""
    assert from_playwright(playwright_report(ok=True)) == [Played("un", 2, 0.25)]


def test_a_failing_peer_measures_nothing() -> None:
    """Un concurrent qui échoue irait plus vite que les autres."""
    with pytest.raises(RecetteError, match=r"playwright-bdd échoue : Un \(trois lignes\)"):
        from_playwright(playwright_report(ok=False))


def test_ratios_are_taken_within_a_heat() -> None:
    """Une manche trois fois plus lente pour tous ne change aucun rapport."""
    heats = [
        {name: race(slow * (1.2 if name == SUITE else 1.0), 1 if name == NAIVE else 3) for name in LABELS}
        for slow in (1.0, 3.0, 1.1)
    ]
    found = compared({name: race(1.0, 1) for name in LABELS}, heats)["concurrents"]
    assert found[SUITE]["rapport_au_nu"] == pytest.approx(1.2)
    assert found[BARE]["passe_s"] == pytest.approx(2.2)
    assert found[BARE]["fixe_s"] == pytest.approx(1.0)
    assert found[BARE]["processeur_au_nu"] == 1


def test_growth_compares_each_scenario_with_itself() -> None:
    """Le premier tour ne compte pas ; un dernier tour deux fois plus lent se voit."""
    spans = [span("Un", 0, 0, 9), span("Un", 1, 9, 10), span("Un", 2, 10, 12)]
    found = repetition(spans, Cost(0, 12, 1, [(9.5, 100.0), (11.0, 140.0)]))
    assert found["dernier_au_premier"] == 2
    assert [lap["memoire_mediane_mo"] for lap in found["tours"]] == [100, 140]


def test_kinds_are_told_apart() -> None:
    """Chaque genre a son compte et sa médiane."""
    found = kinds([span("Un", 0, 0, 1), span("Deux", 0, 1, 4, "base")])
    assert found["écran"] == {"scenarios": 1, "mediane_s": 1, "somme_s": 1}
    assert found["base"]["somme_s"] == 3


def test_the_descendants_of_a_command_are_measured(tmp_path: Path) -> None:
    """Le processeur d'un petit-enfant compte, comme celui d'un navigateur ou d'un PostgreSQL."""
    burn = "import time\nend = time.process_time() + 0.3\nwhile time.process_time() < end: pass"
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {burn!r}])"
    cost = measured([sys.executable, "-c", child], cwd=tmp_path)
    assert cost.cpu_s > 0.25
    assert memory_of(os.getpid()) > 1


def test_a_failing_command_says_why(tmp_path: Path) -> None:
    """Rien n'est mesuré d'un échec, et ses derniers mots sont cités."""
    with pytest.raises(RecetteError) as refused:
        measured([sys.executable, "-c", "raise SystemExit('plus de place')"], cwd=tmp_path)
    assert "plus de place" in str(refused.value)


def test_scenarios_are_repeated_round_after_round(tmp_path: Path) -> None:
    """L'extension rejoue tout, un tour après l'autre, et dit quel genre de scénario c'était."""
    (tmp_path / "test_deux.py").write_text(
        "import pytest\n@pytest.fixture\ndef new_context(): pass\n"
        "def test_un(new_context): pass\n@pytest.mark.parametrize('x', ['ex'])\ndef test_deux(x): pass\n",
        encoding="utf-8",
    )
    seen = [(found["titre"], found["tour"], found["genre"]) for found in repeated(tmp_path, "--tours=2")]
    one, two = ("test_un", "écran"), ("test_deux[ex]", "base")
    assert seen == [(title, number, kind) for number in range(2) for title, kind in (one, two)]


def test_the_last_scenario_does_not_pay_for_the_session(tmp_path: Path) -> None:
    """Le dernier scénario finit avant que la session se range, ce que les pairs ne comptent pas non plus."""
    (tmp_path / "test_un.py").write_text(
        "import pathlib, pytest, time\n"
        "@pytest.fixture(scope='session', autouse=True)\ndef session():\n    yield\n"
        "    pathlib.Path(__file__).with_name('rangement').write_text(repr(time.time()))\n"
        "def test_un(): pass\n",
        encoding="utf-8",
    )
    [span] = repeated(tmp_path)
    assert span["fin"] <= float((tmp_path / "rangement").read_text(encoding="utf-8"))


@pytest.fixture
def record() -> dict[str, Any]:
    """Des mesures entières, telles que le banc les garde."""
    heats = [{name: race(1.0, 1 if name == NAIVE else 3) for name in LABELS}]
    where = {"le": "2026-01-01T00:00+00:00", "machine": "2 cœurs", "charge_avant": 0.2}
    whole = {"duree_s": 100, "processeur_s": 180, "reussis": 303, "echoues": 0}
    return {
        "pairs": where | compared({name: race(1.0, 1) for name in LABELS}, heats),
        "session": where
        | {
            "froid": {"installation_s": 20, "premier_scenario_s": 9},
            "chaud": {"premier_scenario_s": 4, "cout_fixe_s": 5},
            "genres": kinds([span("Un", 0, 0, 1)]) | {"recette_s": 180, "processeur_s": 170},
            "entiere": {"2": whole},
        },
        "croissance": where
        | {
            "repetition": repetition(
                [span("Un", 0, 0, 9), span("Un", 1, 9, 10), span("Un", 2, 10, 11)], Cost(0, 12, 1, [])
            ),
            "bibliotheque": [{"programmes": 10, "clients": 500, "bibliotheque_s": 0.31, "choix_s": 0.42}],
            "volume": [
                {
                    "lignes": 10_050,
                    "migration_ms": 17,
                    "verrou_ms": 15,
                    "empreinte_s": 0.2,
                    "empreinte_mo": 3,
                }
            ],
        },
    }


def test_measures_are_told_in_tables(record: dict[str, Any]) -> None:
    """Chaque mesure se lit dans la page, avec la machine et sa charge."""
    said = "\n".join(tables(record))
    for told in ("2 cœurs ; charge d'avant : 0,2", "303", "0,42 s", "| 10050 | 17 ms |", *LABELS.values()):
        assert told in said


def test_measures_are_drawn(record: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Les quatre courbes tiennent dans une image où les mots restent des mots."""
    monkeypatch.setattr(plot, "PLOT", tmp_path / "banc.svg")
    plot.draw(record)
    said = {element.text for element in ElementTree.parse(plot.PLOT).iter() if element.text}
    assert {*LABELS.values(), "La recette entière", "tables retenues (ms)"} <= said
