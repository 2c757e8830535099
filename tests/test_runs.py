"""Des recettes entières : le code de sortie, le verdict, la phrase, et rien qui reste."""

import signal
import sys
from pathlib import Path

import pytest

from tests.runs import Run, Runner

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="les processus restants se lisent dans /proc")

QUICK = ("features/migration", "-k", "trois and nouveaux")
WITHOUT_BROWSER = ("features/migration", "-k", "(trois and nouveaux) or cause")
ON_SCREEN = ("features/visibilite/voir_programme_en_cours.feature",)

BARE_NOTICE = """begin;
alter table client_programs rename to client_created_programs;
RAISE NOTICE 'terminé';
commit;
"""
TWO_TABLES = (
    "alter table client_programs rename to client_created_programs;\n"
    "alter table client_sessions rename to client_created_sessions;\n"
)


@pytest.fixture
def sql(tmp_path: Path) -> Path:
    """Le fichier SQL donné à la recette."""
    return tmp_path / "donne.sql"


def test_a_sound_migration_passes(runner: Runner) -> None:
    """Une sélection réussie est incomplète, et sort par 0."""
    run = runner.play(*QUICK)
    assert (run.code, run.verdict["verdict"]) == (0, "incomplet"), run.output
    assert run.issues() == {"M3": "reussi"}
    assert run.verdict["migration"]["etat"] == "appliquee"
    assert run.verdict["validation"] == {"etat": "reussie", "motif": None}


def test_a_migration_that_does_not_parse_is_one_finding(runner: Runner, sql: Path) -> None:
    """La ligne est donnée ; ce qui en avait besoin est bloqué, le reste est joué."""
    sql.write_text(BARE_NOTICE)
    run = runner.play(*WITHOUT_BROWSER, f"--migration={sql}")
    assert (run.code, run.verdict["verdict"]) == (1, "non_recevable"), run.output
    [finding] = run.verdict["constats"]
    assert "RAISE" in finding
    assert finding.endswith("Rien n'a changé.")
    migration = run.verdict["migration"]
    assert migration["etat"] == "refusee"
    assert (migration["erreur"]["sqlstate"], migration["erreur"]["ligne"]) == ("42601", 3)
    assert run.issues() == {"M1": "reussi", "M3": "bloque"}


def test_a_migration_of_two_tables_fails_its_validation(runner: Runner, sql: Path) -> None:
    """Elle s'applique : la validation, l'API et le scénario disent chacun ce qui manque."""
    sql.write_text(TWO_TABLES)
    run = runner.play(*QUICK, f"--migration={sql}")
    assert (run.code, run.verdict["verdict"]) == (1, "non_recevable"), run.output
    assert run.verdict["migration"]["etat"] == "appliquee"
    assert run.verdict["validation"]["etat"] == "echouee"
    assert "client_created_session_exercises" in run.verdict["validation"]["motif"]
    assert run.issues() == {"M3": "echoue"}
    assert run.reason("M3") == "La base n'a pas client_created_session_exercises."


@pytest.mark.parametrize("request_", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "SIGTERM"])
def test_an_interrupted_run_tidies_up(runner: Runner, request_: signal.Signals) -> None:
    """Le scénario en cours se termine, le verdict est incomplet, rien ne reste."""
    process = runner.start(*ON_SCREEN)
    said = runner.wait_for(process, "✓")
    process.send_signal(request_)
    run = runner.finish(process, said)
    assert (run.code, run.verdict["verdict"]) == (2, "incomplet"), run.output
    assert "Interruption : la recette range et s'arrête" in run.output
    assert run.verdict["totaux"]["reussi"] > 0
    assert run.verdict["totaux"]["echoue"] == 0


def test_a_killed_run_is_swept_by_the_next(runner: Runner) -> None:
    """Tuée net, une recette laisse un dossier, et aucun processus ; la suivante l'efface."""
    process = runner.start(*ON_SCREEN)
    runner.wait_for(process, "✓")
    process.kill()
    runner.finish(process)
    left = runner.leftovers()
    assert any(name.startswith("virtus-recette-") for name in left), left
    assert not any(name.startswith("processus") for name in left), left
    assert runner.play(*QUICK).code == 0
    for forgotten in runner.temporary.glob("playwright-pytest-*"):
        # Celui-là, vide, est à pytest-playwright, qui ne le range pas quand on le tue.
        forgotten.rmdir()


def test_a_postgrest_that_dies_is_named(runner: Runner) -> None:
    """Une pièce qui s'arrête n'accuse aucun scénario : la recette n'a pas pu tourner."""
    process = runner.start(*ON_SCREEN)
    said = runner.wait_for(process, "✓")
    runner.kill("postgrest")
    run = runner.finish(process, said)
    assert (run.code, run.verdict["verdict"]) == (2, "incomplet"), run.output
    assert "PostgREST (apres) s'est arrêté tout seul (tué par SIGKILL)" in run.output
    assert run.verdict["totaux"]["echoue"] == 0


def test_a_hotfix_that_does_not_apply_is_no_detection(runner: Runner, sql: Path) -> None:
    """Le fichier de --sql-apres qui échoue arrête tout, avec sa ligne."""
    sql.write_text("select 1;\nalter table absente disable row level security;\n")
    run = runner.play(*QUICK, f"--sql-apres={sql}")
    assert_could_not_run(run)
    assert 'ne s\'applique pas : relation "absente" does not exist (SQLSTATE 42P01)' in run.output


def test_a_postgrest_that_is_not_one_is_named(runner: Runner) -> None:
    """Un programme quelconque à la place de PostgREST s'arrête : la pièce est nommée."""
    run = runner.play(*QUICK, POSTGREST_BIN="/bin/false")
    assert_could_not_run(run)
    assert "PostgREST (apres) s'est arrêté tout seul (code 1)" in run.output


def test_a_browser_that_is_not_one_is_named(runner: Runner) -> None:
    """Un programme quelconque à la place de Chromium n'accuse aucun scénario."""
    run = runner.play("features/assignation", "-k", "Renoncer", CHROMIUM_BIN="/bin/false")
    assert_could_not_run(run)
    assert "Chromium ne démarre pas" in run.output


def assert_could_not_run(run: Run) -> None:
    """Aucun scénario n'est dit réussi, ni échoué."""
    assert (run.code, run.verdict["verdict"]) == (2, "incomplet"), run.output
    assert set(run.issues().values()) == {"ignore"}
    assert "La recette n'a pas pu tourner" in run.output
