"""Les gestes et les contrôles des scénarios d'écran, en appels nus à Playwright.

Ni page objet, ni phrase d'échec, ni sentinelle : ce que coûterait un script écrit pour une seule fois.
Les localisateurs sont ceux de `recette/pages`, à la lettre : le navigateur fait le même travail.
"""

import re

import httpx
from playwright.sync_api import Locator, Page, expect

from recette.programmes import Programme

_WEEK = re.compile(r"^Semaines? \d")
_READ_ROWS = """tables => tables.flatMap(table => [...table.querySelectorAll('tbody tr')]
    .map(row => [...row.children].map(cell => cell.innerText.trim())))"""
_RANK_AND_VALUES = 7


def open_session(http: httpx.Client, url: str, anon_key: str, email: str, password: str) -> str:
    """Connecte une personne par l'API et rend sa session, telle que le navigateur la garde."""
    answer = http.post(
        f"{url}/auth/v1/token?grant_type=password",
        json={"email": email, "password": password},
        headers={"apikey": anon_key},
    )
    answer.raise_for_status()
    return answer.text


def sign_in(page: Page, email: str, password: str) -> None:
    """Se connecte par le formulaire."""
    page.goto("/#/login")
    page.get_by_label("Adresse Email").fill(email)
    page.get_by_label("Mot de passe", exact=True).fill(password)
    page.get_by_role("button", name="Se connecter", exact=True).click()
    expect(page).to_have_url(re.compile("#/app"))


def open_assignment(page: Page, programme: str) -> Locator:
    """Ouvre la fenêtre d'assignation d'un programme de la bibliothèque."""
    page.goto("/#/app/musculation/bibliotheque")
    expect(page.get_by_role("heading", level=1, name="Bibliothèque d'entraînements")).to_be_visible()
    title = page.get_by_role("heading", level=3, name=programme, exact=True)
    assign = page.get_by_role("button", name="Assigner", exact=True)
    expect(title).to_be_visible()
    page.locator("div").filter(has=title).filter(has=assign).last.get_by_role(
        "button", name="Assigner", exact=True
    ).click()
    dialog = page.get_by_role("dialog", name=f'Assigner "{programme}"')
    expect(dialog).to_be_visible()
    return dialog


def assign(page: Page, programme: str, clients: list[str]) -> None:
    """Assigne un programme à des clients, et attend que la fenêtre se ferme."""
    dialog = open_assignment(page, programme)
    for client in clients:
        dialog.get_by_role("checkbox", name=client, exact=True).check()
    dialog.get_by_role("button", name="Assigner", exact=True).click()
    expect(dialog).to_have_count(0)


def check_offered(page: Page, dialog: Locator, clients: list[str]) -> None:
    """Exige que ces clients, et eux seuls, soient proposés."""
    for client in clients:
        expect(dialog.get_by_role("checkbox", name=client, exact=True)).to_be_visible()
    expect(dialog.locator("label").filter(has=page.get_by_role("checkbox"))).to_have_count(len(clients))


def open_home(page: Page) -> None:
    """Ouvre l'accueil du client."""
    page.goto("/#/app/workout")
    expect(page.get_by_role("heading", level=3, name="Programme en cours")).to_be_visible()


def check_current(page: Page, programme: str, week: str, session: str) -> None:
    """Exige le programme en cours, à l'accueil."""
    open_home(page)
    card = page.get_by_role("link").filter(has_text="Programme en cours")
    expect(card.get_by_text(programme, exact=True)).to_be_visible()
    expect(card).to_contain_text(re.compile(rf"Semaine\s*{week}"), use_inner_text=True)
    expect(card).to_contain_text(re.compile(rf"Séance\s*{session}"), use_inner_text=True)


def read_programme(page: Page, programme: str) -> list[list[str]]:
    """Consulte un programme et en lit toutes les lignes, semaines repliées comprises."""
    page.goto("/#/app/workout/my-programs")
    expect(page.get_by_role("heading", level=1, name="Mes Programmes").first).to_be_visible()
    title = page.get_by_role("heading", level=3, name=programme, exact=True).first
    card = title.locator("xpath=ancestor::*[.//button[normalize-space()='Consulter']][1]")
    card.get_by_role("button", name="Consulter").click()
    dialog = page.get_by_role("dialog")
    weeks = dialog.get_by_role("button", name=_WEEK)
    expect(weeks.first).to_be_visible()
    for week in weeks.all():
        if week.get_attribute("aria-expanded") != "true":
            week.click()
    expect(dialog.locator("table")).to_have_count(weeks.count())
    read: list[list[str]] = dialog.locator("table").evaluate_all(_READ_ROWS)
    return read


def check_rows(programme: Programme, read: list[list[str]]) -> None:
    """Exige toutes les séances et tous les exercices, dans l'ordre."""
    expected: list[list[str | None]] = []
    for session in programme.sessions:
        expected.append([session.name])
        expected += [
            [line.exercise, str(line.sets), line.reps, line.load, line.tempo, line.rest_time]
            for line in session.exercises
        ]
    seen = [row[1:] if len(row) == _RANK_AND_VALUES else row for row in read]
    assert seen == expected, f"{expected} attendu, {seen} lu"
