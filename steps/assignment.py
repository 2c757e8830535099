"""Assigner un programme depuis la bibliothèque."""

from pytest_bdd import then, when

from fixtures.scene import Scene
from recette.api import ASSIGN
from recette.database.witness import AssignmentRow
from recette.pages.coach import Bell, Library
from recette.programmes import Template
from steps.names import phrase


@when(phrase("{coach} assigne « {programme} » à {clients:Noms}"))
def assigns(scene: Scene, coach: str, programme: str, clients: list[str]) -> None:
    dialog = _library(scene, coach).start_assigning(programme)
    for client in clients:
        dialog.choose(client)
    dialog.confirm()


@when(phrase("{coach} assigne « {programme} » à la première des deux {client:Nom}"))
def assigns_to_one_namesake(scene: Scene, coach: str, programme: str, client: str) -> None:
    dialog = _library(scene, coach).start_assigning(programme)
    dialog.choose_first(client)
    dialog.confirm()


@when(phrase("{coach} assigne à tous ses clients « {programme} »"))
def assigns_to_everyone(scene: Scene, coach: str, programme: str) -> None:
    owner = scene.cast.person(coach)
    assigns(scene, coach, programme, [client.full_name for client in scene.cast.clients_of(owner)])


@when(phrase("{coach} tente d'assigner « {programme} » à {clients:Noms}"))
def tries_to_assign(scene: Scene, coach: str, programme: str, clients: list[str]) -> None:
    # L'échec est le sujet du scénario : la sentinelle le laisse passer, les étapes suivantes l'exigent.
    scene.sentinel.announce(f"rpc/{ASSIGN}")
    assigns(scene, coach, programme, clients)


@when(phrase("{coach} assigne à {client} la séance isolée « {session} »"))
def assigns_isolated_session(scene: Scene, coach: str, client: str, session: str) -> None:
    _library(scene, coach).assign_session(session, client)


@then(phrase("{coach} lit le message « {message} »"))
def reads_message(scene: Scene, coach: str, message: str) -> None:
    Bell(scene.window(scene.cast.person(coach))).shows_message(message)


@then(phrase("{client} a une copie fidèle de « {programme} »"))
def has_faithful_copy(scene: Scene, client: str, programme: str) -> None:
    assert_faithful_copy(scene, client, programme)


@then(phrase("chaque client de {coach} a sa propre copie fidèle de « {programme} »"))
def everyone_has_a_copy(scene: Scene, coach: str, programme: str) -> None:
    clients = scene.cast.clients_of(scene.cast.person(coach))
    copies = {assert_faithful_copy(scene, client.full_name, programme) for client in clients}
    assert len(copies) == len(clients), f"{len(clients)} copies attendues, {len(copies)} distinctes en base."


@then(phrase("l'assignation de {client} relie le modèle « {programme} » et la copie"))
def assignment_links_both(scene: Scene, client: str, programme: str) -> None:
    template = scene.cast.known_template(programme)
    assignment = _only_assignment(scene, client, template)
    assert assignment.client_program_id is not None, "L'assignation n'est reliée à aucune copie."
    head = scene.witness.instance_head(assignment.client_program_id)
    seen = {
        "statut": assignment.status,
        "coach de l'assignation": assignment.coach_id,
        "modèle de la copie": head["program_template_id"],
        "origine de la copie": head["source_type"],
        "client de la copie": head["client_id"],
        "coach de la copie": head["coach_id"],
    }
    expected = {
        "statut": "active",
        "coach de l'assignation": template.coach.id,
        "modèle de la copie": template.id,
        "origine de la copie": "coach_assigned",
        "client de la copie": scene.cast.person(client).id,
        "coach de la copie": template.coach.id,
    }
    wrong = [
        f"{key} : {expected[key]} attendu, {seen[key]} trouvé" for key in seen if seen[key] != expected[key]
    ]
    assert not wrong, "L'assignation est mal reliée :\n  - " + "\n  - ".join(wrong)


@then(phrase("{clients:Noms} n'a aucune assignation ni aucune copie"))
def has_nothing(scene: Scene, clients: list[str]) -> None:
    for client in clients:
        person = scene.cast.person(client)
        found = len(scene.witness.assignments(client_id=person.id)) + len(
            scene.witness.instance_ids(person.id)
        )
        assert found == 0, (
            f"{client} ne devait rien avoir ; la base lui trouve {found} assignation(s) ou copie(s)."
        )


@then(phrase("{client} garde une seule assignation de « {programme} »"))
def keeps_one(scene: Scene, client: str, programme: str) -> None:
    _assert_count(scene, client, programme, 1)


@then(phrase("{client} a deux assignations de « {programme} », chacune avec sa copie fidèle"))
def has_two(scene: Scene, client: str, programme: str) -> None:
    _assert_count(scene, client, programme, 2)
    template = scene.cast.known_template(programme)
    for assignment in scene.witness.assignments(
        client_id=scene.cast.person(client).id, template_id=template.id
    ):
        _assert_same(scene, client, template, assignment)


@then(phrase("une seule des deux {client:Nom} a une copie de « {programme} »"))
def only_one_namesake_has_it(scene: Scene, client: str, programme: str) -> None:
    template = scene.cast.known_template(programme)
    having = [
        len(scene.witness.assignments(client_id=person.id, template_id=template.id))
        for person in scene.cast.namesakes(client)
    ]
    assert sorted(having) == [0, 1], (
        f"Une seule assignation attendue pour les deux {client} ; la base leur en trouve {having}."
    )


def _assert_count(scene: Scene, client: str, programme: str, count: int) -> None:
    person, template = scene.cast.person(client), scene.cast.known_template(programme)
    found = scene.witness.assignments(client_id=person.id, template_id=template.id)
    copies = {assignment.client_program_id for assignment in found}
    everything = scene.witness.instance_ids(person.id)
    assert (len(found), len(copies), len(everything)) == (count, count, count), (
        f"{client} : {count} assignation(s) et autant de copies attendues ; en base, {len(found)} "
        f"assignation(s) vers {len(copies)} copie(s), et {len(everything)} copie(s) en tout."
    )


def _library(scene: Scene, coach: str) -> Library:
    return Library(scene.window(scene.cast.person(coach))).open()


def assert_faithful_copy(scene: Scene, client: str, programme: str) -> object:
    template = scene.cast.known_template(programme)
    return _assert_same(scene, client, template, _only_assignment(scene, client, template))


def _assert_same(scene: Scene, client: str, template: Template, assignment: AssignmentRow) -> object:
    assert assignment.client_program_id is not None, "L'assignation n'est reliée à aucune copie."
    expected = scene.witness.template_content(template.id)
    seen = scene.witness.instance_content(assignment.client_program_id)
    scene.report_sighting(f"« {template.programme.name} », du modèle à la copie de {client}", expected, seen)
    wrong = expected.differences(seen)
    assert not wrong, f"La copie de {client} n'est pas fidèle au modèle :\n  - " + "\n  - ".join(wrong[:10])
    return assignment.client_program_id


def _only_assignment(scene: Scene, client: str, template: Template) -> AssignmentRow:
    found = scene.witness.assignments(client_id=scene.cast.person(client).id, template_id=template.id)
    assert len(found) == 1, (
        f"Une assignation de « {template.programme.name} » à {client} attendue, "
        f"{len(found)} trouvée(s) en base."
    )
    return found[0]
