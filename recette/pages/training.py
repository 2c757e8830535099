"""L'écran du programme en cours, où le client saisit sa séance."""

from playwright.sync_api import Locator

from recette.pages.base import Screen, shows


class CurrentProgramme(Screen):
    """Programme en cours"""

    route = "/app/workout/current-program"

    def landmark(self) -> Locator:
        return self._page.get_by_label("Sélectionner une séance")

    def fill_every_set(self, *, reps: str, load: str) -> int:
        """Saisit répétitions et charge de chaque série de chaque exercice, et rend le nombre de séries."""
        filled = 0
        # La seconde liste est celle des exercices ; dans Virtus elle n'a pas de nom.
        exercises = self._page.get_by_role("main").get_by_role("combobox").nth(1)
        shows(exercises, "la liste des exercices de la séance")
        for number in range(exercises.locator("option").count()):
            exercises.select_option(index=number)
            # Deux champs par série, sans étiquette dans Virtus : répétitions puis charge.
            fields = self._page.get_by_role("spinbutton")
            shows(fields.first, "les séries à saisir")
            for rank in range(fields.count()):
                fields.nth(rank).fill(reps if rank % 2 == 0 else load)
            filled += fields.count() // 2
        return filled

    def finish_again(self) -> None:
        """Termine une séance déjà terminée ailleurs, et attend la réponse de l'API, quelle qu'elle soit."""
        with self._page.expect_response("**/rest/v1/performance_logs*"):
            self._page.get_by_role("button", name="Terminer la séance").click()

    def finish(self, *, clicks: int = 1) -> None:
        """Termine la séance et attend son récapitulatif."""
        self._page.get_by_role("button", name="Terminer la séance").click(click_count=clicks)
        recap = self._page.get_by_role("dialog", name="Récapitulatif de la séance")
        shows(recap, "le récapitulatif de la séance")
        recap.get_by_role("button", name="Terminer", exact=True).click()
