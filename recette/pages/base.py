"""Ce que tous les écrans partagent."""

from typing import Self

from playwright.sync_api import Locator, Page, expect


class Screen:
    """Un écran de Virtus, dans la fenêtre d'une personne.

    Un localisateur n'est jamais public : une méthode dit ce que la personne fait ou voit.
    """

    route = ""
    """L'adresse de l'écran, derrière le croisillon (Virtus emploie un HashRouter)."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def open(self) -> Self:
        """Va à l'écran par son adresse et attend son titre."""
        self._page.goto(f"/#{self.route}")
        shows(self.landmark(), f"l'écran « {type(self).__doc__} » à l'adresse {self.route}")
        return self

    def reload(self) -> Self:
        """Recharge la page, comme on appuie sur F5."""
        self._page.reload()
        shows(self.landmark(), f"l'écran « {type(self).__doc__} » après rechargement")
        return self

    def landmark(self) -> Locator:
        """Ce qui prouve que l'écran est là."""
        raise NotImplementedError


def shows(locator: Locator, what: str) -> None:
    """Exige que l'écran montre quelque chose, dans le délai de l'écran."""
    expect(locator, f"L'écran ne montre pas {what}.").to_be_visible()


def hides(locator: Locator, what: str) -> None:
    """Exige que l'écran ne montre pas ou plus quelque chose."""
    expect(locator, f"L'écran montre {what}.").to_have_count(0)
