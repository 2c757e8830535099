"""Le laboratoire : tenter la migration sur une base jetable, et constater ce qui a changé."""

from collections.abc import Callable
from contextlib import ExitStack

from pytest_bdd import given, then, when

from fixtures.scene import Scene
from recette.database.fingerprint import Fingerprint, take_fingerprint
from recette.database.prepared import BASELINE
from recette.database.script import Script, run
from recette.database.tables import NEW_TABLES, OLD_TABLES
from recette.laboratory.obstacles import add_namesakes, add_table, occupied, remove_table
from recette.laboratory.trial import Trial, attempt, differences, roll_back
from steps.names import phrase

_NAMED = {"les tables des clients": {*OLD_TABLES, *NEW_TABLES}}


@given("la migration éprouvée", target_fixture="migration")
def the_tested_migration(tested_migration: Script) -> Script:
    return tested_migration


@given("une base d'avant la migration", target_fixture="database_url")
def a_database_before(clone: Callable[[str], str]) -> str:
    return clone(BASELINE)


@given(phrase("la table {table} n'y est plus, sinon dans un autre schéma"))
def table_is_missing(database_url: str, table: str) -> None:
    remove_table(database_url, table)


@given(phrase("la table {table} y existe déjà"))
def table_is_present(database_url: str, table: str) -> None:
    add_table(database_url, table)


@given(phrase("un autre schéma y a ses tables {tables:Noms}"))
def namesakes_exist(database_url: str, tables: list[str]) -> None:
    add_namesakes(database_url, tables)


@given(phrase("une transaction qui occupe la table {table}"))
def table_is_occupied(database_url: str, occupation: ExitStack, table: str) -> None:
    occupation.enter_context(occupied(database_url, table))


@given("la migration déjà appliquée")
def already_migrated(database_url: str, migration: Script) -> None:
    _succeed(run(database_url, migration).error)


@given("la migration déjà appliquée puis défaite")
def migrated_then_rolled_back(database_url: str, migration: Script) -> None:
    already_migrated(database_url, migration)
    _succeed(roll_back(database_url).error)


@when("la migration est tentée", target_fixture="trial")
def migration_is_tried(database_url: str, migration: Script) -> Trial:
    return attempt(database_url, lambda: run(database_url, migration))


@when("le retour arrière est tenté", target_fixture="trial")
def rollback_is_tried(database_url: str) -> Trial:
    return attempt(database_url, lambda: roll_back(database_url))


@when("la migration est appliquée, défaite puis réappliquée")
def up_down_up(database_url: str, migration: Script) -> None:
    migrated_then_rolled_back(database_url, migration)
    already_migrated(database_url, migration)


@then("la base l'accepte")
def is_accepted(trial: Trial) -> None:
    assert trial.error is None, f"La base devait accepter la migration, elle la refuse : {trial.error}"


@then(phrase("la base la refuse en nommant {named}"))
def is_refused(trial: Trial, named: str) -> None:
    assert trial.error is not None, "La base devait refuser, elle a accepté : la précondition manque."
    words = set(trial.error.message.replace(".", " ").replace('"', " ").split())
    assert words & _NAMED.get(named, {named}), (
        f"Le refus devait nommer {named} pour que l'on sache quoi faire ; il dit : {trial.error}"
    )


@then(phrase("le retour arrière renonce en moins de {seconds:d} secondes et dit qu'une transaction le gêne"))
@then(phrase("la migration renonce en moins de {seconds:d} secondes et dit qu'une transaction la gêne"))
def gives_up(scene: Scene, trial: Trial, seconds: int) -> None:
    scene.report_measure("renoncement_s", trial.duration_ms / 1000)
    assert trial.error is not None, (
        f"Il fallait renoncer ; la base a attendu {trial.duration_ms / 1000:.0f} s la fin de la "
        "transaction. Donnez-lui un lock_timeout."
    )
    assert trial.error.sqlstate == "55P03", (
        f"Il fallait renoncer par un lock_timeout (SQLSTATE 55P03) ; la base dit : {trial.error}"
    )
    assert trial.duration_ms < seconds * 1000, (
        f"Il fallait renoncer en {seconds} s ; la base a attendu {trial.duration_ms / 1000:.1f} s."
    )


@then("la base n'a pas changé")
def nothing_changed(database_url: str, trial: Trial) -> None:
    changes = trial.changes(database_url)
    assert not changes, "La base devait rester comme avant ; ont changé :\n  - " + "\n  - ".join(changes)


@then("la base est celle que donne une seule application")
def same_as_once(database_url: str, migrated_once: Fingerprint) -> None:
    found = differences(migrated_once, take_fingerprint(database_url))
    assert not found, "Une seule application aurait donné une autre base :\n  - " + "\n  - ".join(found)


def _succeed(error: object) -> None:
    assert error is None, f"Cette étape prépare le scénario et devait réussir : {error}"
