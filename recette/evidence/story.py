"""Le récit d'un scénario qui échoue : l'étape, l'attendu et le vu, où regarder."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import pytest
from playwright.sync_api import Error as PlaywrightError
from pytest_bdd.exceptions import StepDefinitionNotFoundError

STORY = pytest.StashKey["Story"]()


@dataclass
class Story:
    """Les étapes d'un scénario, et celle qui a échoué."""

    title: str
    steps: list[str]
    done: int = 0
    places: list[str] = field(default_factory=list)
    """Où regarder : captures, journaux."""
    pictures: list[Path] = field(default_factory=list)
    """Les images de ce que chacun voyait, au moment décisif."""
    folder: Path | None = None
    """Où pytest-playwright range trace, film et captures, quand on les demande."""
    sightings: list[dict[str, str]] = field(default_factory=list)
    """Ce que le témoin a relevé avant et après."""
    round_trip: list[dict[str, Any]] = field(default_factory=list)
    """Les lignes de chaque table avant la migration, après elle, et après le retour arrière."""

    def told(self, reason: str) -> str:
        """Raconte l'échec à qui n'a pas écrit la suite."""
        lines = [f"Scénario : {self.title}"]
        for number, step in enumerate(self.steps):
            mark = "✓" if number < self.done else "✗" if number == self.done else "·"
            lines.append(f"  {mark} {step}")
        lines += ["", *(f"  {line}" for line in reason.splitlines())]
        lines += [f"  À regarder : {place}" for place in self.places]
        return "\n".join(lines)


def pytest_bdd_before_scenario(request: pytest.FixtureRequest, scenario: Any) -> None:
    steps = [f"{step.keyword.strip().capitalize()} {step.name}" for step in scenario.steps]
    request.node.stash[STORY] = Story(scenario.name, steps)


def pytest_bdd_after_step(request: pytest.FixtureRequest) -> None:
    request.node.stash[STORY].done += 1


_UNSAID = "<None>"
_COUNTED = '"to_have_count"'
# Un localisateur introuvable n'a pas de valeur ; un état ou un compte, la phrase l'a déjà dit en français.
_TOOL_WORDS = re.compile(rf"None|{_UNSAID}|re\.compile.*|(?:un)?checked|visible|hidden|enabled|disabled")


def readable_reason(error: BaseException) -> str:
    """Rend le motif d'un échec en français, sans trace d'appels."""
    text = str(error).strip()
    if isinstance(error, StepDefinitionNotFoundError):
        return f"Aucune étape ne sait jouer « {_quoted(text)} »."
    if isinstance(error, PlaywrightError):
        return _screen_reason(text)
    if isinstance(error, AssertionError):
        return _assertion_reason(text)
    if isinstance(error, psycopg.Error) and error.sqlstate:
        return f"La base répond : {error.diag.message_primary or text} (SQLSTATE {error.sqlstate})"
    if isinstance(error, psycopg.OperationalError):
        return f"La base n'a pas répondu : {text.splitlines()[0] if text else 'connexion perdue'}"
    if type(error).__name__ == "APIError":
        return f"L'API répond : {getattr(error, 'message', None)} (code {getattr(error, 'code', None)})"
    return f"{type(error).__name__} : {text}"


def _quoted(text: str) -> str:
    sentence = re.search(r'"(.+)"\. Line \d+', text)
    return sentence.group(1) if sentence else text


def _assertion_reason(text: str) -> str:
    said = re.split(r"\n(?:assert |Call log:|Locator expected|Expected |Actual value)", text, maxsplit=1)[0]
    lines = [said or "Une vérification a échoué sans dire laquelle."]
    for label, word in (("Attendu", "Expected value"), ("Vu", "Actual value")):
        # La valeur peut tenir sur plusieurs lignes : toute une carte, lue à l'écran.
        found = re.search(rf"{word}: (.+?)(?=\n(?:Actual value|Error:|Call log)|\Z)", text, re.DOTALL)
        value = " ".join(found.group(1).split()).strip("'") if found else _UNSAID
        if not (_TOOL_WORDS.fullmatch(value) or _COUNTED in text):
            lines.append(f"{label} : {value}")
    return "\n".join(lines)


def _screen_reason(text: str) -> str:
    waited = re.search(r"waiting for (.+)", text)
    if waited:
        return f"L'écran ne montre pas ce qui était attendu : {waited.group(1).strip()}"
    opened = re.search(r'Timeout (\d+)ms exceeded.*navigating to "([^"]+)"', text, re.DOTALL)
    if opened:
        patience_s = int(opened.group(1)) // 1000
        return f"L'écran ne s'affiche pas en {patience_s} s : {opened.group(2)}"
    return f"Le navigateur répond : {text.splitlines()[0] if text else 'rien'}"
