"""Les écrans du client : l'accueil, le programme en cours, « Mes Programmes »."""

import re

from playwright.sync_api import Locator, expect

from recette.pages.base import Screen, hides, shows
from recette.pages.programme_table import ProgrammeTable

NO_PROGRAMME = "Aucun programme ne vous a été assigné pour le moment. Contactez votre coach pour commencer !"
_ASSIGNED, _OWN = "Assignés par votre coach", "Créés par moi"


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
        self.shows_assigned(programme)
        return AssignedProgramme(self._consulted(_ASSIGNED, programme))

    def consult_own(self, programme: str) -> ProgrammeTable:
        """Ouvre un programme créé par le client."""
        self.shows_own(programme)
        return ProgrammeTable(self._consulted(_OWN, programme))

    def shows_assigned(self, programme: str) -> None:
        """Exige un programme parmi ceux que le coach a assignés."""
        shows(self._title(_ASSIGNED, programme), f"« {programme} » parmi les programmes assignés")

    def hides_assigned(self, programme: str) -> None:
        """Exige qu'un programme ne soit pas parmi ceux que le coach a assignés."""
        self._wait_content()
        hides(self._title(_ASSIGNED, programme), f"« {programme} » parmi les programmes assignés")

    def shows_own(self, programme: str) -> None:
        """Exige un programme parmi ceux que le client a créés."""
        shows(self._title(_OWN, programme), f"« {programme} » parmi les programmes créés par le client")

    def hides_own(self, programme: str) -> None:
        """Exige qu'un programme ne soit pas parmi ceux que le client a créés."""
        self._wait_content()
        hides(self._title(_OWN, programme), f"« {programme} » parmi les programmes créés par le client")

    def _consulted(self, section: str, programme: str) -> Locator:
        card = "xpath=ancestor::*[.//button[normalize-space()='Consulter']][1]"
        self._title(section, programme).locator(card).get_by_role("button", name="Consulter").click()
        return self._page.get_by_role("dialog")

    def _wait_content(self) -> None:
        # Une absence ne prouve rien tant que rien n'est chargé.
        shows(self._page.get_by_role("heading", level=3).first, "un seul programme")

    def _title(self, section: str, programme: str) -> Locator:
        # Le titre appartient à la section dont l'intitulé le précède, quels que soient les blocs.
        title = self._page.get_by_role("heading", level=3, name=programme, exact=True)
        heading = f"xpath=self::*[preceding::h2[1][normalize-space()='{section}']]"
        return title.locator(heading)


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
