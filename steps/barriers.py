"""Les barrières de la base, avant, après, et après le retour."""

from collections.abc import Callable

from pytest_bdd import then

from recette.database.barriers import always_true_policies, barriers, unprotected_tables
from recette.database.connection import connect
from recette.database.fingerprint import compare, findings, take_fingerprint
from recette.database.prepared import BASELINE
from recette.database.tables import RENAMES


@then("RLS, politiques et privilèges sont ceux d'avant la migration")
def barriers_are_the_same(database_url: str, clone: Callable[[str], str]) -> None:
    before = take_fingerprint(clone(BASELINE)).renamed(RENAMES)
    after = take_fingerprint(database_url).renamed(RENAMES)
    assert barriers(before).objects, "Le socle n'a aucune barrière : ce scénario ne prouverait rien."
    wrong = findings(compare(barriers(before), barriers(after)))
    assert not wrong, "Des barrières ont changé :\n  - " + "\n  - ".join(wrong)


@then("chaque table ouverte à l'API a sa RLS active")
def every_open_table_is_protected(database_url: str) -> None:
    with connect(database_url) as connection:
        found = unprotected_tables(connection)
    assert not found, f"RLS inactive sur des tables ouvertes à l'API : {', '.join(found)}."


@then("aucune politique n'est toujours vraie")
def no_policy_is_always_true(database_url: str) -> None:
    with connect(database_url) as connection:
        found = always_true_policies(connection)
    assert not found, "Politiques toujours vraies :\n  - " + "\n  - ".join(found)
