"""Le client fait sa séance."""

from dataclasses import dataclass
from typing import Any

from pytest_bdd import then, when

from fixtures.logs import Journal
from fixtures.scene import Scene
from recette.pages.client import ClientHome
from recette.pages.training import CurrentProgramme
from steps.names import phrase


@dataclass(frozen=True)
class Trained:
    """Qui vient de s'entraîner, et combien de séries furent saisies."""

    client: str
    sets: int


@when(
    phrase("{client} termine sa séance de « {programme} » avec {reps:d} répétitions à {load:d} kg partout"),
    target_fixture="trained",
)
def finishes(scene: Scene, client: str, programme: str, reps: int, load: int) -> Trained:
    screen, trained = _filled(scene, client, str(reps), str(load))
    screen.finish()
    screen.leave()
    return trained


@when(
    phrase("{client} termine sa séance de « {programme} » avec {reps:d} répétitions sans charge"),
    target_fixture="trained",
)
def finishes_without_load(scene: Scene, client: str, programme: str, reps: int) -> Trained:
    screen, trained = _filled(scene, client, str(reps), "")
    screen.finish()
    screen.leave()
    return trained


@when(phrase("{client} vient de terminer sa séance de « {programme} »"), target_fixture="screen")
def has_just_finished(scene: Scene, client: str, programme: str) -> CurrentProgramme:
    screen, _ = _filled(scene, client, "8", "50")
    screen.finish()
    return screen


@when(
    phrase("{client} termine d'un double clic sa séance de « {programme} », {reps:d} fois {load:d} kg"),
    target_fixture="trained",
)
def finishes_twice(scene: Scene, client: str, programme: str, reps: int, load: int) -> Trained:
    screen, trained = _filled(scene, client, str(reps), str(load))
    screen.finish(twice=True)
    screen.leave()
    return trained


@when(
    phrase("{client} termine dans deux onglets sa séance de « {programme} », {reps:d} fois {load:d} kg"),
    target_fixture="trained",
)
def finishes_in_two_tabs(
    scene: Scene, journal: Journal, client: str, programme: str, reps: int, load: int
) -> Trained:
    # Comme pour l'assignation : un onglet qui s'ouvre fait redessiner l'autre, on ne saisit qu'ensuite.
    person = scene.cast.person(client)
    ClientHome(scene.window(person)).open()
    other = CurrentProgramme(scene.another_tab(person)).open()
    screen, trained = _filled(scene, client, str(reps), str(load))
    other.fill_every_set(reps=str(reps), load=str(load))
    screen.finish()
    screen.leave()
    # La base doit refuser la seconde : c'est le sujet du scénario.
    scene.sentinel.announce("performance_logs")
    journal.announce("^PostgreSQL 23505 ")
    other.finish()
    return trained


@when(phrase("{client} suit son programme en cours"))
def follows_current_programme(scene: Scene, client: str) -> None:
    ClientHome(scene.window(scene.cast.person(client))).open().follow_current()


@then("l'écran lui en montre le récapitulatif")
def shows_recap(screen: CurrentProgramme) -> None:
    screen.shows_recap()


@then(phrase("{client} arrive à sa séance"))
def is_at_her_session(scene: Scene, client: str) -> None:
    CurrentProgramme(scene.window(scene.cast.person(client))).landmark().shows()


@then(phrase("{client} peut toujours y faire sa séance"))
def can_still_train(scene: Scene, client: str) -> None:
    CurrentProgramme(scene.window(scene.cast.person(client))).open().landmark().shows()


@then(phrase("ses performances sont enregistrées une seule fois, avec {reps:d} répétitions à {load:d} kg"))
def is_logged_once(scene: Scene, trained: Trained, reps: int, load: int) -> None:
    seen = {(str(entry["reps"]), str(entry["load"])) for entry in _logged_sets(scene, trained)}
    assert seen == {(str(reps), str(load))}, f"{reps} répétitions à {load} kg attendues, {seen} enregistrées."


@then(phrase("ses performances sont enregistrées une seule fois, avec {reps:d} répétitions par série"))
def reps_are_logged_once(scene: Scene, trained: Trained, reps: int) -> None:
    seen = {str(entry["reps"]) for entry in _logged_sets(scene, trained)}
    assert seen == {str(reps)}, f"{reps} répétitions attendues à chaque série, {seen} enregistrées."


def _logged_sets(scene: Scene, trained: Trained) -> list[dict[str, Any]]:
    logs = scene.witness.performances(scene.cast.person(trained.client).id)
    assert len(logs) == 1, f"Une séance enregistrée attendue, {len(logs)} trouvée(s) en base."
    sets = [entry for exercise in logs[0] for entry in exercise["loggedSets"]]
    assert len(sets) == trained.sets, f"{trained.sets} séries saisies, {len(sets)} enregistrées."
    return sets


def _filled(scene: Scene, client: str, reps: str, load: str) -> tuple[CurrentProgramme, Trained]:
    window = scene.window(scene.cast.person(client))
    # On part de l'accueil : ce qu'il montrait avant la séance doit changer après elle.
    ClientHome(window).open()
    screen = CurrentProgramme(window).open()
    return screen, Trained(client, screen.fill_every_set(reps=reps, load=load))
