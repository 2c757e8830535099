"""Ce que le client voit de ses programmes."""

from pytest_bdd import given, then, when

from fixtures.scene import Scene
from fixtures.worlds import RehearsedWorld
from recette.pages.client import AssignedProgramme, ClientHome, MyProgrammes
from recette.pages.programme_table import differences
from steps.names import phrase


@given(phrase("{client}, à qui {coach} avait assigné « {programme} » avant la migration"))
def assigned_before_migration(
    scene: Scene, after_world: RehearsedWorld, client: str, coach: str, programme: str
) -> None:
    scene.join(after_world.natives.cast)
    assigned = scene.cast.known_assignment(programme, client)
    assert assigned.template.coach.full_name == coach, f"« {programme} » n'est pas de {coach}."


@when(phrase("{client} ouvre son accueil"))
def opens_home(scene: Scene, client: str) -> None:
    _home(scene, client)


@when(phrase("{client} ouvre ses programmes"))
def opens_programmes(scene: Scene, client: str) -> None:
    MyProgrammes(scene.window(scene.cast.person(client))).open()


@when(phrase("{client} consulte « {programme} » dans ses programmes"), target_fixture="consulted")
def consults_programme(scene: Scene, client: str, programme: str) -> AssignedProgramme:
    return MyProgrammes(scene.window(scene.cast.person(client))).open().consult(programme)


@then(phrase("{client} voit « {programme} » en cours, semaine {week}, séance {session}"))
def sees_current(scene: Scene, client: str, programme: str, week: str, session: str) -> None:
    _home(scene, client).shows_current(programme, week=week, session=session)


@then(phrase("{client} est invitée à contacter son coach"))
@then(phrase("{client} est invité à contacter son coach"))
def is_invited(scene: Scene, client: str) -> None:
    _home(scene, client).shows_invitation()


@then(phrase("toutes les séances et tous les exercices de « {programme} » y sont, dans l'ordre"))
def reads_everything(scene: Scene, consulted: AssignedProgramme, programme: str) -> None:
    wrong = differences(scene.cast.known_template(programme).programme, consulted.rows())
    assert not wrong, f"L'écran ne montre pas « {programme} » tel qu'il est :\n  - " + "\n  - ".join(
        wrong[:10]
    )


@then(phrase("la copie de {client} est telle qu'elle était avant la migration"))
def copy_is_unchanged(scene: Scene, client: str) -> None:
    person = scene.cast.person(client)
    found = scene.witness.assignments(client_id=person.id)
    assert len(found) == 1, f"Une assignation de {client} attendue, {len(found)} trouvée(s) en base."
    [assignment] = found
    assert assignment.program_id is not None, "L'assignation n'a plus de modèle."
    assert assignment.client_program_id is not None, "L'assignation n'a plus de copie."
    expected = scene.witness.template_content(assignment.program_id)
    wrong = expected.differences(scene.witness.instance_content(assignment.client_program_id))
    assert not wrong, "La copie assignée avant la migration a changé :\n  - " + "\n  - ".join(wrong)


def _home(scene: Scene, client: str) -> ClientHome:
    return ClientHome(scene.window(scene.cast.person(client))).open()
