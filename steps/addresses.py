"""Taper l'adresse d'un écran qui n'est peut-être pas le sien."""

from pytest_bdd import then, when

from fixtures.scene import Scene
from recette.pages.addresses import Address
from steps.names import phrase

_PROFILE = "la fiche de "
_HOMES = {"coach": "le tableau de bord", "client": "l'accueil d'une cliente"}


@when(phrase("{person} tape l'adresse de {screen}"), target_fixture="address")
def types_address(scene: Scene, person: str, screen: str) -> Address:
    address = _address(scene, person, screen)
    address.visit()
    return address


@then(phrase("{person} y lit « Client non trouvé. »"))
def reads_not_found(address: Address, person: str) -> None:
    address.says_not_found()


@then(phrase("{person} se retrouve sur son propre accueil"))
def is_at_home(scene: Scene, person: str) -> None:
    _address(scene, person, _HOMES[scene.cast.person(person).role]).is_shown()


@then(phrase("rien de {client} ni de « {programme} » ne s'y affiche, pas même un instant"))
def nothing_was_shown(scene: Scene, address: Address, client: str, programme: str) -> None:
    stranger = scene.cast.person(client)
    for secret in (stranger.full_name, stranger.email, programme):
        address.never_showed(secret)


@then("l'écran demandé ne s'affiche pas, pas même un instant")
def screen_was_not_shown(address: Address) -> None:
    address.never_shown()


@then(phrase("{person} ouvre {screen} à la même adresse"))
def opens_same_address(scene: Scene, person: str, screen: str) -> None:
    address = _address(scene, person, screen)
    address.visit()
    address.is_shown()


def _address(scene: Scene, name: str, screen: str) -> Address:
    window = scene.window(scene.cast.person(name))
    if screen.startswith(_PROFILE):
        client = scene.cast.person(screen.removeprefix(_PROFILE))
        return Address.of_profile(window, client.id, client.full_name)
    return Address.of(window, screen)
