"""L'épreuve : chaque instabilité est dite avec sa graine, et ce qui est joué se compte une fois."""

import os
import select
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from recette.application.revision import MODIFIED
from recette.endurance.__main__ import endure
from recette.endurance.journal import Journal, Played
from recette.endurance.load import one_busy_core
from recette.endurance.ordeal import Ordeal, far_zone
from recette.endurance.report import table
from recette.errors import RecetteError
from recette.mutation.trial import Laboratory, Trial
from recette.parts import ROOT

DEADLINE_S = 10
SELECTION = ["features/"]
SEEDS = range(1, 5)

ORPHANAGE = """
import signal, sys
from pathlib import Path
from recette.endurance.load import one_busy_core
with one_busy_core(Path(sys.argv[1])) as load:
    print(load.pid, flush=True)
    signal.pause()
"""

ENDLESS = "import signal; open('pret', 'w').close(); signal.pause()"

# Ouvrir un tube attend que l'autre bout le soit aussi : qui rangerait seul n'en finirait pas.
TIDYING_TOGETHER = """
import signal, sys
def tidy(*_):
    open('../ensemble', sys.argv[1]).close()
    open('range', 'w').close()
    sys.exit(1)
signal.signal(signal.SIGINT, tidy)
open('pret', 'w').close()
signal.pause()
"""


class FakeBench:
    """Un scénario y échoue une fois sur deux ; PostgreSQL tombe à la graine 4, un processus à la 5."""

    def __init__(self, reports: Path) -> None:
        self.reports = reports
        self.asked: list[tuple[str, ...]] = []

    def play(self, *options: str, scenarios: Iterable[str]) -> Trial:
        self.asked.append(options)
        [seed] = [int(word.partition("=")[2]) for word in options if word.startswith("--random-order-seed")]
        if seed == 4:
            raise RecetteError("PostgreSQL s'est arrêté tout seul.", "Corrigez le défaut.")
        if seed == 5:
            return Trial(1, 1.0, "", {"scenarios": [], "constats": []})
        failed = seed % 2 == 0
        (self.reports / "verdict.json").write_text(str(seed))
        scenario: dict[str, Any] = {"id": "f::T", "regle": "A1", "motif": "M" if failed else None}
        scenario["issue"] = "echoue" if failed else "reussi"
        return Trial(int(failed), 1.0, "", {"scenarios": [scenario], "constats": []})


@pytest.fixture
def bench(tmp_path: Path) -> FakeBench:
    (tmp_path / "p").mkdir()
    return FakeBench(tmp_path / "p")


@pytest.fixture
def ordeal(bench: FakeBench, tmp_path: Path) -> Ordeal:
    return Ordeal(bench, "abc", SELECTION, tmp_path / "epreuve")


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "epreuve" / "journal.jsonl")


def loaded() -> None:
    """La charge est toujours là."""


def unstoppable() -> None:
    """Rien ne court quand l'essai s'arrête."""


def test_what_fails_one_time_out_of_two_is_told_with_its_seed(ordeal: Ordeal, journal: Journal) -> None:
    """Le scénario, son motif, sa graine, et la commande qui la rejoue."""
    runs: list[Played] = []
    endure([ordeal.play], loaded, unstoppable, range(1, 4), runs, journal)
    told = "\n".join(table(runs, 3))
    assert "✗ A1 f::T : 1 fois sur 3" in told
    assert "graine 2 : M" in told
    assert "-m pytest features/" in told
    assert "--random-order-seed=2 --horloge 23:59:50 --fuseau GMT-2" in told
    assert "3 recette(s) jouée(s) sur 3, 1 instable(s)" in told


def test_evidence_of_what_failed_is_kept(ordeal: Ordeal, journal: Journal, tmp_path: Path) -> None:
    """Celle d'une recette saine ne l'est pas."""
    endure([ordeal.play], loaded, unstoppable, range(1, 4), [], journal)
    assert (tmp_path / "epreuve" / "graine-2" / "verdict.json").read_text() == "2"
    assert not (tmp_path / "epreuve" / "graine-1").exists()


@pytest.mark.parametrize(
    ("seed", "reason"),
    [(4, "PostgreSQL s'est arrêté tout seul."), (5, "La recette a échoué sans dire où (code 1).")],
)
def test_a_run_that_could_not_end_is_an_instability(ordeal: Ordeal, seed: int, reason: str) -> None:
    """Une pièce tombée une fois sur cent n'arrête pas l'épreuve : elle y compte."""
    [found] = ordeal.play(seed).instabilities
    assert found.reason == reason


def test_an_interrupted_ordeal_is_taken_up_where_it_stopped(
    ordeal: Ordeal, bench: FakeBench, journal: Journal
) -> None:
    """Aucune graine n'est jouée deux fois, ni comptée deux fois."""
    endure([ordeal.play], loaded, unstoppable, SEEDS[:2], [], journal)
    known = journal.of("abc", SELECTION)
    endure([ordeal.play], loaded, unstoppable, SEEDS, known, journal)
    assert [played.seed for played in known] == list(SEEDS)
    assert len(bench.asked) == len(SEEDS)
    assert journal.of("abc", SELECTION) == [*known]


@pytest.mark.parametrize(
    ("revision", "selection"),
    [("def", SELECTION), ("abc", ["features/migration"]), (f"abc{MODIFIED}", SELECTION)],
)
def test_only_the_same_files_count(
    ordeal: Ordeal, journal: Journal, revision: str, selection: list[str]
) -> None:
    """Une autre révision, une autre sélection, des fichiers modifiés : rien n'en est repris."""
    endure([ordeal.play], loaded, unstoppable, SEEDS, [], journal)
    assert journal.of(revision, selection) == []


