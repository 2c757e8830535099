"""Le client fait sa séance."""

from pytest_bdd import then, when

from fixtures.scene import Scene
from recette.pages.training import CurrentProgramme
from steps.names import phrase


@when(
    phrase("{client} termine sa séance de « {programme} » avec {reps:d} répétitions à {load:d} kg partout"),
    target_fixture="trained",
)
def finishes(scene: Scene, client: str, programme: str, reps: int, load: int) -> str:
    _screen(scene, client, reps, load).finish()
    return client


@when(
    phrase(
        "{client} termine sa séance de « {programme} » par un double clic,"
        " avec {reps:d} répétitions à {load:d} kg"
    ),
    target_fixture="trained",
)
def finishes_twice(scene: Scene, client: str, programme: str, reps: int, load: int) -> str:
    _screen(scene, client, reps, load).finish(clicks=2)
    return client


@then(phrase("ses performances sont enregistrées une seule fois, avec {reps:d} répétitions à {load:d} kg"))
def is_logged_once(scene: Scene, trained: str, reps: int, load: int) -> None:
    logs = scene.witness.performances(scene.cast.person(trained).id)
    assert len(logs) == 1, f"Une séance enregistrée attendue, {len(logs)} trouvée(s) en base."
    sets = [entry for exercise in logs[0] for entry in exercise["loggedSets"]]
    seen = {(str(entry["reps"]), str(entry["load"])) for entry in sets}
    assert seen == {(str(reps), str(load))}, f"{reps} répétitions à {load} kg attendues, {seen} enregistrées."


def _screen(scene: Scene, client: str, reps: int, load: int) -> CurrentProgramme:
    screen = CurrentProgramme(scene.window(scene.cast.person(client))).open()
    screen.fill_every_set(reps=str(reps), load=str(load))
    return screen
