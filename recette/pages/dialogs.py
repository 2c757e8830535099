"""La fenêtre d'assignation."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from recette.pages.answers import assignments_answered
from recette.pages.parts import Part, acts, hides, part


class AssignDialog:
    """Fenêtre d'assignation"""

    def __init__(self, page: Page, programme: str) -> None:
        self._page = page
        self._programme = programme
        self._chosen: set[str] = set()
        self.landmark().shows(f" de « {programme} »")

    @part("la fenêtre d'assignation")
    def landmark(self) -> Locator:
        return self._page.get_by_role("dialog", name=f'Assigner "{self._programme}"')

    @part("{0} parmi les clients proposés")
    def _box(self, client: str) -> Locator:
        return self._dialog.get_by_role("checkbox", name=client, exact=True)

    @part("la recherche d'un client")
    def _search(self) -> Locator:
        return self._dialog.get_by_placeholder("Rechercher un client...")

    @part("le bouton « Assigner » de la fenêtre")
    def _confirm(self) -> Locator:
        return self._dialog.get_by_role("button", name="Assigner", exact=True)

    @part("le bouton « Annuler »")
    def _cancel(self) -> Locator:
        return self._dialog.get_by_role("button", name="Annuler", exact=True)

    @part("la croix qui ferme la fenêtre")
    def _cross(self) -> Locator:
        return self._dialog.get_by_role("button", name="Fermer", exact=True).first

    @property
    def _dialog(self) -> Locator:
        return self.landmark().locator

    def choose(self, client: str) -> None:
        """Coche un client."""
        self._box(client).check()
        self._chosen.add(client)

    def choose_first(self, client: str) -> None:
        """Coche le premier de plusieurs clients du même nom."""
        boxes = self._box(client)
        Part(boxes.what, boxes.locator.first).check()
        self._chosen.add(client)

    def unchoose(self, client: str) -> None:
        """Décoche un client."""
        self._box(client).uncheck()
        self._chosen.discard(client)

    def search(self, text: str) -> None:
        """Cherche un client."""
        self._search().fill(text)

    def offers(self, clients: list[str]) -> None:
        """Exige que ces clients, et eux seuls, soient proposés, dans quelque ordre que ce soit."""
        self.landmark().shows()
        choices = self._dialog.locator("label").filter(has=self._page.get_by_role("checkbox"))
        for client in clients:
            self._box(client).shows()
        try:
            expect(choices).to_have_count(len(clients))
        except AssertionError:
            offered = ", ".join(" ".join(text.split()) for text in choices.all_inner_texts()) or "personne"
            wanted = ", ".join(clients) or "personne"
            raise AssertionError(
                f"Les clients proposés ne sont pas ceux attendus.\nAttendu : {wanted}\nVu : {offered}"
            ) from None

    def shows_chosen(self, client: str) -> None:
        """Exige qu'un client soit encore coché."""
        box = self._box(client)
        box.shows()
        expect(box.locator, f"{client} n'est plus sélectionné.").to_be_checked()

    def cannot_confirm(self) -> None:
        """Exige que l'on ne puisse pas valider."""
        button = self._confirm()
        button.shows()
        message = "La fenêtre laisse valider alors qu'aucun client n'est choisi."
        expect(button.locator, message).to_be_disabled()

    def confirm(self) -> None:
        """Valide, attend que la fenêtre se ferme et que l'API ait répondu pour chaque client choisi."""
        with self.answered():
            self.submit()
        self.closes()

    @contextmanager
    def answered(self) -> Iterator[None]:
        """Attend, à la fin du bloc qui valide, que l'API ait répondu pour chaque client choisi."""
        # Virtus assigne à un client après l'autre, et ferme la fenêtre dès le premier. Ce qu'il n'a pas
        # demandé, ou demandé d'un seul envoi, se verra à ce qui en résulte.
        with suppress(PlaywrightTimeout), assignments_answered(self._page, len(self._chosen)):
            yield

    def submit(self) -> None:
        """Valide, sans attendre la réponse."""
        self._confirm().click()

    def submit_twice(self) -> None:
        """Valide par un double clic, sans attendre la réponse."""
        button = self._confirm()
        acts(button.locator.dblclick, button.what)

    def closes(self) -> None:
        """Exige que la fenêtre se ferme."""
        hides(self._dialog, "encore la fenêtre d'assignation après validation")

    def give_up(self, gesture: str) -> None:
        """Renonce, par « Annuler » ou par la croix."""
        {"« Annuler »": self._cancel, "la croix": self._cross}[gesture]().click()
        hides(self._dialog, "encore la fenêtre d'assignation après annulation")
