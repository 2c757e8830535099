"""Un morceau d'écran : où le trouver, comment il s'appelle, et ce qu'on y fait.

Tout geste passe par ici : un geste impossible devient une phrase qui nomme ce qu'on cherchait, dans le
délai de l'écran, et non une attente épuisée qui cite un localisateur.
"""

import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Concatenate, ParamSpec, TypeVar

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

P = ParamSpec("P")
S = TypeVar("S")

_GLANCE_MS = 500
"""Le temps d'un coup d'œil : ce qui ne s'est pas montré alors demande un autre geste."""

# Ce que Playwright écrit de ce qu'il a trouvé sans pouvoir s'en servir.
_OBSTACLES = (
    ("strict mode violation", "L'écran montre plusieurs fois {what} : on ne sait lequel choisir."),
    ("did not find some options", "L'écran montre {what}, sans le choix voulu."),
    ("intercepts pointer events", "L'écran montre {what}, mais autre chose le recouvre."),
    ("element is not enabled", "L'écran montre {what}, mais ne laisse pas s'en servir."),
    ("element is not editable", "L'écran montre {what}, mais ne laisse rien y écrire."),
)


def shows(locator: Locator, what: str, *, within_ms: int | None = None) -> None:
    """Exige que l'écran montre quelque chose ; `None` : dans le délai de l'écran."""
    expect(locator, f"L'écran ne montre pas {what}.").to_be_visible(timeout=within_ms)


def hides(locator: Locator, what: str) -> None:
    """Exige que l'écran ne montre pas ou plus quelque chose."""
    expect(locator, f"L'écran montre {what}.").to_have_count(0)


def acts(gesture: Callable[P, object], what: str, *args: P.args, **kwargs: P.kwargs) -> None:
    """Fait un geste ; dit en une phrase ce qui manque à l'écran pour le faire."""
    try:
        gesture(*args, **kwargs)
    except PlaywrightError as error:
        said = _obstacle(error, what)
        if said is None:
            raise
        raise AssertionError(said) from None


def visits(page: Page, route: str | None) -> None:
    """Va à une adresse de l'application, ou recharge celle où l'on est."""
    try:
        page.reload() if route is None else page.goto(f"/#{route}")
    except PlaywrightTimeout:
        where = "au rechargement" if route is None else f"à l'adresse {route}"
        raise AssertionError(f"Virtus ne répond pas {where}.") from None


def _obstacle(error: PlaywrightError, what: str) -> str | None:
    for sign, sentence in _OBSTACLES:
        if sign in error.message:
            return sentence.format(what=what)
    return f"L'écran ne montre pas {what}." if isinstance(error, PlaywrightTimeout) else None


# L'écran a le temps de se redessiner entre les deux : un bouton devenu inerte ignore le second.
_TWO_CLICKS = """button => new Promise(done => {
    const turn = new MessageChannel();
    turn.port1.onmessage = () => done(button.click());
    button.click();
    turn.port2.postMessage(null);
})"""


@dataclass(frozen=True)
class Part:
    """Un morceau d'écran."""

    what: str
    """Son nom en français, article compris : « le bouton « Valider » »."""
    locator: Locator

    def click(self) -> None:
        """Clique."""
        acts(self.locator.click, self.what)

    def double_click(self) -> None:
        """Clique deux fois, trop vite pour qu'une réponse arrive entre les deux.

        Ceux de Playwright sont deux ordres : sous charge, le second tombait sur ce que le premier ouvre.
        """
        acts(self.locator.click, self.what, trial=True)
        self.locator.evaluate(_TWO_CLICKS)

    def fill(self, text: str) -> None:
        """Écrit."""
        acts(self.locator.fill, self.what, text)

    def check(self) -> None:
        """Coche."""
        acts(self.locator.check, self.what)

    def uncheck(self) -> None:
        """Décoche."""
        acts(self.locator.uncheck, self.what)

    def choose(self, label: str) -> None:
        """Choisit une ligne d'une liste, par ce qu'on y lit."""
        acts(self.locator.select_option, f"{self.what} (choix « {label} »)", label=label)

    def choose_rank(self, rank: int) -> None:
        """Choisit une ligne d'une liste, par son rang."""
        acts(self.locator.select_option, f"{self.what} (ligne {rank + 1})", index=rank)

    def shows(self, when: str = "") -> None:
        """Exige qu'il soit montré."""
        shows(self.locator, f"{self.what}{when}")

    def appears(self, within_ms: int | None = _GLANCE_MS) -> bool:
        """Dit s'il se montre, le temps d'un coup d'œil ; `None` : dans le délai de l'écran."""
        try:
            self.locator.wait_for(timeout=within_ms)
        except PlaywrightTimeout:
            return False
        return self.locator.is_visible()


@dataclass(frozen=True)
class Declared:
    """Ce qu'une classe d'écran déclare d'un de ses morceaux."""

    name: str
    what: str
    only_if: str | None
    """La condition hors de laquelle il ne se montre pas."""


def part(
    what: str, *, only_if: str | None = None
) -> Callable[[Callable[Concatenate[S, P], Locator]], Callable[Concatenate[S, P], Part]]:
    """Déclare un morceau d'écran : la méthode le trouve, `what` le nomme (« {0} » : son premier argument)."""

    def declare(find: Callable[Concatenate[S, P], Locator]) -> Callable[Concatenate[S, P], Part]:
        @functools.wraps(find)
        def named(screen: S, /, *args: P.args, **kwargs: P.kwargs) -> Part:
            return Part(what.format(*args), find(screen, *args, **kwargs))

        named.__dict__["declared"] = Declared(find.__name__, what, only_if)
        return named

    return declare


def declared_parts(screen: type) -> Iterator[Declared]:
    """Rend ce qu'une classe d'écran déclare, dans l'ordre où elle l'écrit, ce dont elle hérite d'abord."""
    for owner in reversed(screen.__mro__):
        for method in vars(owner).values():
            if found := getattr(method, "__dict__", {}).get("declared"):
                yield found
