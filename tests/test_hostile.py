"""Ce qui arrive en pleine recette se dit du scénario touché, et de lui seul ; rien ne fuit, rien ne reste."""

import re
import sys
import zipfile
from pathlib import Path

import pytest

from recette.secrecy.known import MASK
from tests.runs import Run, Runner

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="les processus restants se lisent dans /proc")

ON_SCREEN = "features/visibilite/voir_programme_en_cours.feature"
STRUCK = "Le programme en cours dit la semaine et la séance où l'on en est"
UNTOUCHED = 3
"""Les autres scénarios de ce fichier."""
SIGNING_IN = ("features/visibilite/retrouver_ses_programmes.feature", "-k", "reconnexion")

BROWSER_FELL = "Le navigateur s'est arrêté pendant ce scénario, qui n'a donc rien prouvé."
DATABASE_FELL = "PostgreSQL a redémarré pendant ce scénario, qui n'a donc rien prouvé."
ACCIDENTS = {
    "navigateur tué": (BROWSER_FELL, ("--tracing=on",)),
    "PostgreSQL redémarré": (DATABASE_FELL, ()),
    "processus de PostgreSQL tué": (DATABASE_FELL, ()),
    "rafale de 503": ("répond 503", ()),
}


def struck(runner: Runner, accident: str, *arguments: str) -> Run:
    """Joue une recette où un accident survient pendant un scénario."""
    plugin = ("-p", "tests.accidents")
    return runner.play(*plugin, *arguments, ACCIDENT=accident, SCENARIO=STRUCK, PYTHONPATH=".")


@pytest.mark.parametrize("accident", ACCIDENTS)
def test_an_accident_is_told_of_its_scenario_alone(runner: Runner, accident: str) -> None:
    """Le scénario touché échoue et dit pourquoi ; les autres passent, et rien ne reste."""
    reason, options = ACCIDENTS[accident]
    run = struck(runner, accident, ON_SCREEN, *options)
    assert (run.code, run.verdict["verdict"]) == (1, "non_recevable"), run.output
    failed = [scenario for scenario in run.verdict["scenarios"] if scenario["issue"] == "echoue"]
    assert [scenario["titre"] for scenario in failed] == [STRUCK], run.output
    assert reason in failed[0]["motif"]
    assert run.verdict["totaux"]["reussi"] == UNTOUCHED
    assert run.verdict["secrets"]["trouves"] == []


def test_a_slow_machine_and_network_tell_the_truth(runner: Runner) -> None:
    """Processeur cinq fois plus lent, 3G lent : un scénario passe, ou dit ce que l'écran n'a pas montré."""
    run = struck(runner, "lenteur", ON_SCREEN)
    assert run.code in (0, 1), run.output
    assert len(run.verdict["scenarios"]) == UNTOUCHED + 1
    for scenario in run.verdict["scenarios"]:
        if scenario["issue"] != "reussi":
            assert re.search(
                "L'écran ne (montre pas|s'affiche pas)|Virtus ne répond pas", scenario["motif"]
            ), scenario


def test_a_key_given_to_the_browser_fails_every_screen(runner: Runner) -> None:
    """L'application qui embarque la clé service_role est démasquée par son code et par ses demandes."""
    run = struck(runner, "clé dans l'application", ON_SCREEN)
    assert (run.code, run.verdict["totaux"]["echoue"]) == (1, UNTOUCHED + 1), run.output
    told = "\n".join(scenario["motif"] for scenario in run.verdict["scenarios"])
    assert "la clé service_role est dans le navigateur : une demande l'envoie à /rest/v1/" in told
    assert "la clé service_role est dans le navigateur : le code la contient, /app.js" in told


def test_an_exception_that_quotes_secrets_is_masked(runner: Runner, tmp_path: Path) -> None:
    """Ni la console, ni le verdict, ni junit ne répètent l'adresse, la clé ou le mot de passe."""
    junit = tmp_path / "junit.xml"
    run = struck(
        runner, "exception bavarde", ON_SCREEN, f"--junitxml={junit}", "--tb=long", "-ojunit_logging=all"
    )
    assert run.code == 1, run.output
    [failed] = [scenario for scenario in run.verdict["scenarios"] if scenario["issue"] == "echoue"]
    assert failed["motif"].startswith(f"RuntimeError : connexion à postgresql://postgres:{MASK}@127.0.0.1:")
    assert failed["motif"].endswith(f"sous {MASK}")
    assert f"dit en passant : {MASK}" in junit.read_text()
    assert run.verdict["secrets"]["trouves"] == []


@pytest.mark.parametrize("workers", [[], ["-n2"]], ids=["seul", "à deux"])
def test_a_secret_written_in_the_evidence_fails_the_run(
    runner: Runner, tmp_path: Path, workers: list[str]
) -> None:
    """Le fichier disparaît, le constat le nomme ; la clé anon, elle, n'est pas un secret."""
    run = struck(runner, "preuve bavarde", ON_SCREEN, *workers, f"--basetemp={tmp_path / 'xdist'}")
    assert (run.code, run.verdict["verdict"]) == (1, "non_recevable"), run.output
    assert run.verdict["totaux"]["echoue"] == 0
    assert run.verdict["secrets"]["trouves"] == [
        {"fichier": "ecran.txt", "genre": "mot de passe d'une personne"},
        {"fichier": "session.har", "genre": "clé service_role, jeton d'accès"},
    ]
    assert "Un secret allait sortir dans « ecran.txt » (mot de passe d'une personne)" in run.output
    assert not (runner.reports / "ecran.txt").exists()
    assert not (runner.reports / "session.har").exists()
    assert (runner.reports / "notes.txt").exists()


def test_an_interruption_does_not_spare_the_evidence(runner: Runner) -> None:
    """Même coupée net par un second Ctrl-C, la recette relit ce qu'elle a écrit."""
    run = struck(runner, "preuve bavarde et interruption", ON_SCREEN)
    assert (run.code, run.verdict["verdict"]) == (2, "non_recevable"), run.output
    assert [found["fichier"] for found in run.verdict["secrets"]["trouves"]] == ["ecran.txt", "session.har"]
    assert not (runner.reports / "session.har").exists()


def test_a_trace_of_signing_in_keeps_no_password(runner: Runner) -> None:
    """La trace d'une connexion porte le mot de passe et les jetons : masqués, elle s'ouvre toujours."""
    run = struck(runner, "aucun", *SIGNING_IN, "--tracing=on")
    assert run.code == 0, run.output
    assert run.verdict["secrets"]["archives"] > 0
    assert run.verdict["secrets"]["trouves"] == []
    masked = 0
    for trace in runner.reports.rglob("trace*.zip"):
        with zipfile.ZipFile(trace) as archive:
            assert archive.testzip() is None
            masked += sum(archive.read(entry).count(MASK.encode()) for entry in archive.namelist())
    assert masked > 0, "Les traces ne portaient aucun secret : l'essai ne prouve rien."
