"""Les mêmes scénarios, joués par pytest-bdd comme on l'écrit d'abord.

À chaque scénario son navigateur, sa connexion par le formulaire, et la base refaite d'après ses fichiers SQL.
"""

import itertools
import re
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pytest_bdd import given, parsers, scenarios, then, when

from bench import gestures
from bench.peers import FEATURES
from bench.served import Served, served_database
from recette.browser import SCREEN_DEADLINE_MS, WINDOW, launch_arguments
from recette.cast import Cast
from recette.database.witness import Witness
from recette.database.worlds import Worlds
from recette.parts import ROOT
from recette.programmes import coach_today, ordinary
from recette.stack.postgres import Cluster, running_cluster
from recette.stack.run_directory import run_directory

scenarios(*(str(ROOT / feature) for feature in FEATURES))

_NUMBERS = itertools.count(1)


@pytest.fixture(scope="session")
def place() -> Iterator[tuple[Path, Cluster]]:
    with run_directory() as folder, running_cluster(folder) as cluster:
        yield folder, cluster


@pytest.fixture
def served(place: tuple[Path, Cluster]) -> Iterator[Served]:
    folder, cluster = place
    database = f"naive_{next(_NUMBERS)}"
    with closing(Worlds(cluster)) as worlds:
        worlds.build_baseline(database)
    with served_database(cluster, folder, database) as served:
        yield served


@pytest.fixture
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=SCREEN_DEADLINE_MS)
    with sync_playwright() as playwright, playwright.chromium.launch(**launch_arguments()) as browser:
        yield browser


class People:
    """Les personnes d'un scénario, et leurs fenêtres."""

    def __init__(self, served: Served, browser: Browser) -> None:
        self.cast = Cast(served.target)
        self.witness = Witness(served.target.database_url)
        self.native = served.native
        self.lived_before = False
        """La cliente du scénario vivait là avant la migration."""
        self._url = served.target.url
        self._browser = browser
        self._windows: dict[str, Page] = {}

    def window(self, name: str) -> Page:
        """Ouvre une fenêtre et y connecte la personne par le formulaire."""
        if name not in self._windows:
            page = self._browser.new_context(base_url=self._url, **WINDOW).new_page()
            page.set_default_timeout(SCREEN_DEADLINE_MS)
            if self.lived_before:
                gestures.sign_in(page, self.native.email, self.native.password)
            else:
                gestures.sign_in(page, self.cast.person(name).email, self.cast.password)
            self._windows[name] = page
        return self._windows[name]

    def check_copy(self, client: str, programme: str) -> Any:
        template = self.cast.known_template(programme)
        person = self.cast.person(client)
        [assignment] = self.witness.assignments(client_id=person.id, template_id=template.id)
        assert assignment.client_program_id
        expected = self.witness.template_content(template.id)
        assert not expected.differences(self.witness.instance_content(assignment.client_program_id))
        return assignment.client_program_id


@pytest.fixture
def people(served: Served, browser: Browser) -> Iterator[People]:
    people = People(served, browser)
    with closing(people.cast), closing(people.witness):
        yield people


def phrase(text: str) -> Any:
    return parsers.parse(text)


def names(text: str) -> list[str]:
    return re.split(r", | et ", text)


@given(phrase("la coach {coach} et ses clients {clients}"))
@given(phrase("le coach {coach} et sa cliente {clients}"))
def settle(people: People, coach: str, clients: str) -> None:
    owner = people.cast.coach(coach)
    for client in names(clients):
        people.cast.client(client, coach=owner)


@given(phrase("la coach {coach} et {count:d} clients"))
def settle_many(people: People, coach: str, count: int) -> None:
    owner = people.cast.coach(coach)
    for number in range(1, count + 1):
        people.cast.client(f"Client n°{number}", coach=owner)


@given(phrase("{client} est prospect chez {coach}"))
def prospect(people: People, client: str, coach: str) -> None:
    people.cast.client(client, coach=people.cast.person(coach), status="prospect")


@given(phrase("{client} est archivé chez {coach}"))
def archived(people: People, client: str, coach: str) -> None:
    people.cast.client(client, coach=people.cast.person(coach), status="archived")


@given(phrase("le programme « {programme} » dans la bibliothèque de {coach}"))
def template(people: People, programme: str, coach: str) -> None:
    people.cast.template(people.cast.person(coach), ordinary(programme))


@given(phrase("« {programme} » déjà assigné à {client}"))
def assigned(people: People, programme: str, client: str) -> None:
    people.cast.assignment(people.cast.known_template(programme), people.cast.person(client))


