"""Les anciens noms des tables, cherchés dans la base migrée."""

from dataclasses import dataclass

from pytest_bdd import given, then, when

from recette.database.connection import connect
from recette.database.old_names import mentions
from recette.database.tables import NEW_TABLES
from recette.laboratory.bodies import Trial, try_bodies
from recette.laboratory.oversights import overlook
from steps.names import phrase


@dataclass(frozen=True)
class Search:
    """Ce que la recherche a trouvé : à la lecture du catalogue, et à l'exécution."""

    read: list[str]
    trial: Trial


@given(phrase("un ancien nom resté dans {where}"))
def an_overlooked_name(database_url: str, where: str) -> None:
    overlook(database_url, where)


@when("les anciens noms y sont cherchés, à la lecture et à l'exécution", target_fixture="search")
def old_names_are_searched(database_url: str) -> Search:
    with connect(database_url) as connection:
        read = mentions(connection)
    return Search(read, try_bodies(database_url))


@then("ni fonction, ni vue, ni politique, ni déclencheur, ni valeur par défaut n'en nomme")
def nothing_names_them(search: Search) -> None:
    assert not search.read, (
        "D'anciens noms restent, que la migration devrait remplacer :\n  - " + "\n  - ".join(search.read)
    )


@then("aucune fonction exécutée ne se heurte à un nom disparu")
def nothing_is_broken(search: Search) -> None:
    assert not search.trial.broken, (
        "Des fonctions cherchent un nom que la base n'a plus :\n  - " + "\n  - ".join(search.trial.broken)
    )


@then("les déclencheurs des tables renommées furent bien exécutés")
def triggers_were_fired(search: Search) -> None:
    missed = [
        table for table in NEW_TABLES if not any(what.startswith(table) for what in search.trial.played)
    ]
    assert not missed, f"Aucun déclencheur exécuté sur {', '.join(missed)} : rien n'y serait prouvé."


@then(phrase("{where} est dit par « {sentence} »"))
def oversight_is_told(search: Search, where: str, sentence: str) -> None:
    said = [*search.read, *search.trial.broken]
    assert any(sentence in line for line in said), (
        f"L'ancien nom resté dans {where} n'est pas retrouvé ; phrases lues : {said or 'aucune'}"
    )
