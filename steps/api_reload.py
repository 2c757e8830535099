"""L'API découvre les nouveaux noms, ou reste sur les anciens."""

import time

from pytest_bdd import given, then, when

from fixtures.api_cache import UnmigratedWorld
from fixtures.scene import Scene
from fixtures.worlds import RehearsedWorld
from recette.database.rollback import roll_back
from recette.database.script import Script, run
from recette.laboratory.api_cache import API_DEADLINE_S, Diagnosis, diagnose, wait_for_new_names
from recette.laboratory.api_notice import drop_event_triggers, reload_api, without_notice
from recette.laboratory.api_return import refusal_of_old_names
from recette.plan import Plan
from steps.names import phrase

_PATIENCE_S = 1.0
"""Une API prévenue se recharge en 0,1 à 0,7 s selon la charge : au-delà, personne ne l'a prévenue."""


@given("une API qui tourne devant la base d'avant la migration", target_fixture="database_url")
def an_api_over_the_unmigrated_base(unmigrated_world: UnmigratedWorld) -> str:
    return unmigrated_world.target.database_url


@given("rien dans la base ne prévient l'API d'un changement")
def nothing_warns_the_api(unmigrated_world: UnmigratedWorld) -> None:
    drop_event_triggers(unmigrated_world.superuser_url)


@when("la migration est jouée sous cette API", target_fixture="migrated_at")
def migration_is_played(unmigrated_world: UnmigratedWorld, plan: Plan, after_world: RehearsedWorld) -> float:
    return _play(unmigrated_world, plan.migration, *plan.after)


@when("la migration, privée de sa demande de rechargement, est jouée sous cette API")
def silent_migration_is_played(
    unmigrated_world: UnmigratedWorld, plan: Plan, after_world: RehearsedWorld
) -> None:
    _play(unmigrated_world, without_notice(plan.migration))


@given("la migration jouée sous cette API, qui en est prévenue")
def migration_was_played(unmigrated_world: UnmigratedWorld, plan: Plan, after_world: RehearsedWorld) -> None:
    migrated_at = _play(unmigrated_world, plan.migration, *plan.after)
    # Sans la prévenir soi-même : un second rechargement, venu plus tard, servirait le retour arrière.
    diagnosis = wait_for_new_names(unmigrated_world.target, migrated_at + API_DEADLINE_S)
    assert diagnosis.served, f"Cette étape prépare le scénario : {diagnosis.sentence}"


@when("le retour arrière est joué sous cette API", target_fixture="rolled_back_at")
def rollback_is_played(unmigrated_world: UnmigratedWorld) -> float:
    roll_back(unmigrated_world.target.database_url)
    return time.monotonic()


@when("l'API est interrogée sur les nouveaux noms", target_fixture="diagnosis")
def api_is_asked(unmigrated_world: UnmigratedWorld) -> Diagnosis:
    return diagnose(unmigrated_world.target)


@then(phrase("l'API sert les nouveaux noms en moins de {seconds:d} secondes"))
def api_serves_in_time(
    scene: Scene, unmigrated_world: UnmigratedWorld, migrated_at: float, seconds: int
) -> None:
    diagnosis = wait_for_new_names(unmigrated_world.target, migrated_at + seconds)
    assert diagnosis.served, f"Nouveaux noms attendus de l'API en {seconds} s : {diagnosis.sentence}"
    scene.report_measure("api_rechargee_s", time.monotonic() - migrated_at)


@then(phrase("l'API sert de nouveau les anciens noms en moins de {seconds:d} secondes"))
def api_serves_old_names(unmigrated_world: UnmigratedWorld, rolled_back_at: float, seconds: int) -> None:
    refusal = refusal_of_old_names(unmigrated_world.target, rolled_back_at + seconds)
    assert refusal is None, (
        f"Anciens noms attendus de l'API {seconds} s après le retour arrière ; elle répond : {refusal} "
        "Le retour arrière doit la prévenir (NOTIFY pgrst, 'reload schema')."
    )


@then("le diagnostic de l'API est « cache ancien »")
def cache_is_stale(unmigrated_world: UnmigratedWorld) -> None:
    diagnosis = wait_for_new_names(unmigrated_world.target, time.monotonic() + _PATIENCE_S)
    assert diagnosis.state == "cache ancien", (
        f"« cache ancien » attendu, « {diagnosis.state} » rendu : {diagnosis.sentence}"
    )


@then("une fois prévenue, l'API sert les nouveaux noms")
def api_serves_once_warned(unmigrated_world: UnmigratedWorld) -> None:
    reload_api(unmigrated_world.target.database_url)
    diagnosis = wait_for_new_names(unmigrated_world.target, time.monotonic() + API_DEADLINE_S)
    assert diagnosis.served, f"L'API, prévenue, devait servir les nouveaux noms : {diagnosis.sentence}"


@then(phrase("le diagnostic de l'API est « table absente » et nomme {tables:Noms}"))
def tables_are_absent(diagnosis: Diagnosis, tables: list[str]) -> None:
    assert diagnosis.state == "table absente", (
        f"« table absente » attendu, « {diagnosis.state} » rendu : {diagnosis.sentence}"
    )
    unnamed = [table for table in tables if table not in diagnosis.sentence]
    assert not unnamed, f"Le diagnostic ne nomme pas {', '.join(unnamed)} : {diagnosis.sentence}"


def _play(world: UnmigratedWorld, *scripts: Script) -> float:
    # L'horloge part de la migration : ce qui la suit compte dans le délai de l'API.
    ends = []
    for script in scripts:
        outcome = run(world.target.database_url, script)
        assert outcome.error is None, f"{script.path.name} ne s'applique plus : {outcome.error}"
        ends.append(time.monotonic())
    return ends[0]
