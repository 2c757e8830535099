"""L'écran du programme en cours, où le client saisit sa séance."""

import re

from playwright.sync_api import Locator, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from recette.pages.answers import performance_answered
from recette.pages.base import Screen
from recette.pages.parts import Part, part

_RECAP = re.compile("^(Récapitulatif de la séance|Statistiques de Séance)$")
_LEAVE = re.compile("^(Terminer|Valider et Continuer)$")


class CurrentProgramme(Screen):
    """Programme en cours"""

    route = "/app/workout/current-program"

    @part("la liste des séances du programme en cours")
    def landmark(self) -> Locator:
        return self._page.get_by_label("Sélectionner une séance")

    # La seconde liste ; dans Virtus elle n'a pas de nom, et ses lignes n'ont pas toujours de texte.
    @part("la liste des exercices de la séance")
    def _exercises(self) -> Locator:
        return self._page.get_by_role("main").get_by_role("combobox").nth(1)

    # Deux champs par série, sans étiquette dans Virtus : répétitions puis charge.
    @part("les séries à saisir")
    def _sets(self) -> Locator:
        return self._page.get_by_role("spinbutton").first

    @part("le bouton « Terminer la séance »")
    def _finish(self) -> Locator:
        return self._page.get_by_role("button", name="Terminer la séance")

    @part("le récapitulatif de la séance", only_if="une séance vient d'être terminée")
    def _recap(self) -> Locator:
        return self._page.get_by_role("dialog", name=_RECAP)

    @part("de quoi quitter le récapitulatif", only_if="une séance vient d'être terminée")
    def _leave(self) -> Locator:
        return self._recap().locator.get_by_role("button", name=_LEAVE)

    def fill_every_set(self, *, reps: str, load: str) -> int:
        """Saisit répétitions et charge de chaque série de chaque exercice, et rend le nombre de séries."""
        filled = 0
        exercises = self._exercises()
        exercises.shows()
        for number in range(exercises.locator.locator("option").count()):
            exercises.choose_rank(number)
            self._sets().shows()
            fields = self._page.get_by_role("spinbutton")
            for rank in range(fields.count()):
                kind, value = ("Répétitions", reps) if rank % 2 == 0 else ("Charge", load)
                Part(f"le champ « {kind} » de la série {rank // 2 + 1}", fields.nth(rank)).fill(value)
            filled += fields.count() // 2
        return filled

    def finish(self, *, twice: bool = False) -> None:
        """Termine la séance, au besoin d'un double clic, et attend que l'API y ait répondu."""
        button = self._finish()
        gesture = button.double_click if twice else button.click
        try:
            with performance_answered(self._page):
                gesture()
        except PlaywrightTimeout:
            raise AssertionError("L'écran n'a demandé à l'API d'enregistrer aucune séance.") from None

    def shows_recap(self) -> None:
        """Exige le récapitulatif de la séance."""
        self._recap().shows()

    def leave(self) -> None:
        """Quitte le récapitulatif, s'il se montre : certains Virtus l'emportent en redessinant l'écran."""
        recap = self._recap()
        if recap.appears(None):
            self._leave().click()
            expect(recap.locator, "L'écran montre encore le récapitulatif.").to_have_count(0)