@given(parsers.parse("« {programme} » assigné à {client} il y a {days:d} jours, semaine {week:d}, séance 1"))
def assigned_before(people: People, programme: str, client: str, days: int, week: int) -> None:
    known = people.cast.known_template(programme)
    start = coach_today() - timedelta(days=days)
    people.cast.assignment(known, people.cast.person(client), start=start, week=week)


@given(phrase("{client}, à qui {coach} avait assigné « {programme} » avant la migration"))
def native(people: People) -> None:
    people.lived_before = True


@given(phrase("l'état du modèle « {programme} » est relevé"), target_fixture="before")
def recorded(people: People, programme: str) -> list[str]:
    return people.witness.template_imprint(people.cast.known_template(programme).id)


@when(phrase("{coach} assigne « {programme} » à {clients}"))
def assigns(people: People, coach: str, programme: str, clients: str) -> None:
    gestures.assign(people.window(coach), programme, names(clients))


@when(phrase("{coach} assigne à tous ses clients « {programme} »"))
def assigns_to_everyone(people: People, coach: str, programme: str) -> None:
    clients = people.cast.clients_of(people.cast.person(coach))
    gestures.assign(people.window(coach), programme, [client.full_name for client in clients])


@when(phrase("{coach} ouvre l'assignation de « {programme} »"), target_fixture="dialog")
def opens(people: People, coach: str, programme: str) -> Any:
    return gestures.open_assignment(people.window(coach), programme)


@when(phrase("{client} ouvre son accueil"))
def opens_home(people: People, client: str) -> None:
    gestures.open_home(people.window(client))


@when(phrase("{client} consulte « {programme} » dans ses programmes"), target_fixture="rows")
def consults(people: People, client: str, programme: str) -> list[list[str]]:
    return gestures.read_programme(people.window(client), programme)


@then(phrase("{client} a une copie fidèle de « {programme} »"))
def faithful(people: People, client: str, programme: str) -> None:
    people.check_copy(client, programme)


@then(phrase("chaque client de {coach} a sa propre copie fidèle de « {programme} »"))
def all_faithful(people: People, coach: str, programme: str) -> None:
    clients = people.cast.clients_of(people.cast.person(coach))
    assert len({people.check_copy(client.full_name, programme) for client in clients}) == len(clients)


@then(phrase("l'assignation de {client} relie le modèle « {programme} » et la copie"))
def linked(people: People, client: str, programme: str) -> None:
    head = people.witness.instance_head(people.check_copy(client, programme))
    known = people.cast.known_template(programme)
    seen = [head[name] for name in ("program_template_id", "source_type", "client_id", "coach_id")]
    assert seen == [known.id, "coach_assigned", people.cast.person(client).id, known.coach.id]


@then(phrase("{client} n'a aucune assignation ni aucune copie"))
def has_nothing(people: People, client: str) -> None:
    person = people.cast.person(client)
    assert not people.witness.assignments(client_id=person.id)
    assert not people.witness.instance_ids(person.id)


@then(phrase("{client} garde une seule assignation de « {programme} »"))
def keeps_one(people: People, client: str, programme: str) -> None:
    assert len(people.witness.assignments(client_id=people.cast.person(client).id)) == 1


@then(phrase("le modèle « {programme} » n'a pas bougé d'un octet"))
def unchanged(people: People, before: list[str], programme: str) -> None:
    assert people.witness.template_imprint(people.cast.known_template(programme).id) == before


@then(phrase("la fenêtre ne propose que {clients}"))
def offers(people: People, dialog: Any, clients: str) -> None:
    gestures.check_offered(dialog.page, dialog, names(clients))


@then(phrase("{client} voit « {programme} » en cours, semaine {week}, séance {session}"))
def sees_current(people: People, client: str, programme: str, week: str, session: str) -> None:
    gestures.check_current(people.window(client), programme, week, session)


@then(phrase("toutes les séances et tous les exercices de « {programme} » y sont, dans l'ordre"))
def reads_everything(rows: list[list[str]], programme: str) -> None:
    gestures.check_rows(ordinary(programme), rows)


@then(phrase("la copie de {client} est telle qu'elle était avant la migration"))
def as_before(people: People, client: str) -> None:
    [assignment] = people.witness.assignments(client_id=people.native.id)
    assert assignment.program_id
    assert assignment.client_program_id
    expected = people.witness.template_content(assignment.program_id)
    assert not expected.differences(people.witness.instance_content(assignment.client_program_id))
