"""Attendre que l'écran se tienne, là où l'application le redessine d'elle-même.

Virtus relit tout deux ou trois fois à l'entrée, puis à chaque écriture, et redessine chaque fois tout
l'écran : une fenêtre qu'on vient d'ouvrir s'y referme, un champ s'y vide. On n'y touche qu'une fois ses
lectures finies.
"""

from contextlib import suppress
from weakref import WeakSet

from playwright.sync_api import BrowserContext, Page
from playwright.sync_api import Error as PlaywrightError

_COUNT_READS = """(() => {
    const reads = window.recetteReads = { pending: 0, still: 0 };
    const fetch = window.fetch;
    window.fetch = async (...request) => {
        reads.pending += 1;
        try {
            return await fetch(...request);
        } finally {
            reads.pending -= 1;
        }
    };
})()"""
_STILL = """images => {
    const reads = window.recetteReads;
    reads.still = reads.pending ? 0 : reads.still + 1;
    return reads.still > images;
}"""
_IMAGES = 3
"""Images de suite, sans lecture en cours, au bout desquelles l'écran se tient."""

_restless: WeakSet[BrowserContext] = WeakSet()


def expect_restless(context: BrowserContext) -> None:
    """Prévient que l'application de ces fenêtres se redessine d'elle-même."""
    context.add_init_script(_COUNT_READS)
    _restless.add(context)


def wait_still(page: Page) -> None:
    """Attend qu'un écran agité se tienne ; dans le délai de l'écran, puis fait avec."""
    if page.context not in _restless:
        return
    # Ce qu'un écran sans repos, ou qui change, empêche de faire, le geste suivant le dira mieux.
    with suppress(PlaywrightError):
        page.evaluate("window.recetteReads.still = 0")
        page.wait_for_function(_STILL, arg=_IMAGES)
