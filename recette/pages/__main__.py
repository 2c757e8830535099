"""Visite chaque écran et dit quels morceaux la recette y retrouve.

`python -m recette.pages` visite l'application de référence, `--virtus DOSSIER` un checkout. Code de sortie :
0 si tout est là, 1 sinon, 2 si la visite n'a pas pu avoir lieu.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import expect, sync_playwright

from recette.application import REFERENCE_APP, Application
from recette.application.checkout import checked_out
from recette.browser import SCREEN_DEADLINE_MS, WINDOW, launch_arguments
from recette.cast import Cast
from recette.errors import RecetteError
from recette.outside import answer_known_hosts
from recette.pages.stillness import expect_restless
from recette.pages.tour import Guests, Sighting, Tour
from recette.programmes import ordinary
from recette.standing import standing_supabase
from recette.target import Target
from recette.usage import COULD_NOT_RUN

_WIDTHS = (32, 62)


def main() -> int:
    """Visite l'application ; rend le code de sortie."""
    arguments = argparse.ArgumentParser(prog="python -m recette.pages", description=__doc__.splitlines()[0])
    arguments.add_argument("--virtus", metavar="DOSSIER", type=Path, help="le checkout à visiter")
    checkout: Path | None = arguments.parse_args().virtus
    try:
        return report(inspect(checked_out(checkout, _say) if checkout else REFERENCE_APP))
    except RecetteError as error:
        print(error, file=sys.stderr)
        return COULD_NOT_RUN


def inspect(app: Application) -> Iterator[Sighting]:
    """Sert cette application sur une pile à elle, et rend ce qu'il en est de chaque écran."""
    with standing_supabase(app) as supabase, closing(Cast(supabase.target)) as cast:
        yield from _sightings(supabase.target, _guests(cast), calls_outside=app.calls_outside)


def report(sightings: Iterator[Sighting]) -> int:
    """Écrit la table au fil de la visite ; rend 0 si tout est là, 1 sinon."""
    counts: Counter[str] = Counter()
    all_alive = True
    for seen in sightings:
        counts[seen.state] += 1
        all_alive = all_alive and seen.alive
        state = f"{seen.state} : {seen.why}" if seen.why else seen.state
        print(f"{seen.screen:<{_WIDTHS[0]}} {seen.what:<{_WIDTHS[1]}} {state}", flush=True)
    print(", ".join(f"{state} : {count}" for state, count in counts.items()))
    return 0 if all_alive else 1


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr)


def _guests(cast: Cast) -> Guests:
    coach = cast.coach("Camille Moreau")
    client, newcomer = (cast.client(name, coach=coach) for name in ("Léa Martin", "Bruno Durand"))
    template = cast.template(coach, ordinary("Force d'hiver"))
    cast.assignment(template, client)
    return Guests(coach, client, newcomer, template, cast.password)


def _sightings(target: Target, guests: Guests, *, calls_outside: bool) -> Iterator[Sighting]:
    expect.set_options(timeout=SCREEN_DEADLINE_MS)
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(**launch_arguments())
        except PlaywrightError as error:
            raise RecetteError(
                f"Chromium ne démarre pas ({str(error).splitlines()[0]}).",
                "Installez-en un par « make installer », ou corrigez CHROMIUM_BIN.",
            ) from None
        context = browser.new_context(base_url=target.url, **WINDOW)
        context.set_default_timeout(SCREEN_DEADLINE_MS)
        if calls_outside:
            answer_known_hosts(context)
            expect_restless(context)
        yield from Tour(guests, context.new_page()).sightings()
        browser.close()


if __name__ == "__main__":
    sys.exit(main())
