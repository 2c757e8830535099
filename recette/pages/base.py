"""Ce que tous les écrans partagent."""

from typing import Self

from playwright.sync_api import Page

from recette.pages.parts import Part, visits


class Screen:
    """Un écran de Virtus, dans la fenêtre d'une personne.

    Un localisateur n'est jamais public : une méthode dit ce que la personne fait ou voit.
    """

    route = ""
    """L'adresse de l'écran, derrière le croisillon (Virtus emploie un HashRouter)."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def open(self) -> Self:
        """Va à l'écran par son adresse et attend ce qui prouve qu'il est là."""
        visits(self._page, self.route)
        self.landmark().shows(f" à l'adresse {self.route}")
        return self

    def reload(self) -> Self:
        """Recharge la page, comme on appuie sur F5."""
        visits(self._page, None)
        self.landmark().shows(" après rechargement")
        return self

    def landmark(self) -> Part:
        """Ce qui prouve que l'écran est là."""
        raise NotImplementedError
