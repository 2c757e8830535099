"""Là où une personne trouve des programmes, que l'API aille bien ou mal."""

import re

from playwright.sync_api import Locator, Page

from recette.pages.glimpses import Glimpses
from recette.pages.parts import Part, part, shows, visits

_FAILURE = re.compile(r"impossible|erreur|échec|échoué|indisponible", re.IGNORECASE)
_EMPTY = r"aucun programme"
# Virtus dit « Vérification de la session... » dès qu'il relit ses données, session vérifiée ou non.
_LOADING = r"^(chargement|vérification de la session)"
# Un Virtus qui lit ses séances une à une met dix secondes sur un 3G lent : il est lent, il ne ment pas.
_SLOW_DEADLINE_MS = 30_000


class Shelf:
    """Un écran qui montre des programmes ; `fold` reconnaît la section repliée qui les contient."""

    def __init__(self, page: Page, route: str, *, fold: re.Pattern[str] | None = None) -> None:
        self._page = page
        self._route = route
        self._fold = fold
        self._glimpses = Glimpses(page)

    @part("le bouton « Réessayer »", only_if="un chargement a échoué")
    def _retry(self) -> Locator:
        return self._page.get_by_role("button", name="Réessayer").first

    def open(self) -> None:
        """Va à l'écran, sans rien attendre de l'API."""
        visits(self._page, self._route)
        if self._fold:
            section = self._page.get_by_role("button", name=self._fold)
            Part("la section des programmes assignés", section).click()

    def shows_programme(self, programme: str) -> None:
        """Exige un programme."""
        shows(self._page.get_by_text(programme, exact=True).first, f"« {programme} »")

    def shows_failure(self) -> None:
        """Exige un message qui dit l'échec, à la place d'une liste vide."""
        # Une alerte, ou un simple paragraphe : Virtus n'a pas d'alerte.
        failure = self._page.get_by_text(_FAILURE).locator("visible=true")
        empty = self._page.get_by_text(re.compile(_EMPTY, re.IGNORECASE)).locator("visible=true")
        shows(failure.or_(empty).first, "le moindre message d'échec")
        self.never_looked_empty()
        shows(failure.first, "un message qui dise que le chargement a échoué")

    def shows_after_loading(self, programme: str) -> None:
        """Exige un programme, si lent soit le réseau, et que l'écran ait dit qu'il le chargeait.

        Ce que l'écran tenait de mémoire ne se charge pas.
        """
        title = self._page.get_by_text(programme, exact=True).first
        shows(title, f"« {programme} »", within_ms=_SLOW_DEADLINE_MS)
        if not self._glimpses.knew(programme):
            self._glimpses.showed(_LOADING, "qu'il chargeait")

    def never_looked_empty(self) -> None:
        """Exige que l'écran n'ait pas affirmé, même un instant, qu'il n'y avait aucun programme."""
        self._glimpses.never_showed(_EMPTY, "une liste vide alors qu'il y a des programmes")

    def retry(self) -> None:
        """Demande à l'écran de réessayer."""
        self._retry().click()
