"""Ce qu'une fenêtre a affiché, même un instant."""

import re

from playwright.sync_api import Page

_RECORD = """(() => {
    if (window.recetteGlimpses) return;
    const seen = window.recetteGlimpses = new Map();
    const look = () => {
        for (const line of (document.body?.innerText ?? '').split('\\n').map(line => line.trim()))
            if (!seen.has(line)) seen.set(line, performance.now());
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
    look();
})()"""

_RESTART = "() => { window.recetteGlimpses.clear(); window.recetteSince = performance.now(); }"

_KNEW = """text => {
    const shown = [...window.recetteGlimpses].find(([line]) => line.includes(text));
    const since = window.recetteSince ?? 0;
    const answers = performance.getEntriesByType('resource')
        .filter(({ name, startTime }) => name.includes('/rest/v1/') && startTime >= since);
    return Boolean(shown) && answers.every(({ responseEnd }) => shown[1] < responseEnd);
}"""


class Glimpses:
    """Relève chaque ligne qu'une fenêtre affiche : « jamais » ne se voit pas après coup.

    Le relevé part de maintenant ; un nouveau, dans la même fenêtre, repart de zéro.
    """

    def __init__(self, page: Page) -> None:
        self._page = page
        page.add_init_script(_RECORD)
        page.evaluate(_RECORD)
        page.evaluate(_RESTART)

    def showed(self, pattern: str, what: str) -> None:
        """Exige qu'une ligne ait été affichée, fût-ce un instant."""
        assert self._matching(pattern), f"L'écran n'a jamais montré {what}."

    def knew(self, text: str) -> bool:
        """Dit si un texte s'est montré avant toute réponse de l'API : l'écran le tenait de mémoire."""
        known: bool = self._page.evaluate(_KNEW, text)
        return known

    def never_showed(self, pattern: str, what: str) -> None:
        """Exige qu'aucune ligne ne l'ait montré."""
        found = self._matching(pattern)
        assert not found, f"L'écran a montré {what} : « {found[0]} »."

    def _matching(self, pattern: str) -> list[str]:
        lines: list[str] = self._page.evaluate("[...window.recetteGlimpses.keys()]")
        return [line for line in lines if re.search(pattern, line, re.IGNORECASE)]
