"""Ce qu'une fenêtre a affiché, même un instant."""

import re

from playwright.sync_api import Page

_RECORD = """(() => {
    if (window.recetteGlimpses) return;
    const lines = window.recetteGlimpses = new Set();
    const look = () => {
        for (const line of (document.body?.innerText ?? '').split('\\n')) lines.add(line.trim());
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
    look();
})()"""


class Glimpses:
    """Relève chaque ligne qu'une fenêtre affiche : « jamais » ne se voit pas après coup.

    Le relevé part de maintenant ; un nouveau, dans la même fenêtre, repart de zéro.
    """

    def __init__(self, page: Page) -> None:
        self._page = page
        page.add_init_script(_RECORD)
        page.evaluate(_RECORD)
        page.evaluate("window.recetteGlimpses.clear()")

    def showed(self, pattern: str, what: str) -> None:
        """Exige qu'une ligne ait été affichée, fût-ce un instant."""
        assert self._matching(pattern), f"L'écran n'a jamais montré {what}."

    def never_showed(self, pattern: str, what: str) -> None:
        """Exige qu'aucune ligne ne l'ait montré."""
        found = self._matching(pattern)
        assert not found, f"L'écran a montré {what} : « {found[0]} »."

    def _matching(self, pattern: str) -> list[str]:
        lines: list[str] = self._page.evaluate("[...window.recetteGlimpses]")
        return [line for line in lines if re.search(pattern, line, re.IGNORECASE)]
