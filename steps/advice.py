"""Les avis de sécurité de Supabase, avant et après la migration."""

from collections.abc import Callable
from dataclasses import dataclass

from pytest_bdd import given, then, when

from recette.database.prepared import BASELINE
from recette.laboratory.advice import catalogue_advice, new_advice, supabase_advice
from recette.laboratory.weaknesses import weaken
from recette.operation.shell import Shell
from steps.names import phrase


@dataclass(frozen=True)
class Pair:
    """Deux bases à comparer : celle d'avant la migration, la migrée."""

    before: str
    after: str


@given("une base d'avant la migration et une base migrée", target_fixture="pair")
def two_databases(clone: Callable[[str], str], after_model: str) -> Pair:
    return Pair(clone(BASELINE), clone(after_model))


@given(phrase("dans celle-ci, {weakness}"))
def a_weakness(pair: Pair, weakness: str) -> None:
    weaken(pair.after, weakness)


@when("les questions de sécurité de Supabase sont posées au catalogue des deux", target_fixture="advice")
def catalogue_is_questioned(pair: Pair) -> list[str]:
    return new_advice(catalogue_advice(pair.before), catalogue_advice(pair.after))


@when("« supabase db advisors » est jouée sur les deux", target_fixture="advice")
def supabase_is_questioned(pair: Pair, shell: Shell) -> list[str]:
    return new_advice(supabase_advice(shell, pair.before), supabase_advice(shell, pair.after))


@then("la base migrée n'appelle aucun avis de plus")
def no_new_advice(advice: list[str]) -> None:
    assert not advice, (
        "La migration suscite des avis de sécurité qu'il n'y avait pas :\n  - " + "\n  - ".join(advice)
    )


@then(phrase("la base migrée appelle l'avis {name}"))
def this_advice_is_given(advice: list[str], name: str) -> None:
    given_names = {line.split(" : ")[0] for line in advice}
    assert name in given_names, f"Avis {name} attendu, avis donnés : {sorted(given_names) or 'aucun'}"
