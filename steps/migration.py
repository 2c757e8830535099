"""La migration elle-même : son métier est le schéma, ses scénarios le nomment."""

from collections.abc import Callable

from pytest_bdd import given, then, when

from fixtures.scene import Scene
from fixtures.worlds import RehearsedWorld
from recette.api import AssignmentAnswer
from recette.database.connection import connect
from recette.database.fingerprint import compare, findings, take_fingerprint
from recette.database.orphans import orphans
from recette.database.prepared import BASELINE
from recette.database.rollback import ROLLBACK_FILE, roll_back
from recette.database.tables import NEW_TABLES, missing_tables, table_names
from recette.laboratory.meanwhile import Meanwhile, live_meanwhile
from recette.operation.psql import play
from recette.target import Target
from steps.names import phrase


@given("Virtus avant la migration")
def virtus_before(scene: Scene, before_world: Target) -> None:
    scene.enter(before_world)


@given("une base migrée", target_fixture="database_url")
def a_migrated_database(clone: Callable[[str], str], after_model: str) -> str:
    return clone(after_model)


@given("un programme créé, un autre assigné et une séance faite depuis", target_fixture="meanwhile")
def people_lived_meanwhile(database_url: str) -> Meanwhile:
    return live_meanwhile(database_url)


@when("la migration est appliquée", target_fixture="database_url")
def migration_is_applied(after_world: RehearsedWorld) -> str:
    return after_world.target.database_url


@when("le propriétaire de la base lance le retour arrière")
def owner_rolls_back(database_url: str) -> None:
    roll_back(database_url)


@when("le propriétaire de la base joue le fichier du retour arrière")
def owner_plays_the_rollback_file(database_url: str) -> None:
    played = play(database_url, ROLLBACK_FILE)
    assert played.code == 0, f"{ROLLBACK_FILE.name} échoue (code {played.code}) : {played.complaint}"


@then(phrase("l'API répond que « {table} » n'existe pas"))
def api_names_the_cause(answer: AssignmentAnswer, table: str) -> None:
    assert not answer.accepted, "L'assignation réussit avant la migration."
    assert table in answer.reason, f"L'API donne une autre cause : {answer.reason}"


@then("les trois tables que le code nomme manquent à la base")
def three_tables_are_missing(scene: Scene) -> None:
    missing = missing_tables(scene.target.database_url)
    assert missing == list(NEW_TABLES), f"Tables absentes attendues : {list(NEW_TABLES)}, vues : {missing}"


@then(phrase("la base a les tables {tables:Noms}"))
def has_tables(database_url: str, tables: list[str]) -> None:
    absent = set(tables) - table_names(database_url)
    assert not absent, f"La base n'a pas {', '.join(sorted(absent))}."


@then(phrase("la base n'a plus les tables {tables:Noms}"))
def has_no_longer(database_url: str, tables: list[str]) -> None:
    left = set(tables) & table_names(database_url)
    assert not left, f"La base a encore {', '.join(sorted(left))}."


@then("chaque table garde le nombre et l'empreinte de ses lignes")
def rows_are_kept(after_world: RehearsedWorld) -> None:
    rehearsal = after_world.rehearsal
    counted = sum(rehearsal.before.tables().values())
    assert counted > 0, "La base de départ est vide : ce scénario ne prouverait rien."
    assert rehearsal.row_findings() == [], "Des lignes ont bougé :\n  - " + "\n  - ".join(
        rehearsal.row_findings()
    )


@then("aucune ligne n'est orpheline")
def no_orphans(database_url: str) -> None:
    with connect(database_url) as connection:
        found = orphans(connection)
    assert not found, "Lignes orphelines :\n  - " + "\n  - ".join(found)


@then("tout ce qui fut écrit entre-temps est toujours là, tel quel")
def what_was_written_survives(database_url: str, meanwhile: Meanwhile) -> None:
    changed = meanwhile.changes(database_url)
    assert not changed, "Le retour arrière a touché aux lignes :\n  - " + "\n  - ".join(changed)


@then("structure, politiques et privilèges sont ceux d'avant la migration")
def structure_is_back(database_url: str, clone: Callable[[str], str]) -> None:
    before = take_fingerprint(clone(BASELINE))
    after = take_fingerprint(database_url, like=before)
    lost = findings(compare(before.structure(), after.structure()))
    # Le code cite des clés par leur nom : un objet qui garde le nouveau n'est pas revenu.
    lost += [
        f"{item} garde un nouveau nom"
        for item in after.objects
        if any(new in item.name for new in NEW_TABLES)
    ]
    assert not lost, "Le retour arrière n'a pas tout rendu :\n  - " + "\n  - ".join(lost)
