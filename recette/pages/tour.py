"""La visite des écrans : ce que chaque page déclare est-il encore à l'écran ?

Il n'y a pas de seconde liste : la visite énumère les morceaux que les pages emploient elles-mêmes.
"""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page

from recette.pages.builder import ClientBuilder, CoachBuilder
from recette.pages.client import AssignedProgramme, ClientHome, MyProgrammes
from recette.pages.coach import Bell, Clients, Library
from recette.pages.dialogs import AssignDialog
from recette.pages.login import Account, Login
from recette.pages.parts import Declared, Part, declared_parts
from recette.pages.profile import ClientProfile
from recette.pages.programme_table import ProgrammeTable
from recette.pages.training import CurrentProgramme
from recette.programmes import Person, Template

PRESENT, ABSENT, IDLE, UNKNOWN = "présent", "absent", "sans objet", "inconnu"


@dataclass(frozen=True)
class Sighting:
    """Ce qu'il en est d'un morceau d'écran, ou d'un parcours."""

    screen: str
    what: str
    state: str
    why: str = ""

    @property
    def alive(self) -> bool:
        """Dit si la recette peut compter dessus."""
        return self.state in (PRESENT, IDLE)


@dataclass(frozen=True)
class Guests:
    """Les personnes de la visite : un coach, un client qui a un programme, un autre qui n'en a pas."""

    coach: Person
    client: Person
    newcomer: Person
    template: Template
    password: str


class Tour:
    """Visite chaque écran, comme coach puis comme client."""

    def __init__(self, guests: Guests, window: Page) -> None:
        self._guests = guests
        self._window = window
        sessions = guests.template.programme.sessions
        self._samples = {
            "programme": guests.template.programme.name,
            "client": guests.newcomer.full_name,
            "first_name": guests.newcomer.first_name,
            "exercise": sessions[0].exercises[0].exercise,
            "label": "Charge",
        }

    def sightings(self) -> Iterator[Sighting]:
        """Rend ce qu'il en est de chaque morceau, au fil de la visite."""
        yield from self._as_coach()
        yield from self._as_client()

    def _as_coach(self) -> Iterator[Sighting]:
        guests, programme = self._guests, self._samples["programme"]
        yield from self._visit(Login, lambda: Login(self._tab()).open())
        yield from self._enter(guests.coach)
        yield from self._visit(Library, self._library)
        yield from self._visit(AssignDialog, lambda: self._library().start_assigning(programme))
        yield from self._walk("assigner", self._assign)
        yield from self._visit(Bell, self._bell)
        yield from self._visit(Clients, lambda: Clients(self._tab()).open())
        yield from self._visit(ClientProfile, self._profile)
        yield from self._visit(ProgrammeTable, lambda: self._profile().details(programme))
        yield from self._visit(CoachBuilder, lambda: CoachBuilder(self._tab(), guests.template.id).open())
        yield from self._walk("se déconnecter (coach)", lambda: self._account(guests.coach).sign_out())

    def _as_client(self) -> Iterator[Sighting]:
        client, exercise = self._guests.client, self._samples["exercise"]
        yield from self._enter(client)
        yield from self._visit(ClientHome, lambda: ClientHome(self._tab()).open())
        yield from self._visit(MyProgrammes, lambda: MyProgrammes(self._tab()).open())
        yield from self._visit(AssignedProgramme, self._consulted)
        yield from self._walk("changer une charge", lambda: self._consulted().change(exercise, load="42 kg"))
        yield from self._visit(CurrentProgramme, lambda: CurrentProgramme(self._tab()).open())
        yield from self._walk("faire sa séance", self._train)
        yield from self._visit(ClientBuilder, lambda: ClientBuilder(self._tab()).open())
        yield from self._walk(
            "composer une séance", lambda: ClientBuilder(self._tab()).open().save_session("Visite", exercise)
        )
        yield from self._walk("se déconnecter (client)", lambda: self._account(client).sign_out())

    def _tab(self) -> Page:
        # Un onglet neuf : ce qu'un écran a laissé ouvert recouvrirait le suivant, qui est à la même adresse.
        former, self._window = self._window, self._window.context.new_page()
        former.close()
        return self._window

    def _enter(self, person: Person) -> Iterator[Sighting]:
        def enter() -> Account:
            Login(self._tab()).open().sign_in(person.email, self._guests.password)
            return self._account(person)

        yield from self._visit(Account, enter)

    def _account(self, person: Person) -> Account:
        return Account(self._tab(), person).open()

    def _library(self) -> Library:
        return Library(self._tab()).open()

    def _assign(self) -> None:
        dialog = self._library().start_assigning(self._samples["programme"])
        dialog.choose(self._samples["client"])
        dialog.confirm()

    def _bell(self) -> Bell:
        # Dans l'onglet où l'on vient d'assigner : Virtus perd ses messages en changeant de page.
        bell = Bell(self._window)
        bell.messages()
        return bell

    def _profile(self) -> ClientProfile:
        profile = ClientProfile(self._tab(), self._guests.client.id).open()
        profile.shows_programme(self._samples["programme"])
        return profile

    def _consulted(self) -> AssignedProgramme:
        return MyProgrammes(self._tab()).open().consult(self._samples["programme"])

    def _train(self) -> None:
        screen = CurrentProgramme(self._tab()).open()
        screen.fill_every_set(reps="10", load="60")
        screen.finish()
        screen.shows_recap()
        screen.leave()

    def _visit(self, screen: type, reach: Callable[[], object]) -> Iterator[Sighting]:
        """Va à un écran et regarde chaque morceau qu'il déclare."""
        name = (screen.__doc__ or screen.__name__).splitlines()[0]
        try:
            reached = reach()
        except (AssertionError, PlaywrightError) as error:
            for declared in declared_parts(screen):
                yield Sighting(name, declared.what, UNKNOWN, _sentence(error))
            return
        for declared in declared_parts(screen):
            yield self._look(name, reached, declared)

    def _look(self, name: str, screen: object, declared: Declared) -> Sighting:
        find: Callable[..., Part] = getattr(screen, declared.name)
        sought = find(*(self._samples[parameter] for parameter in inspect.signature(find).parameters))
        try:
            found = sought.appears() if declared.only_if else sought.appears(None)
        except PlaywrightError as error:
            return Sighting(name, sought.what, UNKNOWN, _sentence(error))
        if found:
            return Sighting(name, sought.what, PRESENT)
        if declared.only_if:
            return Sighting(name, sought.what, IDLE, f"ne se montre que si {declared.only_if}")
        return Sighting(name, sought.what, ABSENT)

    def _walk(self, name: str, gestures: Callable[[], object]) -> Iterator[Sighting]:
        """Fait un parcours ; ce qui lui manque est la raison de son absence."""
        try:
            gestures()
        except (AssertionError, PlaywrightError) as error:
            yield Sighting("Parcours", name, ABSENT, _sentence(error))
        else:
            yield Sighting("Parcours", name, PRESENT)


def _sentence(error: BaseException) -> str:
    return str(error).strip().splitlines()[0]
