"""Les hôtes que Virtus connaît répondent d'ici ; tout autre est un constat."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext

from recette.exposure import KeyWatch
from recette.outside import ANSWERED_HOSTS, answer_known_hosts
from recette.sentinel import Sentinel

PAGE = """
<script src="https://cdn.tailwindcss.com"></script>
<script src="https://cdn.tailwindcss.com/3.4.1?plugins=forms"></script>
<img id="known" src="https://i.pravatar.cc/150?u=lea">
<img id="unknown" src="https://i.pravatar.cc.ailleurs.invalid/150">
"""
ORIGIN = "http://127.0.0.1"
NO_KEY = KeyWatch("", set())


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """Une fenêtre fermée au-dehors."""
    with chromium.new_context() as context:
        yield context


def test_only_known_hosts_answer(context: BrowserContext) -> None:
    """Le script de Tailwind et les images arrivent ; un hôte qui imite un nom connu est nommé."""
    answer_known_hosts(context)
    sentinel = Sentinel(NO_KEY, ORIGIN, answered_hosts=ANSWERED_HOSTS)
    sentinel.watch(context)
    page = context.new_page()
    page.set_content(PAGE)
    assert page.evaluate("typeof window.tailwind") == "object"
    assert page.evaluate("document.getElementById('known').naturalWidth") == 1
    assert page.evaluate("document.getElementById('unknown').naturalWidth") == 0
    assert sentinel.unannounced() == [
        "l'application appelle un hôte inconnu : i.pravatar.cc.ailleurs.invalid"
    ]


def test_without_answer_a_known_host_is_a_finding(context: BrowserContext) -> None:
    """L'application de référence, qui ne demande rien dehors, n'a pas le droit de commencer."""
    sentinel = Sentinel(NO_KEY, ORIGIN)
    sentinel.watch(context)
    context.new_page().set_content('<img src="https://i.pravatar.cc/150">')
    assert sentinel.unannounced() == ["l'application appelle un hôte inconnu : i.pravatar.cc"]
