"""Le motif d'un échec se lit sans avoir écrit la suite."""

import psycopg
import pytest
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import TimeoutError as PlaywrightTimeout
from postgrest.exceptions import APIError

from recette.evidence.story import Story, readable_reason

REASONS: dict[str, tuple[BaseException, str]] = {
    "assertion": (
        AssertionError("2 copies attendues, 1 trouvée\nassert 1 == 2"),
        "2 copies attendues, 1 trouvée",
    ),
    "assertion muette": (AssertionError(""), "Une vérification a échoué sans dire laquelle."),
    "assertion sur plusieurs lignes": (
        AssertionError("La copie n'est pas fidèle :\n  - séance n° 1\n  - séance n° 2\nassert not ['x']"),
        "La copie n'est pas fidèle :\n  - séance n° 1\n  - séance n° 2",
    ),
    "attente de l'écran": (
        AssertionError(
            "L'écran ne montre pas « Force d'hiver ».\nExpected value: visible\n"
            "Actual value: hidden\nCall log:\n  - waiting for get_by_text"
        ),
        "L'écran ne montre pas « Force d'hiver ».",
    ),
    "bouton qui ne devait pas servir": (
        AssertionError("La fenêtre laisse valider.\nActual value: enabled \nCall log:\n  - Expect"),
        "La fenêtre laisse valider.",
    ),
    "absence déjà dite": (
        AssertionError(
            "L'écran montre encore « Force d'hiver ».\nExpected value: '<None>'\nActual value: 1 \n"
            'Call log:\n  - Expect "to_have_count" locator("h3")'
        ),
        "L'écran montre encore « Force d'hiver ».",
    ),
    "carte lue en entier": (
        AssertionError(
            "La carte ne dit pas « Séance 2/2 ».\nExpected value: re.compile('Séance')\n"
            "Actual value: Programme en cours\nForce d'hiver\nSéance 1/2 \nCall log:\n  - Expect"
        ),
        "La carte ne dit pas « Séance 2/2 ».\nVu : Programme en cours Force d'hiver Séance 1/2",
    ),
    "geste impossible": (
        PlaywrightTimeout(
            'Locator.click: Timeout 5000ms exceeded.\nCall log:\n  - waiting for get_by_role("button")'
        ),
        'L\'écran ne montre pas ce qui était attendu : get_by_role("button")',
    ),
    "écran qui ne s'ouvre pas": (
        PlaywrightTimeout(
            "Page.goto: Timeout 5000ms exceeded.\nCall log:\n"
            '  - navigating to "http://127.0.0.1:1/#/app", waiting until "load"'
        ),
        "L'écran ne s'affiche pas en 5 s : http://127.0.0.1:1/#/app",
    ),
    "panne du navigateur": (
        PlaywrightError("net::ERR_CONNECTION_REFUSED\nCall log:"),
        "Le navigateur répond : net::ERR_CONNECTION_REFUSED",
    ),
    "refus de l'API": (
        APIError({"message": "permission denied", "code": "42501"}),
        "L'API répond : permission denied (code 42501)",
    ),
    "refus de la base": (
        psycopg.errors.UndefinedTable("relation absente"),
        "La base répond : relation absente (SQLSTATE 42P01)",
    ),
    "base qui ne répond pas": (
        psycopg.OperationalError("connection failed: Connection refused\n\tIs the server running?"),
        "La base n'a pas répondu : connection failed: Connection refused",
    ),
    "autre": (ValueError("valeur"), "ValueError : valeur"),
}


@pytest.mark.parametrize(("error", "reason"), REASONS.values(), ids=REASONS)
def test_a_reason_is_readable(error: BaseException, reason: str) -> None:
    """Ni trace d'appels, ni anglais quand on sait le dire."""
    assert readable_reason(error) == reason


def test_a_story_shows_where_it_stopped() -> None:
    """Les étapes faites, celle qui échoue, celles qui n'ont pas été jouées, et où regarder."""
    story = Story(
        "Assigner", ["Étant donné une coach", "Quand elle assigne", "Alors la copie est là"], done=1
    )
    story.places.append("rapports/captures/1-coach.png")
    assert story.told("Aucune copie.\nVu : 0").splitlines() == [
        "Scénario : Assigner",
        "  ✓ Étant donné une coach",
        "  ✗ Quand elle assigne",
        "  · Alors la copie est là",
        "",
        "  Aucune copie.",
        "  Vu : 0",
        "  À regarder : rapports/captures/1-coach.png",
    ]
