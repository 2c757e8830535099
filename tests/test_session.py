"""Une session posée d'avance : là où l'application la lit, une fois, et nulle part ailleurs."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from playwright.sync_api import Browser, Page

from recette.browser import place_session

HOME = "http://virtus.test/"
KEY, SESSION = "sb-virtus-auth-token", '{"access_token": "« jeton »"}'
READ_AT_ONCE = "<script>window.seen = localStorage.getItem('sb-virtus-auth-token')</script>"


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """Une fenêtre où une session attend l'application, qui la lit dès sa première ligne."""
    with closing(chromium.new_context()) as context:
        context.route("**/*", lambda route: route.fulfill(body=READ_AT_ONCE, content_type="text/html"))
        page = context.new_page()
        place_session(page, f"{HOME}app/", KEY, SESSION)
        yield page


def test_the_application_finds_it_before_its_own_code_runs(page: Page) -> None:
    """Le premier script de l'application la lit déjà."""
    page.goto(HOME)
    assert page.evaluate("window.seen") == SESSION


def test_who_signs_out_is_not_signed_in_again(page: Page) -> None:
    """Oubliée par l'application, elle ne revient pas au chargement suivant."""
    page.goto(HOME)
    page.evaluate("localStorage.clear()")
    page.reload()
    assert page.evaluate("window.seen") is None


def test_nobody_else_receives_it(page: Page) -> None:
    """Un autre hôte ne trouve rien chez lui."""
    page.goto("http://ailleurs.test/")
    assert page.evaluate("window.seen") is None
