"""Le plancher : les scénarios d'écran en un script nu, sans cadre d'essai.

`python -m bench.bare CIBLE SORTIE TOURS` joue chaque scénario autant de fois et écrit ses durées.
"""

import itertools
import json
import secrets
import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import httpx
from playwright.sync_api import Browser, Page, expect, sync_playwright

from bench import gestures
from recette.browser import SCREEN_DEADLINE_MS, launch_arguments, place_session
from recette.database.seed import Seeder
from recette.database.witness import Witness
from recette.natives import CLIENT, COACH, PROGRAMME
from recette.programmes import Casting, Person, Template, coach_today, ordinary

_SECOND_CLIENT = "Bruno Durand"


class Stage:
    """Ce que le script garde d'un scénario à l'autre : navigateur, connexions ; rien d'autre."""

    def __init__(self, browser: Browser, common: dict[str, Any], http: httpx.Client) -> None:
        self.native = SimpleNamespace(**common["native"])
        self.witness = Witness(common["target"]["database_url"])
        self.seeder = Seeder(common["target"]["database_url"], common["password"])
        self._browser = browser
        self._common = common
        self._http = http
        self.casting = Casting("")
        self._opened: list[Page] = []

    def close(self) -> None:
        """Ferme les connexions à la base."""
        self.witness.close()
        self.seeder.close()

    def cast(self, *others: tuple[str, str]) -> tuple[Person, list[Person], Template]:
        """Sème la coach, ses clients (leur nom, leur statut) et son programme."""
        # Une adresse électronique par scénario, comme dans la recette.
        self.casting.run_id = secrets.token_hex(4)
        coach = self.casting.person(COACH, "coach")
        clients = [self.casting.person(name, "client", coach=coach, status=how) for name, how in others]
        self.seeder.people(coach, *clients)
        return coach, clients, self.seeder.template(coach, ordinary(PROGRAMME))

    def window(self, email: str, password: str | None = None) -> Page:
        """Ouvre la fenêtre d'une personne déjà connectée."""
        target = self._common["target"]
        password = password or self._common["password"]
        session = gestures.open_session(self._http, target["url"], target["anon_key"], email, password)
        context = self._browser.new_context(base_url=target["url"], **self._common["window"])
        context.set_default_timeout(SCREEN_DEADLINE_MS)
        self._opened.append(context.new_page())
        place_session(self._opened[-1], target["url"], "sb-127-auth-token", session)
        return self._opened[-1]

    def close_windows(self) -> None:
        """Ferme les fenêtres du scénario."""
        for page in self._opened:
            page.context.close()
        self._opened.clear()

    def check_copy(self, template: Template, client: Person) -> UUID | None:
        """Exige une copie fidèle, et une seule."""
        [assignment] = self.witness.assignments(client_id=client.id, template_id=template.id)
        assert assignment.client_program_id is not None
        expected = self.witness.template_content(template.id)
        assert not expected.differences(self.witness.instance_content(assignment.client_program_id))
        return assignment.client_program_id


_PAIR = ((CLIENT, "active"), (_SECOND_CLIENT, "active"))


def assigns_to_one(stage: Stage) -> None:
    coach, [client, other], template = stage.cast(*_PAIR)
    gestures.assign(stage.window(coach.email), PROGRAMME, [CLIENT])
    head = stage.witness.instance_head(stage.check_copy(template, client))  # type: ignore[arg-type]
    seen = [head[name] for name in ("program_template_id", "source_type", "client_id", "coach_id")]
    assert seen == [template.id, "coach_assigned", client.id, coach.id]
    assert not stage.witness.assignments(client_id=other.id)
    assert not stage.witness.instance_ids(other.id)


def leaves_the_template(stage: Stage) -> None:
    coach, [client, _], template = stage.cast(*_PAIR)
    before = stage.witness.template_imprint(template.id)
    gestures.assign(stage.window(coach.email), PROGRAMME, [CLIENT])
    assert len(stage.witness.assignments(client_id=client.id, template_id=template.id)) == 1
    assert len(stage.witness.instance_ids(client.id)) == 1
    assert stage.witness.template_imprint(template.id) == before


