"""Les commandes du README du correctif, tapées telles quelles."""

import shutil
from pathlib import Path

import pytest
from pytest_bdd import given, then, when

from fixtures.worlds import RehearsedWorld
from recette.database.restore import describe
from recette.database.tables import NEW_TABLES, OLD_TABLES, table_names
from recette.operation.psql import Played
from recette.operation.shell import Shell
from recette.plan import Plan
from steps.names import phrase

_SAVE = 'pg_dump --format=custom --file=sauvegarde.dump "$VIRTUS_DB_URL"'
_MIGRATE = 'psql "$VIRTUS_DB_URL" -v ON_ERROR_STOP=1 -f supabase/migrations/20251118_rename_client_tables.sql'


@pytest.fixture
def project(shell: Shell, plan: Plan, after_world: RehearsedWorld) -> Path:
    """Le dossier du correctif, sous les noms que son README donne aux fichiers."""
    migrations = shell.project / "supabase" / "migrations"
    shutil.copy(plan.migration.path, migrations / "20251118_rename_client_tables.sql")
    shutil.copy(plan.validation.path, shell.project / "test_migration.sql")
    return shell.project


@given("cette base sauvegardée puis migrée par l'équipe")
def saved_then_migrated(shell: Shell, project: Path, database_url: str) -> None:
    played = shell.run(f"{_SAVE} && {_MIGRATE}", database_url)
    assert (played.code, (project / "sauvegarde.dump").exists()) == (0, True), played.complaint


@when(phrase("l'équipe tape « {line} »"), target_fixture="typed")
def team_types(shell: Shell, project: Path, database_url: str, line: str) -> Played:
    return shell.run(line, database_url)


@when("l'équipe tape les commandes", target_fixture="typed")
def team_types_several(shell: Shell, project: Path, database_url: str, docstring: str) -> Played:
    return shell.run(docstring, database_url)


@then(phrase("la commande est fausse : « {reason} »"))
def command_is_wrong(typed: Played, reason: str) -> None:
    assert typed.code != 0, "La commande réussit : le README a raison, ou l'outil a changé."
    said = typed.said + typed.output
    assert reason in said, f"Elle devait échouer par « {reason} », elle dit : {typed.complaint}"


@then("la commande réussit")
def command_succeeds(typed: Played) -> None:
    assert typed.code == 0, f"La commande sort avec le code {typed.code} : {typed.complaint}"


@then(phrase("elle a dit « {sentence} »"))
def command_told(typed: Played, sentence: str) -> None:
    assert sentence in typed.said + typed.output, f"Phrase attendue : « {sentence} », lue : {typed.complaint}"


@then(phrase("la sauvegarde « {name} » est refusée : « {reason} »"))
def backup_is_refused(project: Path, name: str, reason: str) -> None:
    complaint = describe(project / name).complaint
    assert reason in (complaint or ""), f"Reproche attendu : « {reason} », fait : {complaint or 'aucun'}"


@then(phrase("la sauvegarde « {name} » est complète"))
def backup_is_complete(project: Path, name: str) -> None:
    contents = describe(project / name)
    assert contents.complaint is None, f"La sauvegarde ne rendrait pas la base : {contents.complaint}."


@then("les tables portent leurs nouveaux noms")
def tables_have_new_names(database_url: str) -> None:
    _assert_names(database_url, set(NEW_TABLES))


@then("les tables portent leurs anciens noms")
def tables_have_old_names(database_url: str) -> None:
    _assert_names(database_url, set(OLD_TABLES))


def _assert_names(database_url: str, expected: set[str]) -> None:
    seen = table_names(database_url) & {*OLD_TABLES, *NEW_TABLES}
    assert seen == expected, f"Tables attendues : {sorted(expected)}, vues : {sorted(seen) or 'aucune'}"
