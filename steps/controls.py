"""Les requêtes de contrôle du guide de correction."""

from collections.abc import Callable

from pytest_bdd import given, then, when

from recette.database.rollback import roll_back
from recette.operation.controls import expected, outcome
from steps.names import phrase

Answer = tuple[str, str]
"""Le contrôle joué, et sa réponse."""


@given("le retour arrière lancé par le propriétaire")
def rolled_back(database_url: str) -> None:
    roll_back(database_url)


@when(phrase("l'équipe joue le contrôle « {name} »"), target_fixture="control")
def control_is_played(database_url: str, name: str) -> Answer:
    return name, outcome(database_url, name)


@then("il répond ce que la base dit par un autre chemin")
def control_is_right(database_url: str, control: Answer) -> None:
    name, seen = control
    rows = expected(database_url, name)
    assert rows, f"La base n'a rien à répondre à « {name} » : rien ne serait prouvé."
    wanted = "\n".join(" | ".join(map(str, row)) for row in rows)
    assert seen == wanted, f"Le contrôle « {name} » devrait répondre :\n{wanted}\nil répond :\n{seen}"


@then(phrase("il nomme {tables:Noms}"))
def control_names(control: Answer, tables: list[str]) -> None:
    _, seen = control
    assert seen.splitlines() == tables, f"Tables attendues : {tables}, nommées : {seen.splitlines()}"


@then("sa réponse n'est plus celle d'une base saine")
def control_sees_the_damage(clone: Callable[[str], str], after_model: str, control: Answer) -> None:
    name, seen = control
    sound = outcome(clone(after_model), name)
    assert seen != sound, f"Le contrôle « {name} » répond sur une base abîmée comme sur une saine :\n{seen}"
