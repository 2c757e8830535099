"""Les créateurs de programme : celui du coach et celui du client."""

from uuid import UUID

from playwright.sync_api import Dialog, Locator, Page, expect

from recette.pages.base import Screen, hides, shows


class CoachBuilder(Screen):
    """Créateur d'entrainement"""

    def __init__(self, page: Page, template_id: UUID) -> None:
        super().__init__(page)
        self.route = f"/app/musculation/createur?editProgramId={template_id}"

    def landmark(self) -> Locator:
        return self._page.get_by_role("heading", level=1, name="Créateur d'entrainement")

    def wait_loaded(self, name: str) -> None:
        """Attend que le programme soit chargé : avant, l'enregistrer l'effacerait."""
        message = f"Le créateur ne charge pas « {name} »."
        expect(_beside(self._page, _NAME), message).to_have_value(name)

    def rename(self, name: str) -> None:
        """Change le nom du programme."""
        _beside(self._page, _NAME).fill(name)

    def choose_client(self, client: str) -> None:
        """Choisit le client à qui assigner en enregistrant."""
        _beside(self._page, "Nom du client", "select").select_option(label=client)

    def save(self) -> None:
        """Enregistre et attend la fin de l'enregistrement."""
        self._page.get_by_role("button", name="Valider", exact=True).click()
        hides(self._page.get_by_role("button", name="Sauvegarde..."), "encore la sauvegarde en cours")


class ClientBuilder(Screen):
    """Créateur de séance"""

    route = "/app/workout/builder"

    def landmark(self) -> Locator:
        return self._page.get_by_role("heading", level=1, name="Créateur de séance").first

    def save_session(self, name: str, exercise: str) -> str:
        """Compose une séance d'un exercice, l'enregistre et rend le message lu."""
        self._page.get_by_role("button", name="Détails de la Séance").click()
        _beside(self._page, "Nom de la séance").fill(name)
        self._page.get_by_role("button", name="Ajouter un exercice").click()
        self._page.get_by_text("Choisir un exercice").first.click()
        chooser = self._page.get_by_role("dialog", name="Choisir un exercice")
        chooser.get_by_placeholder("Rechercher...").fill(exercise)
        chooser.get_by_role("button", name=exercise, exact=True).first.click()
        messages: list[str] = []

        def read(dialog: Dialog) -> None:
            messages.append(dialog.message)
            dialog.accept()

        self._page.once("dialog", read)
        self._page.get_by_role("button", name="Enregistrer", exact=True).click()
        shows(self._page.get_by_role("heading", name="Mes Programmes").first, "« Mes Programmes » ensuite")
        return messages[0] if messages else ""


_NAME = "Nom de la séance/programme"


def _beside(page: Page, label: str, field: str = "input") -> Locator:
    # La plupart des champs de Virtus ne sont pas reliés à leur étiquette, mais la suivent.
    return page.locator(f'label:has-text("{label}") + {field}').first
