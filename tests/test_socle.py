"""Des recettes entières sur d'autres bases de départ : le verdict de chacune est connu."""

import re
import sys
from pathlib import Path

import pytest

from recette.parts import ROOT
from recette.plan import DEFAULT_MIGRATION
from tests.runs import Run, Runner
from tests.test_starting_base import FOREIGN, PERSONAL, PLATFORM_ONLY, dumped

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="les processus restants se lisent dans /proc")

VARIANTS = ROOT / "sql" / "variants"
RENAME_AND_ASSIGN = (
    "features/migration/renommer_les_tables.feature::Les trois nouveaux noms existent, plus les anciens",
    "features/migration/reproduire_anomalie.feature::Avant la migration, la cause de l'échec est nommée",
    "features/assignation/assigner_programme.feature::Assigner un programme à un client",
    "features/visibilite/retrouver_programme_d_avant_migration.feature"
    "::Le programme assigné avant la migration se lit à l'identique",
)
QUICK = ("features/migration", "-k", "(trois and nouveaux) or orpheline or (cause and nommée)")


def played(runner: Runner, variant: str) -> Run:
    """Joue la migration, une assignation à l'écran et la lecture d'un programme d'avant."""
    run = runner.play(*RENAME_AND_ASSIGN, f"--socle={VARIANTS / variant}")
    assert (run.code, run.verdict["verdict"]) == (1, "non_recevable"), run.output
    assert run.verdict["socle"] == {
        "chemin": f"sql/variants/{variant}",
        "nature": "dossier de SQL",
        "ignore": [],
    }
    assert "Traceback" not in run.output
    return run


def test_old_column_names_leave_assignment_broken(runner: Runner) -> None:
    """La migration s'applique, et pourtant rien ne s'assigne : les colonnes qui manquent sont nommées."""
    run = played(runner, "noms_20251017")
    assert run.verdict["migration"]["etat"] == "appliquee"
    assert run.verdict["empreinte"]["constats"] == []
    incomplete, validation = run.verdict["constats"]
    assert incomplete.startswith(
        "La base de départ n'a pas source_type dans client_programs, ni program_id dans client_sessions, "
        "ni session_id dans client_session_exercises : "
    )
    for missing in (
        "client_created_programs.source_type",
        "client_created_sessions.program_id",
        "client_created_session_exercises.session_id",
    ):
        assert missing in validation
    assert run.verdict["anomalie"] == {
        "reproduite": True,
        "motif": 'relation "client_created_programs" does not exist',
    }
    assert run.issues() == {"A1": "echoue", "M1": "reussi", "M3": "reussi", "V9": "echoue"}
    assert 'column "source_type" of relation "client_created_programs" does not exist' in run.reason("A1")
    assert run.reason("V9") == incomplete


def test_new_tables_only_need_no_migration(runner: Runner) -> None:
    """Refusée à sa première précondition ; un seul constat, qui dit que l'assignation y marche déjà."""
    run = played(runner, "nouvelles_tables_seules")
    [finding] = run.verdict["constats"]
    assert "La table client_programs n'existe pas. Migration annulée." in finding
    assert "les trois tables portent leurs nouveaux noms" in finding
    assert "L'assignation réussit déjà sur la base de départ" in finding
    assert run.verdict["migration"]["etat"] == "refusee"
    assert not run.verdict["anomalie"]["reproduite"]
    assert "NON REPRODUITE — L'assignation réussit déjà sur la base de départ" in run.output
    assert run.issues() == {"A1": "bloque", "M1": "echoue", "M3": "bloque", "V9": "bloque"}
    assert run.reason("M1") == "L'assignation réussit avant la migration."


def test_a_half_renamed_base_is_told(runner: Runner) -> None:
    """Refusée ; le constat dit quelle table porte quel nom, et quoi faire."""
    run = played(runner, "a_moitie_renommee")
    [finding] = run.verdict["constats"]
    assert "La table client_programs n'existe pas. Migration annulée." in finding
    assert (
        "La base de départ est à moitié renommée : nouveau nom pour client_created_programs, "
        "ancien nom pour client_sessions et client_session_exercises." in finding
    )
    assert "ALTER TABLE public.client_created_programs RENAME TO client_programs;" in finding
    assert run.verdict["anomalie"] == {
        "reproduite": True,
        "motif": 'relation "client_created_sessions" does not exist',
    }
    assert run.issues() == {"A1": "bloque", "M1": "echoue", "M3": "bloque", "V9": "bloque"}