def assigns_to_five(stage: Stage) -> None:
    names = [f"Client n°{number}" for number in range(1, 6)]
    coach, clients, template = stage.cast(*((name, "active") for name in names))
    gestures.assign(stage.window(coach.email), PROGRAMME, names)
    assert len({stage.check_copy(template, client) for client in clients}) == len(names)


def offers_active_clients(stage: Stage) -> None:
    statuses = (("Paul Lefèvre", "archived"), ("Client Prospect", "prospect"))
    coach, _, _ = stage.cast(*_PAIR, *statuses)
    stranger = stage.casting.person("Hugo Petit", "coach")
    stage.seeder.people(stranger, stage.casting.person("Inès Roux", "client", coach=stranger))
    page = stage.window(coach.email)
    dialog = gestures.open_assignment(page, PROGRAMME)
    gestures.check_offered(page, dialog, [_SECOND_CLIENT, CLIENT])


def becomes_current(stage: Stage) -> None:
    coach, [client, _], _ = stage.cast(*_PAIR)
    gestures.assign(stage.window(coach.email), PROGRAMME, [CLIENT])
    gestures.check_current(stage.window(client.email), PROGRAMME, "1/2", "1/2")


def tells_week_and_session(stage: Stage) -> None:
    _, [client, _], template = stage.cast(*_PAIR)
    stage.seeder.assignment(template, client, start=coach_today() - timedelta(days=9), week=2)
    page = stage.window(client.email)
    gestures.open_home(page)
    gestures.check_current(page, PROGRAMME, "2/2", "1/2")


def reads_in_order(stage: Stage) -> None:
    _, [client, _], template = stage.cast(*_PAIR)
    stage.seeder.assignment(template, client, start=coach_today())
    read = gestures.read_programme(stage.window(client.email), PROGRAMME)
    gestures.check_rows(template.programme, read)


def is_still_current(stage: Stage) -> None:
    page = stage.window(stage.native.email, stage.native.password)
    gestures.open_home(page)
    gestures.check_current(page, PROGRAMME, "2/2", "1/2")


def reads_as_before(stage: Stage) -> None:
    read = gestures.read_programme(stage.window(stage.native.email, stage.native.password), PROGRAMME)
    gestures.check_rows(ordinary(PROGRAMME), read)
    [assignment] = stage.witness.assignments(client_id=UUID(stage.native.id))
    assert assignment.program_id
    assert assignment.client_program_id
    expected = stage.witness.template_content(assignment.program_id)
    assert not expected.differences(stage.witness.instance_content(assignment.client_program_id))


SCENARIOS: dict[str, Callable[[Stage], None]] = {
    "Assigner à cinq clients donne cinq copies, aucune mélangée": assigns_to_five,
    "Assigner un programme à un client": assigns_to_one,
    "Assigner ne touche pas au modèle et ne laisse qu'une copie": leaves_the_template,
    "Seuls les clients actifs de la coach sont proposés": offers_active_clients,
    "Le programme assigné avant la migration est toujours en cours": is_still_current,
    "Le programme assigné avant la migration se lit à l'identique": reads_as_before,
    "Le programme assigné devient le programme en cours": becomes_current,
    "Le programme en cours dit la semaine et la séance où l'on en est": tells_week_and_session,
    "Le détail du programme est complet et dans l'ordre": reads_in_order,
}
"""Chaque scénario d'écran des règles A1, A2, A6, V1, V2 et V9, sous son titre."""


def play(common: dict[str, Any], rounds: int) -> list[dict[str, Any]]:
    """Joue tous les scénarios, tour après tour ; rend la durée de chacun."""
    expect.set_options(timeout=SCREEN_DEADLINE_MS)
    measured = []
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(**launch_arguments()) as browser,
        httpx.Client() as http,
        closing(Stage(browser, common, http)) as stage,
    ):
        for number, (title, scenario) in itertools.product(range(rounds), SCENARIOS.items()):
            start = time.perf_counter()
            scenario(stage)
            stage.close_windows()
            measured.append({"titre": title, "tour": number, "duree_s": time.perf_counter() - start})
    return measured


if __name__ == "__main__":
    given, written, wanted = sys.argv[1:]
    played = play(json.loads(Path(given).read_text(encoding="utf-8")), int(wanted))
    Path(written).write_text(json.dumps(played, ensure_ascii=False), encoding="utf-8")
