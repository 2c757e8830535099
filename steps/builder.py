"""Créer et modifier des programmes dans les créateurs."""

from pytest_bdd import then, when

from fixtures.scene import Scene
from recette.api import ASSIGN
from recette.pages.builder import ClientBuilder, CoachBuilder
from recette.pages.client import MyProgrammes
from recette.pages.coach import Library
from recette.programmes import Programme, Template
from steps.names import phrase


@when(phrase("{coach} enregistre « {programme} » dans le créateur en choisissant {client}"))
def saves_and_assigns(scene: Scene, coach: str, programme: str, client: str) -> None:
    _builder(scene, coach, programme).save_for(client)


@when(phrase("{coach} tente d'enregistrer « {programme} » dans le créateur en choisissant {client}"))
def tries_to_save_and_assign(scene: Scene, coach: str, programme: str, client: str) -> None:
    # L'échec est le sujet du scénario : la sentinelle le laisse passer, les étapes suivantes l'exigent.
    scene.sentinel.announce(f"rpc/{ASSIGN}")
    saves_and_assigns(scene, coach, programme, client)


@when(phrase("{coach} compose « {programme} » dans le créateur en choisissant {client}"))
def composes_and_assigns(scene: Scene, coach: str, programme: str, client: str) -> None:
    owner = scene.cast.person(coach)
    builder = CoachBuilder(scene.window(owner)).open()
    builder.name(programme)
    builder.save_for(client)
    has_only_one(scene, coach, programme)


@when(phrase("{coach} compose « {programme} » pour {client} et l'enregistre d'un double clic"))
def composes_with_a_double_click(scene: Scene, coach: str, programme: str, client: str) -> None:
    owner = scene.cast.person(coach)
    builder = CoachBuilder(scene.window(owner)).open()
    builder.name(programme)
    builder.save_for(client, twice=True)


@when(phrase("{coach} ouvre le créateur de programmes"), target_fixture="builder")
def opens_builder(scene: Scene, coach: str) -> CoachBuilder:
    return CoachBuilder(scene.window(scene.cast.person(coach))).open()


@when(phrase("{coach} renomme « {programme} » en « {name} » dans le créateur"))
def renames(scene: Scene, coach: str, programme: str, name: str) -> None:
    builder = _builder(scene, coach, programme)
    builder.name(name)
    builder.save()


@when(phrase("{client} crée la séance « {name} » avec « {exercise} »"), target_fixture="read_message")
def creates_session(scene: Scene, client: str, name: str, exercise: str) -> str:
    return ClientBuilder(scene.window(scene.cast.person(client))).open().save_session(name, exercise)


@when(phrase("{coach} choisit de modifier « {programme} » dans sa bibliothèque"))
def starts_editing(scene: Scene, coach: str, programme: str) -> None:
    Library(scene.window(scene.cast.person(coach))).open().start_editing(programme)


@then(phrase("{coach} modifie « {programme} » dans le créateur"))
def is_editing(scene: Scene, coach: str, programme: str) -> None:
    template = scene.cast.known_template(programme)
    CoachBuilder(scene.window(scene.cast.person(coach)), template.id).wait_loaded(programme)


@then(phrase("le créateur ne propose que {clients:Noms}"))
def builder_offers_only(builder: CoachBuilder, clients: list[str]) -> None:
    builder.offers(clients)


@then(phrase("{coach} n'a qu'un programme « {programme} » dans sa bibliothèque"))
def has_only_one(scene: Scene, coach: str, programme: str) -> None:
    owner = scene.cast.person(coach)
    found = scene.witness.templates_named(owner.id, programme)
    assert len(found) == 1, f"Un programme « {programme} » attendu en bibliothèque, {len(found)} en base."
    scene.cast.adopt(Template(found[0], owner, Programme(programme)))


@then(phrase("le modèle « {programme} » s'appelle désormais « {name} »"))
def template_is_renamed(scene: Scene, programme: str, name: str) -> None:
    seen = scene.witness.template_content(scene.cast.known_template(programme).id).head["name"]
    assert seen == name, f"Le modèle devait s'appeler « {name} » ; la base dit « {seen} »."


@when(phrase("{client} supprime « {programme} » de ses programmes"), target_fixture="read_message")
def deletes_own(scene: Scene, client: str, programme: str) -> str:
    return _shelves(scene, client).delete_own(programme)


@then(phrase("elle lit « {message} »"))
@then(phrase("il lit « {message} »"))
def reads(read_message: str, message: str) -> None:
    assert read_message == message, f"Message attendu : « {message} » ; lu : « {read_message} »."


@then(phrase("{client} trouve « {name} » parmi ce qu'elle a créé"))
def finds_own(scene: Scene, client: str, name: str) -> None:
    _shelves(scene, client).shows_own(name)


@then(phrase("{client} lit « {exercise} » dans « {name} »"))
def reads_own(scene: Scene, client: str, exercise: str, name: str) -> None:
    seen = [row.exercise for row in _shelves(scene, client).consult(name).rows()]
    assert seen == [exercise], f"« {name} » : « {exercise} » attendu, {seen or 'rien'} montré à {client}."


@then(phrase("{client} trouve « {name} » parmi ce que son coach lui a assigné"))
def finds_assigned(scene: Scene, client: str, name: str) -> None:
    _shelves(scene, client).shows_assigned(name)


@then(phrase("« {name} » n'est pas parmi ce que {client} a créé"))
def not_own(scene: Scene, name: str, client: str) -> None:
    _shelves(scene, client).hides_own(name)


@then(phrase("« {name} » n'est pas parmi ce qui est assigné à {client}"))
def not_assigned(scene: Scene, name: str, client: str) -> None:
    _shelves(scene, client).hides_assigned(name)


def _builder(scene: Scene, coach: str, programme: str) -> CoachBuilder:
    template = scene.cast.known_template(programme)
    builder = CoachBuilder(scene.window(scene.cast.person(coach)), template.id).open()
    builder.wait_loaded(programme)
    return builder


def _shelves(scene: Scene, client: str) -> MyProgrammes:
    return MyProgrammes(scene.window(scene.cast.person(client))).open()