@pytest.mark.parametrize("form", ["plain", "custom"])
def test_a_dump_of_the_baseline_is_as_good(runner: Runner, scratch: str, tmp_path: Path, form: str) -> None:
    """Le vrai pg_dump du socle : rien à redire, et la sauvegarde n'est pas gardée avec les preuves."""
    path = tmp_path / "base"
    dumped(scratch, path, f"--format={form}")
    run = runner.play(*QUICK, f"--socle={path}")
    assert (run.code, run.verdict["verdict"]) == (0, "incomplet"), run.output
    assert (run.verdict["constats"], run.verdict["empreinte"]["constats"]) == ([], [])
    assert set(run.issues().values()) == {"reussi"}
    nature = {"plain": "fichier SQL", "custom": "archive de pg_dump"}[form]
    assert run.verdict["socle"] == {"chemin": str(path), "nature": nature, "ignore": PLATFORM_ONLY}
    assert f"Ignoré     : {' ; '.join(PLATFORM_ONLY)}" in run.output
    assert not run.verdict["sauvegarde"]["gardee"]
    assert not list(runner.reports.rglob("*.dump"))


def test_personal_data_reach_no_report(runner: Runner, scratch: str, tmp_path: Path) -> None:
    """Une migration qui abîme des lignes et cite une valeur : les preuves n'en montrent que les clés."""
    virtus, export, migration = (tmp_path / name for name in ("virtus.sql", "export.sql", "migration.sql"))
    dumped(scratch, virtus, "--quote-all-identifiers")
    private = "UPDATE public.clients SET phone = '0699887766', notes = 'vie-privee';\n"
    export.write_text(FOREIGN.read_text("utf-8") + virtus.read_text("utf-8") + private, "utf-8")
    damage = "update clients set notes = notes || '!';\n"
    migration.write_text(DEFAULT_MIGRATION.read_text("utf-8") + damage, "utf-8")
    run = runner.play(*QUICK, f"--socle={export}", f"--migration={migration}")
    assert run.code == 1, run.output
    [changed] = run.verdict["empreinte"]["constats"]
    # L'une de ces clés est tirée au sort : elle peut passer devant les autres.
    assert re.match(r"clients : 8 lignes avant, 8 après ; 8 changée\(s\) \(\([0-9a-f]{8}-", changed), changed
    migration.write_text("select phone::bigint, notes::int from clients;\n", encoding="utf-8")
    refused = runner.play(*QUICK, f"--socle={export}", f"--migration={migration}")
    assert "invalid input syntax for type integer: « … » (SQLSTATE 22P02)" in str(refused.verdict["constats"])
    told = [run.output, refused.output, *(path.read_text("utf-8") for path in files(runner.reports))]
    assert not [word for word in PERSONAL for text in told if word in text]


def test_a_base_that_does_not_load_stops_everything(runner: Runner, tmp_path: Path) -> None:
    """Une phrase, le code 2, et rien qui reste."""
    path = tmp_path / "export.sql"
    path.write_text("create table t (a int);\ncopy public.t (a) from stdin;\nvie-privee\n\\.\n", "utf-8")
    run = runner.play(*QUICK, f"--socle={path}")
    assert run.code == 2, run.output
    assert "export.sql, ligne 2 (COPY public.t) : des données sont refusées" in run.output
    assert "Traceback" not in run.output
    assert "vie-privee" not in run.output


def test_a_base_that_does_not_exist_stops_at_once(runner: Runner) -> None:
    """Rien n'a démarré."""
    run = runner.play(*QUICK, "--socle=absent.dump")
    assert (run.code, run.verdict) == (2, {})
    assert "La base de départ « absent.dump » est illisible" in run.output


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
