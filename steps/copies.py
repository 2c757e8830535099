"""Le modèle et ses copies vivent chacun leur vie."""

from uuid import UUID

from pytest_bdd import given, then, when

from fixtures.scene import Scene
from recette.api_instance import RemoteInstance
from recette.api_template import set_every_load
from recette.database.witness import Content, changed_lines
from recette.pages.coach import Library
from recette.programmes import ordinary
from steps.names import phrase


@given(phrase("le programme « {programme} », que {client} a créé"))
def own_programme(scene: Scene, programme: str, client: str) -> None:
    scene.cast.own_programme(scene.cast.person(client), ordinary(programme))


@given(phrase("{client} a déjà fait une séance de « {programme} »"))
def has_trained(scene: Scene, client: str, programme: str) -> None:
    scene.cast.performance(scene.cast.known_assignment(programme, client))


@given(phrase("l'état de la copie de « {programme} » de {client} est relevé"), target_fixture="copy_before")
def copy_is_recorded(scene: Scene, programme: str, client: str) -> tuple[list[str], Content]:
    instance = scene.cast.known_assignment(programme, client).instance_id
    return scene.witness.instance_imprint(instance), scene.witness.instance_content(instance)


@when(phrase("{coach} passe à « {load} » les charges du modèle « {programme} »"))
def coach_changes_template(scene: Scene, coach: str, load: str, programme: str) -> None:
    template = scene.cast.known_template(programme)
    set_every_load(scene.cast.connected(scene.cast.person(coach)), template.id, load)


@when(phrase("{coach} supprime « {programme} » de sa bibliothèque"))
def deletes_template(scene: Scene, coach: str, programme: str) -> None:
    Library(scene.window(scene.cast.person(coach))).open().delete(programme)


@when(phrase("{coach} supprime la copie de « {programme} » de {client}"))
def deletes_copy(scene: Scene, coach: str, programme: str, client: str) -> None:
    instance = scene.cast.known_assignment(programme, client).instance_id
    RemoteInstance(scene.cast.connected(scene.cast.person(coach)), instance).delete()


@then(phrase("le modèle « {programme} » demande « {load} » partout"))
def template_asks(scene: Scene, programme: str, load: str) -> None:
    seen = {line["load"] for line in _template(scene, programme).lines}
    assert seen == {load}, f"Charges du modèle : « {load} » attendu partout, {sorted(seen)} trouvé."


@then(phrase("la copie de {client} n'a pas bougé d'un octet"))
def copy_is_identical(scene: Scene, copy_before: tuple[list[str], Content], client: str) -> None:
    now = scene.witness.instance_imprint(_only_instance(scene, client))
    scene.report_sighting(f"la copie de {client}", copy_before[0], now)
    assert copy_before[0] == now, f"La copie de {client} a changé : {changed_lines(copy_before[0], now)}"


@then(phrase("le contenu de la copie de {client} est resté le même"))
def copy_content_is_the_same(scene: Scene, copy_before: tuple[list[str], Content], client: str) -> None:
    wrong = copy_before[1].differences(scene.witness.instance_content(_only_instance(scene, client)))
    assert not wrong, f"Le contenu de la copie de {client} a changé :\n  - " + "\n  - ".join(wrong[:10])


@then(phrase("il ne reste rien de la copie de « {programme} » de {client}"))
def nothing_is_left(scene: Scene, programme: str, client: str) -> None:
    left = scene.witness.remains_of(scene.cast.known_assignment(programme, client).instance_id)
    assert not left, f"Il reste de la copie supprimée : {left}"


@then(phrase("il ne reste rien de « {programme} », que {client} avait créé"))
def nothing_is_left_of_own(scene: Scene, programme: str, client: str) -> None:
    left = scene.witness.remains_of(scene.cast.known_own_programme(programme).instance_id)
    assert not left, f"Il reste du programme que {client} a supprimé : {left}"


@then(phrase("le modèle « {programme} » est toujours complet"))
def template_is_whole(scene: Scene, programme: str) -> None:
    described = scene.cast.known_template(programme).programme
    seen = _template(scene, programme)
    counts = (len(seen.sessions), len(seen.lines))
    expected = (len(described.sessions), sum(len(session.exercises) for session in described.sessions))
    assert counts == expected, f"Modèle : {expected} séances et exercices attendus, {counts} trouvés."


@then(phrase("{client} a toujours « {programme} » en entier"))
def own_is_whole(scene: Scene, client: str, programme: str) -> None:
    described = scene.cast.known_own_programme(programme)
    seen = scene.witness.instance_content(described.instance_id)
    expected = sum(len(session.exercises) for session in described.programme.sessions)
    assert len(seen.lines) == expected, (
        f"« {programme} » de {client} devait garder {expected} exercices ; {len(seen.lines)} trouvés."
    )


@then(phrase("{client} garde ses performances"))
def keeps_performances(scene: Scene, client: str) -> None:
    found = scene.witness.performances(scene.cast.person(client).id)
    assert len(found) == 1, f"{client} avait une séance enregistrée ; la base en a {len(found)}."


@then(phrase("{client} en est le seul propriétaire"))
def is_sole_owner(scene: Scene, client: str) -> None:
    head = scene.witness.instance_head(_only_instance(scene, client))
    seen = (head["source_type"], head["coach_id"], head["program_template_id"])
    assert seen == ("client_created", None, None), (
        f"Le programme de {client} devait être le sien, sans coach ni modèle ; la base dit {seen}."
    )


def _template(scene: Scene, programme: str) -> Content:
    return scene.witness.template_content(scene.cast.known_template(programme).id)


def _only_instance(scene: Scene, client: str) -> UUID:
    found = scene.witness.instance_ids(scene.cast.person(client).id)
    assert len(found) == 1, f"{client} devait avoir un programme et un seul ; la base en a {len(found)}."
    return found.pop()
