"""Les écrans du client : l'accueil, le programme en cours, « Mes Programmes »."""

import re

from playwright.sync_api import Locator, expect

from recette.pages.base import Screen, hides, shows
from recette.pages.programme_table import ProgrammeTable

NO_PROGRAMME = "Aucun programme ne vous a été assigné pour le moment. Contactez votre coach pour commencer !"


class ClientHome(Screen):
    """Entraînement"""

    route = "/app/workout"

    def landmark(self) -> Locator:
        return self._page.get_by_role("heading", level=3, name="Programme en cours")

    def shows_current(self, programme: str, *, week: str, session: str) -> None:
        """Exige la carte « Programme en cours » : nom, « Semaine w/W », « Séance s/S »."""
        card = self._current()
        shows(card.get_by_text(programme, exact=True), f"« {programme} » comme programme en cours")
        for label, value in (("Semaine", week), ("Séance", session)):
            # Le mot et le nombre sont parfois deux éléments : le texte de la carte les réunit.
            wanted = re.compile(rf"{label}\s*{value}")
            expect(card, f"La carte du programme en cours ne dit pas « {label} {value} ».").to_contain_text(
                wanted, use_inner_text=True
            )

    def shows_invitation(self) -> None:
        """Exige l'invitation à contacter le coach, et elle seule."""
        shows(self._page.get_by_text(NO_PROGRAMME), "l'invitation à contacter le coach")
        hides(self._current(), "un programme en cours alors qu'aucun n'est assigné")

    def _current(self) -> Locator:
        return self._page.get_by_role("link").filter(has_text="Programme en cours")


class MyProgrammes(Screen):
    """Mes Programmes"""

    route = "/app/workout/my-programs"

    def landmark(self) -> Locator:
        return self._page.get_by_role("heading", level=1, name="Mes Programmes").first

    def consult_assigned(self, programme: str) -> "AssignedProgramme":
        """Ouvre un programme assigné par le coach."""
        section = self._page.locator("section, div").filter(
            has=self._page.get_by_role("heading", level=2, name="Assignés par votre coach")
        )
        title = self._page.get_by_role("heading", level=3, name=programme, exact=True)
        consult = self._page.get_by_role("button", name="Consulter")
        card = section.last.locator("div").filter(has=title).filter(has=consult).last
        shows(card, f"« {programme} » parmi les programmes assignés par le coach")
        card.get_by_role("button", name="Consulter").click()
        return AssignedProgramme(self._page.get_by_role("dialog"))


class AssignedProgramme(ProgrammeTable):
    """Un programme assigné, ouvert par son client, qui peut y changer ses charges et ses répétitions."""

    def change(self, exercise: str, *, reps: str | None = None, load: str | None = None) -> None:
        """Change les répétitions ou la charge de la première ligne d'un exercice et enregistre."""
        edit = self._dialog.get_by_role("button", name="Modifier mes charges").first
        shows(edit, "de quoi modifier ses charges et ses répétitions")
        edit.click()
        for label, value in (("Répétitions", reps), ("Charge", load)):
            if value is not None:
                self._dialog.get_by_label(re.compile(rf"^{label} de {re.escape(exercise)}")).first.fill(value)
        self._dialog.get_by_role("button", name="Enregistrer").first.click()
        shows(self._dialog.get_by_text("Modifications enregistrées."), "la confirmation de l'enregistrement")
