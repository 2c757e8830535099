"""Un écran qui ne montre plus rien, ou qui a montré ce qu'il ne fallait pas."""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from playwright.sync_api import Page, Route, expect

from recette.browser import SCREEN_DEADLINE_MS

_IMPATIENCE_MS = 200
"""Rien ne viendra : il est inutile d'attendre le délai de l'écran."""
_EMPTY = "<!doctype html><title>Rien</title><body></body>"
# L'application reste en mémoire, hors de la page : elle revient telle qu'elle était.
_TAKE_AWAY = """() => {
    window.recetteKept = document.body;
    document.documentElement.replaceChild(document.createElement('body'), document.body);
}"""
_PUT_BACK = """() => {
    if (!window.recetteKept) return false;
    document.documentElement.replaceChild(window.recetteKept, document.body);
    delete window.recetteKept;
    return true;
}"""
_TELL = """lines => {
    for (const line of lines) window.recetteGlimpses?.set(line, performance.now());
}"""
_FORGET = """lines => {
    for (const line of lines) window.recetteGlimpses?.delete(line);
}"""
_UNLOCK = """() => {
    window.recetteLocked = [...document.querySelectorAll('button:disabled')];
    for (const button of window.recetteLocked) button.disabled = false;
}"""
_LOCK = """() => {
    for (const button of window.recetteLocked) button.disabled = true;
}"""


@contextmanager
def blank(scene: Any) -> Iterator[None]:
    """Vide les fenêtres d'un scénario, et celles qu'il ouvrirait, puis leur rend ce qu'elles avaient."""
    document = re.compile(rf"^{re.escape(scene.target.app_url)}/?(index\.html)?([?#].*)?$")
    known = dict(scene.windows)
    open_window: Callable[..., Page] = scene.new_window

    def open_blank(*args: Any, **kwargs: Any) -> Page:
        page = open_window(*args, **kwargs)
        _empty(page, document)
        return page

    with ExitStack() as restored:
        for page in known.values():
            _empty(page, document)
            restored.callback(_restore, page, document)
        scene.new_window = open_blank
        restored.callback(delattr, scene, "new_window")
        restored.callback(_close_new, scene, known)
        expect.set_options(timeout=_IMPATIENCE_MS)
        restored.callback(expect.set_options, timeout=SCREEN_DEADLINE_MS)
        yield


@contextmanager
def having_shown(pages: Iterable[Page], lines: list[str]) -> Iterator[None]:
    """Ajoute des lignes à ce que les fenêtres ont montré, fût-ce un instant, puis les en retire."""
    with ExitStack() as forgotten:
        for page in pages:
            page.evaluate(_TELL, lines)
            forgotten.callback(page.evaluate, _FORGET, lines)
        yield


@contextmanager
def allowing_everything(pages: Iterable[Page]) -> Iterator[None]:
    """Ouvre tous les boutons que les fenêtres tiennent fermés, puis les referme."""
    with ExitStack() as locked:
        for page in pages:
            page.evaluate(_UNLOCK)
            locked.callback(page.evaluate, _LOCK)
        yield


def _empty(page: Page, document: re.Pattern[str]) -> None:
    page.route(document, _serve_nothing)
    page.context.set_default_timeout(_IMPATIENCE_MS)
    page.evaluate(_TAKE_AWAY)


def _restore(page: Page, document: re.Pattern[str]) -> None:
    page.unroute(document)
    page.context.set_default_timeout(SCREEN_DEADLINE_MS)
    if not page.evaluate(_PUT_BACK):
        page.reload()


def _serve_nothing(route: Route) -> None:
    route.fulfill(body=_EMPTY, content_type="text/html")


def _close_new(scene: Any, known: dict[str, Page]) -> None:
    for name in [name for name in scene.windows if name not in known]:
        scene.windows.pop(name).close()
    scene.windows.update(known)
