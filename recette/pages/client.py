"""Les écrans du client : l'accueil, le programme en cours, « Mes Programmes »."""

import re

from playwright.sync_api import Locator, expect

from recette.pages.base import Screen
from recette.pages.parts import Part, hides, part
from recette.pages.programme_table import ProgrammeTable

NO_PROGRAMME = "Aucun programme ne vous a été assigné pour le moment. Contactez votre coach pour commencer !"
_ASSIGNED, _OWN = "Assignés par votre coach", "Créés par moi"


class ClientHome(Screen):
    """Entraînement"""

    route = "/app/workout"

    @part("l'accueil du client")
    def landmark(self) -> Locator:
        return self._page.get_by_role("heading", level=3, name="Programme en cours")

    @part("« {0} » comme programme en cours")
    def _named(self, programme: str) -> Locator:
        return self._card().get_by_text(programme, exact=True)

    @part("la carte du programme en cours", only_if="un programme est en cours")
    def _current(self) -> Locator:
        return self._card()

    @part("l'invitation à contacter le coach", only_if="aucun programme n'est assigné")
    def _invitation(self) -> Locator:
        return self._page.get_by_text(NO_PROGRAMME)

    def shows_current(self, programme: str, *, week: str, session: str) -> None:
        """Exige la carte « Programme en cours » : nom, « Semaine w/W », « Séance s/S »."""
        self._named(programme).shows()
        for label, value in (("Semaine", week), ("Séance", session)):
            # Le mot et le nombre sont parfois deux éléments : le texte de la carte les réunit.
            wanted = re.compile(rf"{label}\s*{value}")
            message = f"La carte du programme en cours ne dit pas « {label} {value} »."
            expect(self._card(), message).to_contain_text(wanted, use_inner_text=True)

    def names(self, programme: str) -> bool:
        """Dit si ce programme est celui en cours."""
        return self._named(programme).appears()

    def follow_current(self) -> None:
        """Suit la carte du programme en cours."""
        self.landmark().shows()
        self._current().click()

    def shows_invitation(self) -> None:
        """Exige l'invitation à contacter le coach, et elle seule."""
        self._invitation().shows()
        hides(self._card(), "un programme en cours alors qu'aucun n'est assigné")

    def _card(self) -> Locator:
        return self._page.get_by_role("link").filter(has_text="Programme en cours")


class MyProgrammes(Screen):
    """Mes Programmes"""

    route = "/app/workout/my-programs"

    # Le titre y est deux fois : dans l'en-tête et dans la page.
    @part("les programmes du client")
    def landmark(self) -> Locator:
        return self._page.get_by_role("heading", level=1, name="Mes Programmes").first

    @part("un seul programme")
    def _any(self) -> Locator:
        return self._page.get_by_role("heading", level=3).first

    # Virtus montre sur l'accueil, et non ici, le programme en cours.
    @part("« {0} » parmi les programmes assignés", only_if="un programme est assigné, outre celui en cours")
    def _assigned(self, programme: str) -> Locator:
        return self._in_section(_ASSIGNED, programme)

    @part("« {0} » parmi les programmes créés par le client", only_if="le client a créé un programme")
    def _own(self, programme: str) -> Locator:
        return self._in_section(_OWN, programme)

    @part("de quoi supprimer « {0} », que le client a créé", only_if="le client a créé un programme")
    def _delete(self, programme: str) -> Locator:
        card = self._own(programme).locator.locator("xpath=ancestor::*[.//button[@title]][1]")
        return card.get_by_title("Supprimer ce programme")

    # Dans quelque section qu'il soit : Virtus range aussi ses programmes assignés sous « Créés par moi ».
    @part("le bouton « Consulter » de « {0} »")
    def _consult(self, programme: str) -> Locator:
        title = self._page.get_by_role("heading", level=3, name=programme, exact=True).first
        card = title.locator("xpath=ancestor::*[.//button[normalize-space()='Consulter']][1]")
        return card.get_by_role("button", name="Consulter")

    def consult(self, programme: str) -> "AssignedProgramme":
        """Ouvre un programme."""
        self._consult(programme).click()
        return AssignedProgramme(self._page.get_by_role("dialog"))

    def delete_own(self, programme: str) -> str:
        """Supprime un programme que le client a créé, en confirmant, et rend le message lu."""
        with self._accepting() as messages:
            self._delete(programme).click()
            hides(self._own(programme).locator, f"encore « {programme} » après sa suppression")
        return messages[-1] if messages else ""

    def shows_assigned(self, programme: str) -> None:
        """Exige un programme parmi ceux que le coach a assignés : listé ici, ou en cours sur l'accueil."""
        listed = self._assigned(programme)
        found = listed.appears(None) or ClientHome(self._page).open().names(programme)
        assert found, f"L'écran ne montre pas {listed.what}, ni comme programme en cours."

    def hides_assigned(self, programme: str) -> None:
        """Exige qu'un programme ne soit pas parmi ceux que le coach a assignés."""
        self._hides(self._assigned(programme))

    def shows_own(self, programme: str) -> None:
        """Exige un programme parmi ceux que le client a créés."""
        self._own(programme).shows()

    def hides_own(self, programme: str) -> None:
        """Exige qu'un programme ne soit pas parmi ceux que le client a créés."""
        self._hides(self._own(programme))

    def _hides(self, sought: Part) -> None:
        # Une absence ne prouve rien tant que rien n'est chargé.
        self._any().shows()
        hides(sought.locator, sought.what)

    def _in_section(self, section: str, programme: str) -> Locator:
        # Le titre appartient à la section dont l'intitulé le précède, quels que soient les blocs.
        title = self._page.get_by_role("heading", level=3, name=programme, exact=True)
        heading = f"xpath=self::*[preceding::h2[1][normalize-space()='{section}']]"
        return title.locator(heading)


class AssignedProgramme(ProgrammeTable):
    """Programme consulté par son client"""

    @part("de quoi modifier ses charges et ses répétitions")
    def _edit(self) -> Locator:
        return self._dialog.get_by_role("button", name="Modifier mes charges").first

    @part("de quoi changer {0} de « {1} »", only_if="la modification est commencée")
    def _field(self, label: str, exercise: str) -> Locator:
        return self._dialog.get_by_label(re.compile(rf"^{label} de {re.escape(exercise)}")).first

    @part("le bouton « Enregistrer »", only_if="la modification est commencée")
    def _save(self) -> Locator:
        return self._dialog.get_by_role("button", name="Enregistrer").first

    @part("la confirmation de l'enregistrement", only_if="une modification vient d'être enregistrée")
    def _saved(self) -> Locator:
        return self._dialog.get_by_text("Modifications enregistrées.")

    def change(self, exercise: str, *, reps: str | None = None, load: str | None = None) -> None:
        """Change les répétitions ou la charge de la première ligne d'un exercice et enregistre."""
        self._edit().click()
        for label, value in (("Répétitions", reps), ("Charge", load)):
            if value is not None:
                self._field(label, exercise).fill(value)
        self._save().click()
        self._saved().shows()