def test_without_its_load_the_ordeal_stops(ordeal: Ordeal, journal: Journal) -> None:
    """Une recette jouée sans charge ne compte pas."""

    def gone() -> None:
        raise RecetteError("La charge s'est arrêtée.", "")

    with pytest.raises(RecetteError):
        endure([ordeal.play], gone, unstoppable, SEEDS, [], journal)
    assert journal.of("abc", SELECTION) == []


@pytest.mark.parametrize(
    ("moment", "zone"),
    [(datetime(2025, 1, 15, tzinfo=UTC), "GMT-23:00"), (datetime(2025, 7, 15, tzinfo=UTC), "GMT-22:00")],
)
def test_far_away_it_is_the_same_time_the_day_before(moment: datetime, zone: str) -> None:
    """Hiver comme été."""
    assert far_zone(moment) == zone


def test_two_at_once_share_the_seeds(ordeal: Ordeal, bench: FakeBench, journal: Journal) -> None:
    """Chaque graine est jouée une fois, par l'un ou par l'autre, et les deux jouent en même temps."""
    together = threading.Barrier(2, timeout=DEADLINE_S)

    def play(seed: int) -> Played:
        together.wait()
        return ordeal.play(seed)

    endure([play, play], loaded, unstoppable, SEEDS, [], journal)
    assert sorted(played.seed for played in journal.of("abc", SELECTION)) == list(SEEDS)
    assert len(bench.asked) == len(SEEDS)


def test_what_is_stopped_with_the_other_proves_nothing(ordeal: Ordeal, journal: Journal) -> None:
    """Une recette abandonnée arrête les autres, et aucune n'entre au journal."""
    stopped = threading.Event()

    def interrupted(seed: int) -> Played:
        raise KeyboardInterrupt

    def stopped_meanwhile(seed: int) -> Played:
        assert stopped.wait(DEADLINE_S)
        raise KeyboardInterrupt

    runs: list[Played] = []
    with pytest.raises(KeyboardInterrupt):
        endure([interrupted, stopped_meanwhile], loaded, stopped.set, SEEDS, runs, journal)
    assert runs == journal.of("abc", SELECTION) == []


def test_the_load_holds_one_core_and_dies_with_the_ordeal(tmp_path: Path) -> None:
    """Tuée net, l'épreuve ne laisse pas un cœur occupé."""
    parent = subprocess.Popen(
        [sys.executable, "-c", ORPHANAGE, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    with parent:
        assert parent.stdout is not None
        orphan = os.pidfd_open(int(parent.stdout.readline()))
        parent.kill()
    try:
        assert select.select([orphan], [], [], DEADLINE_S)[0], "La charge survit à l'épreuve."
    finally:
        os.close(orphan)


def test_the_load_stops_with_the_ordeal(tmp_path: Path) -> None:
    """Elle tient un seul cœur ; tombée, elle est dite ; finie, elle n'est plus là."""
    with one_busy_core(tmp_path) as load:
        load.check()
        assert os.sched_getaffinity(load.pid) == {load.core}
        os.kill(load.pid, signal.SIGKILL)
        os.waitid(os.P_PID, load.pid, os.WEXITED | os.WNOWAIT)
        with pytest.raises(RecetteError, match="Le processus de charge s'est arrêté"):
            load.check()


def test_a_single_core_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Le seul cœur occupé, plus rien n'avancerait."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0})
    with pytest.raises(RecetteError, match="n'offre qu'un cœur"), one_busy_core(tmp_path):
        pytest.fail("La charge a démarré.")


def test_a_stopped_run_concludes_nothing(tmp_path: Path) -> None:
    """Arrêtée, elle sort en échec : ce n'est ni une instabilité, ni un défaut pris."""
    laboratory = Laboratory(tmp_path)
    with ThreadPoolExecutor() as aside:
        try:
            concluded = begun(laboratory, aside, tmp_path / "seule", ENDLESS)
        finally:
            laboratory.stop()
        with pytest.raises(KeyboardInterrupt):
            concluded.result(DEADLINE_S)


def test_stopped_runs_tidy_at_the_same_time(tmp_path: Path) -> None:
    """L'une après l'autre, l'arrêt de trois recettes durerait trois fois le sien."""
    laboratory = Laboratory(tmp_path)
    os.mkfifo(tmp_path / "ensemble")
    with ThreadPoolExecutor() as aside:
        try:
            for end in ("r", "w"):
                begun(laboratory, aside, tmp_path / end, TIDYING_TOGETHER, end)
        finally:
            laboratory.stop()
    assert [(tmp_path / end / "range").exists() for end in ("r", "w")] == [True, True]


def begun(
    laboratory: Laboratory, aside: ThreadPoolExecutor, place: Path, script: str, *words: str
) -> Future[tuple[int, str]]:
    """Joue un script à part, et rend la main quand il tourne."""
    place.mkdir()
    os.mkfifo(place / "pret")
    ready = os.open(place / "pret", os.O_RDONLY | os.O_NONBLOCK)
    try:
        played = aside.submit(laboratory.run, [sys.executable, "-c", script, *words], place, place)
        assert select.select([ready], [], [], DEADLINE_S)[0], "Le script n'a pas démarré."
    finally:
        os.close(ready)
    return played
