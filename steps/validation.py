"""Le script de validation, joué sur une base saine ou abîmée."""

from pytest_bdd import given, then, when

from recette.database.fingerprint import Fingerprint, compare, take_fingerprint
from recette.laboratory.damages import damage
from recette.operation.psql import Played, play
from recette.plan import Plan
from steps.names import phrase


@given(phrase("cette base abîmée : {name}"))
def a_damaged_database(database_url: str, name: str) -> None:
    damage(database_url, name)


@when("le propriétaire de la base joue le script de validation", target_fixture="validated")
def owner_validates(database_url: str, plan: Plan) -> tuple[Fingerprint, Played]:
    return take_fingerprint(database_url), play(database_url, plan.validation.path)


@then("le script réussit")
def script_succeeds(validated: tuple[Fingerprint, Played], plan: Plan) -> None:
    _, played = validated
    assert played.code == 0, (
        f"{plan.validation.path.name} refuse une base saine (code {played.code}) : {played.complaint}"
    )


@then("le script échoue")
def script_fails(validated: tuple[Fingerprint, Played], plan: Plan) -> None:
    _, played = validated
    assert played.code != 0, (
        f"{plan.validation.path.name} ne voit pas ce dégât : il sort avec le code 0 sur une base abîmée. "
        "Un contrôle qui avertit sans lever d'exception (RAISE WARNING) n'arrête personne."
    )


@then("la base est restée telle quelle")
def nothing_was_written(database_url: str, validated: tuple[Fingerprint, Played]) -> None:
    before, _ = validated
    left = compare(before, take_fingerprint(database_url, like=before))
    assert not left, "La base a gardé des traces :\n  - " + "\n  - ".join(map(str, left))
