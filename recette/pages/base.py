"""Ce que tous les écrans partagent."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

from playwright.sync_api import Dialog, Page

from recette.pages.parts import Part, visits
from recette.pages.stillness import wait_still


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
        wait_still(self._page)
        return self

    def reload(self) -> Self:
        """Recharge la page, comme on appuie sur F5."""
        visits(self._page, None)
        self.landmark().shows(" après rechargement")
        wait_still(self._page)
        return self

    def landmark(self) -> Part:
        """Ce qui prouve que l'écran est là."""
        raise NotImplementedError

    @contextmanager
    def _accepting(self) -> Iterator[list[str]]:
        """Accepte ce que le navigateur demande ou annonce pendant le bloc, et rend ce qu'on y lit."""
        messages: list[str] = []

        def accept(dialog: Dialog) -> None:
            messages.append(dialog.message)
            dialog.accept()

        self._page.on("dialog", accept)
        try:
            yield messages
        finally:
            self._page.remove_listener("dialog", accept)
