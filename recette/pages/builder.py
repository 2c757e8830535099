"""Les créateurs de programme : celui du coach et celui du client."""

import re
from contextlib import suppress
from uuid import UUID

from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from recette.pages.answers import assignments_answered
from recette.pages.base import Screen
from recette.pages.parts import Part, part

COACH_BUILDER = re.compile("^(Créateur d'entra[iî]nement|Créateur de séance|Modifier le programme)$")
"""Les titres qu'a portés le créateur du coach."""
_SAVE = re.compile("^(Valider|Sauvegarder le programme)$")
_NO_CLIENT = "Aucun client"


class CoachBuilder(Screen):
    """Créateur d'entrainement"""

    route = "/app/musculation/createur"

    def __init__(self, page: Page, template_id: UUID | None = None) -> None:
        """Ouvre un programme de la bibliothèque ; sans lui, un programme neuf."""
        super().__init__(page)
        if template_id:
            self.route = f"{self.route}?editProgramId={template_id}"

    @part("le créateur de programmes")
    def landmark(self) -> Locator:
        return self._page.get_by_role("heading", level=1, name=COACH_BUILDER)

    @part("le champ « Nom de la séance/programme »")
    def _name(self) -> Locator:
        return _beside(self._page, "Nom de la séance/programme")

    @part("la liste « Nom du client »")
    def _client(self) -> Locator:
        return _beside(self._page, "Nom du client", "select")

    @part("le bouton qui enregistre (« Valider »)")
    def _save(self) -> Locator:
        return self._page.get_by_role("button", name=_SAVE)

    def wait_loaded(self, name: str) -> None:
        """Attend que le programme soit chargé : avant, l'enregistrer l'effacerait."""
        field = self._name()
        field.shows()
        expect(field.locator, f"Le créateur ne charge pas « {name} ».").to_have_value(name)

    def name(self, name: str) -> None:
        """Donne un nom au programme."""
        self._name().fill(name)

    def offers(self, clients: list[str]) -> None:
        """Exige que ces clients, et eux seuls, puissent être choisis, dans quelque ordre que ce soit."""
        choices = self._client()
        choices.shows()
        options = choices.locator.locator("option")
        wanted = sorted([_NO_CLIENT, *clients])
        # Les clients peuvent arriver après l'écran : leur nombre s'attend, leurs noms se lisent.
        with suppress(AssertionError):
            expect(options).to_have_count(len(wanted))
        offered = sorted(" ".join(text.split()) for text in options.all_inner_texts())
        assert offered == wanted, (
            "Les clients proposés par le créateur ne sont pas ceux attendus.\n"
            f"Attendu : {', '.join(wanted)}\nVu : {', '.join(offered) or 'personne'}"
        )

    def save_for(self, client: str, *, twice: bool = False) -> None:
        """Enregistre en choisissant un client, et attend que l'assignation ait eu sa réponse."""
        self._client().choose(client)
        # Dès l'enregistrement Virtus remonte tout l'écran, et ne dit plus qu'il assigne encore.
        try:
            with assignments_answered(self._page, 1):
                self.save(twice=twice)
        except PlaywrightTimeout:
            raise AssertionError(f"Le créateur n'a pas demandé l'assignation à {client}.") from None

    def save(self, *, twice: bool = False) -> None:
        """Enregistre, au besoin d'un double clic, et attend la fin de l'enregistrement."""
        button = self._save()
        if twice:
            button.double_click()
        else:
            button.click()
        saving = self._page.get_by_role("button", name="Sauvegarde...")
        expect(saving, "L'écran montre encore la sauvegarde en cours.").to_have_count(0)


class ClientBuilder(Screen):
    """Créateur de séance"""

    route = "/app/workout/builder"

    # Le titre y est deux fois : dans l'en-tête et dans la page.
    @part("le créateur de séances")
    def landmark(self) -> Locator:
        return self._page.get_by_role("heading", level=1, name="Créateur de séance").first

    @part("la section « Détails de la Séance »")
    def _details(self) -> Locator:
        return self._page.get_by_role("button", name="Détails de la Séance")

    @part("le champ « Nom de la séance »", only_if="la section « Détails de la Séance » est ouverte")
    def _name(self) -> Locator:
        return _beside(self._page, "Nom de la séance")

    @part("le bouton « Ajouter un exercice »")
    def _add(self) -> Locator:
        return self._page.get_by_role("button", name="Ajouter un exercice")

    @part("la ligne « Choisir un exercice »", only_if="un exercice vient d'être ajouté")
    def _line(self) -> Locator:
        return self._page.get_by_text("Choisir un exercice").first

    @part("la recherche d'un exercice", only_if="le choix d'un exercice est ouvert")
    def _search(self) -> Locator:
        return self._chooser().get_by_placeholder("Rechercher...")

    @part("l'exercice « {0} »", only_if="le choix d'un exercice est ouvert")
    def _exercise(self, exercise: str) -> Locator:
        # L'image du bouton porte le même nom que son texte : le nom du bouton est alors doublé.
        text = self._page.get_by_text(exercise, exact=True)
        return self._chooser().get_by_role("button").filter(has=text).first

    @part("le bouton « Enregistrer »")
    def _save(self) -> Locator:
        return self._page.get_by_role("button", name="Enregistrer", exact=True)

    @part("« Mes Programmes » après l'enregistrement", only_if="une séance vient d'être enregistrée")
    def _saved(self) -> Locator:
        return self._page.get_by_role("heading", name="Mes Programmes").first

    def save_session(self, name: str, exercise: str) -> str:
        """Compose une séance d'un exercice, l'enregistre et rend le message lu."""
        self._details().click()
        self._name().fill(name)
        self._add().click()
        self._line().click()
        self._search().fill(exercise)
        self._exercise(exercise).click()
        with self._accepting() as messages:
            self._save().click()
            self._said(self._saved(), messages)
        return messages[0] if messages else ""

    def _said(self, expected: Part, messages: list[str]) -> None:
        # Le message d'échec est une fenêtre du navigateur, déjà refermée : la capture ne le montre plus.
        expected.shows(f" ; message lu : « {messages[0]} »" if messages else " ; aucun message")

    def _chooser(self) -> Locator:
        return self._page.get_by_role("dialog", name="Choisir un exercice")


def _beside(page: Page, label: str, field: str = "input") -> Locator:
    # La plupart des champs de Virtus ne sont pas reliés à leur étiquette, mais la suivent.
    return page.locator(f'label:has-text("{label}") + {field}').first
