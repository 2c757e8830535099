"""Les voies par lesquelles l'équipe applique une migration."""

import pytest
from pytest_bdd import given, then, when

from recette.database.fingerprint import take_fingerprint
from recette.database.script import Script
from recette.laboratory.routes import PUSH, ROUTES, expected_entry, history
from recette.laboratory.trial import Trial
from steps.names import phrase


@when(phrase("la migration est appliquée par {route}"))
def is_applied_by(request: pytest.FixtureRequest, database_url: str, migration: Script, route: str) -> None:
    if route == PUSH:
        request.getfixturevalue("supabase_push")
    applied = ROUTES[route](database_url, migration)
    assert applied.succeeded, f"{route} devait appliquer la migration ; il dit :\n{applied.said}"


@given("la migration déjà poussée par supabase db push")
def already_pushed(request: pytest.FixtureRequest, database_url: str, migration: Script) -> None:
    is_applied_by(request, database_url, migration, PUSH)


@when("la migration est poussée à nouveau", target_fixture="trial")
def is_pushed_again(request: pytest.FixtureRequest, database_url: str, migration: Script) -> Trial:
    before = take_fingerprint(database_url)
    is_applied_by(request, database_url, migration, PUSH)
    return Trial(before)


@then("l'historique de Supabase retient une fois la migration")
def history_keeps_it(database_url: str, migration: Script) -> None:
    expected, kept = [expected_entry(migration)], history(database_url)
    assert kept == expected, f"L'historique devait retenir {expected} ; il retient {kept}."
