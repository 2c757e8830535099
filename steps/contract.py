"""Ce que le code et l'écran nomment, confronté à ce que la base a."""

from collections.abc import Callable
from pathlib import Path

from pytest_bdd import given, then, when

from fixtures.scene import Scene
from recette.application import REFERENCE_SOURCE
from recette.contract.catalogue import read_catalogue
from recette.contract.check import Contract, check
from recette.contract.report import lacks_as_text, unread_as_text
from recette.contract.requests import read_requests
from recette.contract.source import read_source
from recette.database.losses import lose
from recette.database.prepared import BASELINE
from recette.plan import Plan
from steps.names import phrase

_ARTICLES = {"la table": "table", "la colonne": "colonne", "la relation": "relation"}
_ARTICLES |= {"la fonction": "fonction", "l'argument": "argument"}


@given("une base d'avant la migration, que personne n'a touchée", target_fixture="database_url")
def an_untouched_database(clone: Callable[[str], str]) -> str:
    return clone(BASELINE)


@given(phrase("elle a perdu {loss}"))
def has_lost(database_url: str, loss: str) -> None:
    lose(database_url, loss)


@when("le code de l'application lui est confronté", target_fixture="contract")
def code_meets_database(plan: Plan, database_url: str) -> Contract:
    return check(read_source(plan.application.source), read_catalogue(database_url))


@when("le code de l'application de référence lui est confronté", target_fixture="contract")
def reference_code_meets_database(database_url: str) -> Contract:
    # Son code est connu à la ligne : c'est la lecture elle-même que l'on éprouve, quel que soit le checkout.
    return check(read_source(REFERENCE_SOURCE), read_catalogue(database_url))


@then(phrase("il n'y manque que les tables {tables:Noms}"))
def only_tables_are_missing(contract: Contract, tables: list[str]) -> None:
    expected = {f"table {table}" for table in tables}
    assert _missing(contract) == expected, _difference(contract, expected)


@then("rien n'en dépend que leurs propres colonnes et leurs relations")
def only_their_own_depends(contract: Contract) -> None:
    for lack in contract.lacks.values():
        own = (f"{lack.object.name}.", f" → {lack.object.name}", f"{lack.object.name} → ")
        strangers = [str(named) for named in lack.dependents if not any(mark in named.name for mark in own)]
        assert lack.dependents, f"Le code ne demande rien à {lack.object.name} : la lecture est incomplète."
        assert not strangers, f"De {lack.object.name} ne devraient pas dépendre : {', '.join(strangers)}"


@then(phrase("il n'y manque que {loss}, nommé dans {file}"))
def only_this_is_missing(contract: Contract, loss: str, file: str) -> None:
    article = next(article for article in _ARTICLES if loss.startswith(article))
    expected = {f"{_ARTICLES[article]}{loss.removeprefix(article)}"}
    assert _missing(contract) == expected, _difference(contract, expected)
    [lack] = contract.lacks.values()
    places = [place for place in lack.places if Path(place.where).name == file and place.line]
    assert places, f"{loss} : un endroit de {file} attendu, vus : {sorted(map(str, lack.places))}"


@then("rien de ce qu'il nomme n'y manque")
def nothing_is_missing(contract: Contract) -> None:
    assert not contract.lacks, f"La base n'a pas tout ce que le code nomme :\n{lacks_as_text(contract)}"


@then(phrase("il nomme bien les tables {tables:Noms}"))
def names_tables(contract: Contract, tables: list[str]) -> None:
    _assert_named(contract, tables, "Le code lu")


@then(phrase("les requêtes vues dans le navigateur nomment {tables:Noms}, que la base a"))
def requests_are_honoured(scene: Scene, tables: list[str]) -> None:
    contract = check(read_requests(scene.sentinel.requests), read_catalogue(scene.target.database_url))
    _assert_named(contract, tables, "Le navigateur")
    assert not contract.lacks, f"Le navigateur demande ce que la base n'a pas :\n{lacks_as_text(contract)}"
    assert not contract.unread, f"Des requêtes n'ont pas pu être lues :\n{unread_as_text(contract)}"


def _missing(contract: Contract) -> set[str]:
    return {str(named) for named in contract.lacks}


def _difference(contract: Contract, expected: set[str]) -> str:
    return f"Écart attendu : {sorted(expected)}, vu : {sorted(_missing(contract))}\n{lacks_as_text(contract)}"


def _assert_named(contract: Contract, tables: list[str], who: str) -> None:
    named = {name for kind, name in contract.named if kind == "table"}
    absent = sorted(set(tables) - named)
    assert not absent, f"{who} devait nommer {', '.join(absent)} ; il nomme : {', '.join(sorted(named))}"
