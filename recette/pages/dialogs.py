"""La fenêtre d'assignation."""

from playwright.sync_api import Page, expect

from recette.pages.base import hides, shows


class AssignDialog:
    """Fenêtre « Assigner "…" »."""

    def __init__(self, page: Page, programme: str) -> None:
        self._dialog = page.get_by_role("dialog", name=f'Assigner "{programme}"')
        self._confirm = self._dialog.get_by_role("button", name="Assigner", exact=True)
        self._choices = self._dialog.locator("label").filter(has=page.get_by_role("checkbox"))
        shows(self._dialog, f"la fenêtre d'assignation de « {programme} »")

    def choose(self, client: str) -> None:
        """Coche un client."""
        self._dialog.get_by_role("checkbox", name=client, exact=True).check()

    def search(self, text: str) -> None:
        """Cherche un client."""
        self._dialog.get_by_placeholder("Rechercher un client...").fill(text)

    def offers(self, clients: list[str]) -> None:
        """Exige que ces clients, et eux seuls, soient proposés."""
        message = "Les clients proposés ne sont pas ceux attendus."
        expect(self._choices, message).to_have_count(len(clients))
        # Virtus les propose dans l'ordre où la base les rend, qui n'est promis nulle part.
        offered = [" ".join(text.split()) for text in self._choices.all_inner_texts()]
        assert sorted(offered) == sorted(clients), (
            f"{message} Attendu : {sorted(clients)}. Vu : {sorted(offered)}."
        )

    def shows_chosen(self, client: str) -> None:
        """Exige qu'un client soit encore coché."""
        box = self._dialog.get_by_role("checkbox", name=client, exact=True)
        expect(box, f"{client} n'est plus sélectionné.").to_be_checked()

    def cannot_confirm(self) -> None:
        """Exige que l'on ne puisse pas valider."""
        expect(
            self._confirm, "La fenêtre laisse valider alors qu'aucun client n'est choisi."
        ).to_be_disabled()

    def confirm(self) -> None:
        """Valide et attend que la fenêtre se ferme."""
        self.submit()
        self.closes()

    def submit(self) -> None:
        """Valide, sans attendre la réponse."""
        self._confirm.click()

    def submit_twice(self) -> None:
        """Valide par un double clic, sans attendre la réponse."""
        self._confirm.dblclick()

    def closes(self) -> None:
        """Exige que la fenêtre se ferme."""
        hides(self._dialog, "encore la fenêtre d'assignation après validation")

    def cancel(self) -> None:
        """Renonce."""
        self._dialog.get_by_role("button", name="Annuler", exact=True).click()
        hides(self._dialog, "encore la fenêtre d'assignation après annulation")
