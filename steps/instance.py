"""Le client modifie sa copie, à l'écran ou par l'API."""

from dataclasses import replace

from pytest_bdd import given, then, when

from fixtures.scene import Scene
from recette.api_instance import RemoteInstance
from recette.database.witness import Content, changed_lines
from recette.pages.client import MyProgrammes
from recette.pages.profile import ClientProfile
from recette.pages.programme_table import ShownExercise
from steps.names import phrase


@given(phrase("l'état du modèle « {programme} » est relevé"), target_fixture="imprint")
def template_is_recorded(scene: Scene, programme: str) -> list[str]:
    return scene.witness.template_imprint(scene.cast.known_template(programme).id)


@when(phrase("{client} passe ses charges à « {load} » et ses répétitions à « {reps} » dans « {programme} »"))
def changes_loads(scene: Scene, client: str, load: str, reps: str, programme: str) -> None:
    instance = scene.cast.known_assignment(programme, client).instance_id
    RemoteInstance(scene.cast.connected(scene.cast.person(client)), instance).set_every_line(
        load=load, reps=reps
    )


@when(phrase("{client} change à l'écran la charge de « {exercise} » en « {load} » dans « {programme} »"))
def changes_load_on_screen(scene: Scene, client: str, exercise: str, load: str, programme: str) -> None:
    screen = MyProgrammes(scene.window(scene.cast.person(client))).open().consult(programme)
    screen.change(exercise, load=load)


@when(phrase("{client} passe à l'écran « {exercise} » à « {reps} » fois « {load} » dans « {programme} »"))
def changes_line_on_screen(
    scene: Scene, client: str, exercise: str, reps: str, load: str, programme: str
) -> None:
    screen = MyProgrammes(scene.window(scene.cast.person(client))).open().consult(programme)
    screen.change(exercise, reps=reps, load=load)


@then(phrase("la copie de « {programme} » de {client} demande « {load} » et « {reps} » partout"))
def copy_has_changed(scene: Scene, programme: str, client: str, load: str, reps: str) -> None:
    expected = scene.witness.template_content(scene.cast.known_template(programme).id)
    lines = [{**line, "load": load, "reps": reps} for line in expected.lines]
    _assert_copy(scene, programme, client, replace(expected, lines=lines))


@then(phrase("la copie de « {programme} » de {client} ne diffère du modèle que par une charge, « {load} »"))
def only_one_load_has_changed(scene: Scene, programme: str, client: str, load: str) -> None:
    _assert_one_line_changed(scene, programme, client, {"load": load})


@then(phrase("seul un exercice de « {programme} » a changé chez {client} : « {reps} » fois « {load} »"))
def only_one_line_has_changed(scene: Scene, programme: str, client: str, reps: str, load: str) -> None:
    _assert_one_line_changed(scene, programme, client, {"reps": reps, "load": load})


@then(phrase("la copie de « {programme} » de {client} est restée telle quelle"))
def copy_is_untouched(scene: Scene, programme: str, client: str) -> None:
    template = scene.cast.known_template(programme)
    _assert_copy(scene, programme, client, scene.witness.template_content(template.id))


@then(phrase("le modèle « {programme} » n'a pas bougé d'un octet"))
def template_is_untouched(scene: Scene, imprint: list[str], programme: str) -> None:
    now = scene.witness.template_imprint(scene.cast.known_template(programme).id)
    scene.report_sighting(f"le modèle « {programme} »", imprint, now)
    assert imprint == now, f"Le modèle « {programme} » a changé : {changed_lines(imprint, now)}"


@then(phrase("{coach} lit « {load} » pour « {exercise} » dans « {programme} » sur la fiche de {client}"))
def coach_reads_load(scene: Scene, coach: str, load: str, exercise: str, programme: str, client: str) -> None:
    seen = _shown_to_coach(scene, coach, exercise, programme, client)
    assert seen.load == load, (
        f"Charge de « {exercise} » : « {load} » attendu, « {seen.load} » montré à {coach}."
    )


@then(phrase("{coach} lit « {reps} » fois « {exercise} » dans « {programme} » sur la fiche de {client}"))
def coach_reads_reps(scene: Scene, coach: str, reps: str, exercise: str, programme: str, client: str) -> None:
    seen = _shown_to_coach(scene, coach, exercise, programme, client)
    assert seen.reps == reps, (
        f"Répétitions de « {exercise} » chez {client} : « {reps} » attendu, « {seen.reps} » montré à {coach}."
    )


def _shown_to_coach(scene: Scene, coach: str, exercise: str, programme: str, client: str) -> ShownExercise:
    window = scene.window(scene.cast.person(coach))
    profile = ClientProfile(window, scene.cast.person(client).id).open()
    seen = next((row for row in profile.details(programme).rows() if row.exercise == exercise), None)
    assert seen is not None, f"La fiche de {client} ne montre pas « {exercise} »."
    return seen


def _assert_one_line_changed(scene: Scene, programme: str, client: str, values: dict[str, str]) -> None:
    expected = scene.witness.template_content(scene.cast.known_template(programme).id)
    copy = scene.witness.instance_content(scene.cast.known_assignment(programme, client).instance_id)
    changed = [rank for rank, line in enumerate(copy.lines) if values.items() <= line.items()]
    assert len(changed) == 1, (
        f"Un exercice de la copie de {client} devait porter {values}, {len(changed)} le portent."
    )
    expected.lines[changed[0]].update(values)
    _assert_copy(scene, programme, client, expected)


def _assert_copy(scene: Scene, programme: str, client: str, expected: Content) -> None:
    instance = scene.cast.known_assignment(programme, client).instance_id
    wrong = expected.differences(scene.witness.instance_content(instance))
    assert not wrong, f"La copie de {client} n'est pas ce qui était attendu :\n  - " + "\n  - ".join(
        wrong[:10]
    )
