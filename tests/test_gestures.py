"""Les gestes : ce que l'on dit de celui qui est impossible, et d'un geste fait ailleurs."""

import ast
import re
import time

import pytest
from playwright.sync_api import Page

from recette.pages.coach import Library
from recette.pages.parts import Part, declared_parts
from recette.parts import ROOT

GESTURES = {"click", "dblclick", "fill", "check", "select_option", "goto", "reload", "press", "type"}

IMPOSSIBLE = {
    "absent": ("<p>Rien</p>", "L'écran ne montre pas le bouton « Valider »."),
    "caché": ("<button hidden>Valider</button>", "L'écran ne montre pas le bouton « Valider »."),
    "désactivé": (
        "<button disabled>Valider</button>",
        "L'écran montre le bouton « Valider », mais ne laisse pas s'en servir.",
    ),
    "recouvert": (
        "<button>Valider</button><div style='position:fixed;inset:0'></div>",
        "L'écran montre le bouton « Valider », mais autre chose le recouvre.",
    ),
    "double": (
        "<button>Valider</button><button>Valider</button>",
        "L'écran montre plusieurs fois le bouton « Valider » : on ne sait lequel choisir.",
    ),
}


@pytest.mark.parametrize(("body", "said"), IMPOSSIBLE.values(), ids=IMPOSSIBLE)
def test_an_impossible_click_is_told(screen: Page, body: str, said: str) -> None:
    """Une phrase nomme ce qu'on cherchait, dans le délai de l'écran."""
    screen.set_content(body)
    button = Part("le bouton « Valider »", screen.locator("button"))
    begun = time.monotonic()
    with pytest.raises(AssertionError, match=f"^{re.escape(said)}$"):
        button.click()
    assert time.monotonic() - begun < 5, "Le délai de l'écran est de cinq secondes."


def test_an_impossible_choice_is_told(screen: Page) -> None:
    """Une ligne absente d'une liste n'est pas une liste absente."""
    screen.set_content("<select><option>Aucun client</option></select>")
    clients = Part("la liste « Nom du client »", screen.locator("select"))
    with pytest.raises(AssertionError, match="choix « Léa Martin »"):
        clients.choose("Léa Martin")


def test_a_field_that_cannot_be_written_is_told(screen: Page) -> None:
    """Un champ en lecture seule se dit."""
    screen.set_content("<input readonly>")
    with pytest.raises(AssertionError, match="ne laisse rien y écrire"):
        Part("le champ « Nom »", screen.locator("input")).fill("Force")


def test_an_address_that_never_answers_is_told(screen: Page) -> None:
    """Une application qui ne répond pas n'est pas un localisateur introuvable."""
    screen.route("**/*", lambda route: None)
    with pytest.raises(AssertionError, match="Virtus ne répond pas à l'adresse /app/musculation"):
        Library(screen).open()


def test_every_gesture_of_a_page_goes_through_a_part() -> None:
    """Un geste fait ailleurs rendrait au lecteur une attente épuisée."""
    wrong = [
        f"{path.name}, ligne {node.lineno} : {node.func.attr}"
        for path in sorted((ROOT / "recette" / "pages").glob("*.py"))
        if path.name != "parts.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        if node.func.attr in GESTURES and _is_raw(node.func.value)
    ]
    assert not wrong, "\n".join(wrong)


def test_parts_are_declared_with_their_name() -> None:
    """La déclaration que les méthodes emploient est celle que la visite des écrans énumère."""
    declared = {found.name: found.what for found in declared_parts(Library)}
    assert declared["_sessions"] == "l'onglet « Séances »"
    assert "landmark" in declared


def _is_raw(called: ast.expr) -> bool:
    """Dit si le geste est fait sur un localisateur ou sur la page, et non sur un morceau déclaré."""
    if isinstance(called, ast.Attribute):
        return called.attr in {"_page", "locator", "first", "last"}
    if isinstance(called, ast.Call) and isinstance(called.func, ast.Attribute):
        return called.func.attr.startswith(("get_by_", "locator", "nth", "filter"))
    return isinstance(called, ast.Name) and called.id == "page"
