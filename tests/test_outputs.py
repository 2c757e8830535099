"""Les sorties des autres extensions : écrites, ou refusées en une phrase."""

import json
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

from recette.evidence.report.integrity import broken_seals
from recette.parts import ROOT
from recette.stack.run_directory import run_directory
from tests.runs import Runner
from tests.test_secrets import token

QUICK = ("features/migration/renommer_les_tables.feature", "-k", "trois and nouveaux")


def test_cucumber_under_several_processes_is_refused(tmp_path: Path) -> None:
    """pytest-bdd n'y écrirait rien, en silence."""
    report = tmp_path / "cucumber.json"
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-n", "2", f"--cucumberjson={report}", f"--rapports={tmp_path}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 2
    assert "--cucumberjson n'écrit rien quand plusieurs processus" in done.stderr
    assert not report.exists()


def test_minutes_that_betray_a_secret_are_not_sealed() -> None:
    """Une campagne d'avant cette recette, que sa relecture n'ouvre pas, y porterait un jeton."""
    with run_directory() as folder:
        runner = Runner(folder, minutes=True)
        runner.reports.mkdir()
        old = runner.reports / "mutants.json"
        score = {"total": token("authenticated"), "pris": 0, "pris_ailleurs": 0, "survivant": 0}
        old.write_text(json.dumps({"score": score, "fausses_alarmes": []}), encoding="utf-8")
        os.utime(old, (0, 0))
        run = runner.play(*QUICK)
        assert run.code == 1, run.output
        assert run.verdict["verdict"] == "non_recevable"
        assert "Un secret allait sortir dans « pv-de-recette.html » (jeton d'accès)" in run.output
        assert not old.exists()
        page = (runner.reports / "pv-de-recette.html").read_text(encoding="utf-8")
        assert "Non recevable" in page
        assert "Défauts détectés" not in page
        assert broken_seals(runner.reports) == []


def test_usual_outputs_tell_the_same(tmp_path: Path) -> None:
    """JUnit et Cucumber disent le scénario joué, sous son titre, et le procès-verbal scelle le tout."""
    junit, cucumber = tmp_path / "junit.xml", tmp_path / "cucumber.json"
    with run_directory() as folder:
        runner = Runner(folder, minutes=True)
        run = runner.play(*QUICK, f"--junitxml={junit}", f"--cucumberjson={cucumber}")
        assert run.code == 0, run.output
        assert (runner.reports / "pv-de-recette.pdf").exists()
        assert broken_seals(runner.reports) == []
    [played] = ElementTree.parse(junit).iter("testcase")
    assert played.get("name") == "Les trois nouveaux noms existent, plus les anciens"
    assert "Les trois nouveaux noms existent" in cucumber.read_text(encoding="utf-8")
    assert "Sceau des preuves : " in run.output
