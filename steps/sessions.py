"""Entrer dans Virtus, en sortir, y revenir."""

import re

from pytest_bdd import given, then, when

from fixtures.faults import Outage
from fixtures.scene import Scene
from recette.pages.client import ClientHome, MyProgrammes
from recette.pages.coach import Library
from recette.pages.glimpses import Glimpses
from recette.pages.login import Account, Login
from recette.pages.profile import ASSIGNED_SECTION
from recette.pages.shelves import Shelf
from steps.names import phrase

_ROUTES = {
    "sa bibliothèque": Library.route,
    "son accueil": ClientHome.route,
    "ses programmes": MyProgrammes.route,
}
_PROFILE = "la fiche de "
_STEPS_BACK = 2
"""L'écran quitté, et celui d'avant."""


@given(phrase("{person} a sous les yeux « {programme} » dans {screen}"), target_fixture="consulted")
def has_before_her_eyes(scene: Scene, person: str, programme: str, screen: str) -> Shelf:
    consulted = shelf(scene, person, screen)
    consulted.open()
    consulted.shows_programme(programme)
    return consulted


@when(phrase("{client} recharge son accueil"))
def reloads_home(scene: Scene, client: str) -> None:
    ClientHome(scene.window(scene.cast.person(client))).open().reload()


@when(phrase("{person} se déconnecte puis se reconnecte"))
def signs_out_and_in(scene: Scene, person: str) -> None:
    account(scene, person).open().sign_out()
    _sign_in(scene, person)


@when(phrase("{person} se connecte sur son téléphone"))
def signs_in_on_phone(scene: Scene, person: str) -> None:
    Login(scene.phone(scene.cast.person(person))).open()
    _sign_in(scene, person)


@when(phrase("{person} se déconnecte puis revient en arrière"), target_fixture="glimpses")
def signs_out_and_goes_back(scene: Scene, person: str) -> Glimpses:
    account(scene, person).sign_out()
    window = scene.window(scene.cast.person(person))
    glimpses = Glimpses(window)
    Login(window).go_back(_STEPS_BACK)
    return glimpses


@when(
    phrase("{person} se déconnecte et {other} se connecte dans la même fenêtre"),
    target_fixture="shared_library",
)
def hands_over_the_window(scene: Scene, person: str, other: str) -> Library:
    account(scene, person).sign_out()
    newcomer, window = scene.cast.person(other), scene.window(scene.cast.person(person))
    Login(window).sign_in(newcomer.email, scene.cast.password)
    return Library(window).open()


@then(phrase("{coach} y trouve « {programme} » dans sa bibliothèque"))
def finds_in_library(shared_library: Library, coach: str, programme: str) -> None:
    shared_library.shows_programme(programme, f" à {coach}")


@then(phrase("il n'y trouve pas « {programme} »"))
def does_not_find_in_library(shared_library: Library, programme: str) -> None:
    shared_library.hides_programme(programme)


@then(phrase("{person} ne trouve plus que l'entrée de Virtus"))
def is_at_the_entrance(scene: Scene, person: str) -> None:
    Login(scene.window(scene.cast.person(person))).shows_entrance()


@then(phrase("« {programme} » ne s'affiche plus, pas même un instant"))
def programme_is_gone(glimpses: Glimpses, programme: str) -> None:
    glimpses.never_showed(re.escape(programme), f"« {programme} » après la déconnexion")


@then(phrase("{person} y retrouve « {programme} » en se reconnectant"))
def finds_again_by_signing_in(
    scene: Scene, consulted: Shelf, outage: Outage, person: str, programme: str
) -> None:
    outage.end()
    _sign_in(scene, person)
    consulted.open()
    consulted.shows_programme(programme)


def account(scene: Scene, name: str) -> Account:
    """Rend le compte d'une personne, dans sa fenêtre."""
    person = scene.cast.person(name)
    return Account(scene.window(person), person)


def shelf(scene: Scene, name: str, screen: str) -> Shelf:
    """Rend un écran de programmes, dans la fenêtre d'une personne déjà entrée dans Virtus."""
    account(scene, name).open().settle()
    window = scene.window(scene.cast.person(name))
    if screen.startswith(_PROFILE):
        client = scene.cast.person(screen.removeprefix(_PROFILE))
        return Shelf(window, f"/app/client/{client.id}", fold=ASSIGNED_SECTION)
    return Shelf(window, _ROUTES[screen])


def _sign_in(scene: Scene, name: str) -> None:
    person = scene.cast.person(name)
    Login(scene.window(person)).sign_in(person.email, scene.cast.password)
