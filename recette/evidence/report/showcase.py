"""Les images de l'accueil, d'après deux recettes : un écran, deux premières pages."""

from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageOps
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page, sync_playwright

from recette.browser import launch_arguments
from recette.errors import RecetteError
from recette.evidence.report.page import HTML

# Une page A4 moins ses marges, à 96 points par pouce, et ces marges, à peindre autour.
_WIDTH, _HEIGHT, _MARGIN = 680, 978, 57
_SCALE = 1.25
_COLORS = 96
"""Une page de texte n'en demande pas plus, et pèse trois fois moins."""
_HIDE_WHAT_OVERFLOWS = """
height => document.querySelectorAll('main > *').forEach(block => {
  if (block.getBoundingClientRect().bottom > height) block.style.visibility = 'hidden';
})
"""
_SCREEN = Path("captures", "regles", "V1.jpg")
"""Le programme en cours, tel que le client le voit : ce que la livraison répare."""


def write_showcase(passing: Path, failing: Path, destination: Path) -> list[Path]:
    """Écrit les images ; lève RecetteError quand une recette n'a pas ce qu'il faut."""
    destination.mkdir(parents=True, exist_ok=True)
    return [*_written(passing, failing, destination)]


def _written(passing: Path, failing: Path, destination: Path) -> Iterator[Path]:
    screen = destination / "programme-en-cours.png"
    # Une recette réunie range ses captures sous ses parties.
    seen = next(passing.rglob(str(_SCREEN)), passing / _SCREEN)
    with Image.open(_present(seen)) as image:
        _light(image.convert("RGB"), screen)
    yield screen
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(**launch_arguments())
            page = browser.new_page(
                viewport={"width": _WIDTH, "height": _HEIGHT},
                device_scale_factor=_SCALE,
                color_scheme="light",
            )
            page.emulate_media(media="print")
            for name, reports in (("pv-recevable", passing), ("pv-non-recevable", failing)):
                yield _first_page(page, _present(reports / HTML), destination / f"{name}.png")
            browser.close()
    except PlaywrightError as error:
        raise RecetteError(
            f"Chromium ne montre pas le procès-verbal ({str(error).splitlines()[0]}).",
            "Lancez « make diagnostic ».",
        ) from None


def _first_page(page: Page, minutes: Path, image: Path) -> Path:
    page.goto(minutes.resolve().as_uri())
    # Sur papier, ce qui suit commence une autre page ; un bloc qui n'y tient plus aussi.
    page.add_style_tag(content=".page, .page ~ * { display: none }")
    page.evaluate(_HIDE_WHAT_OVERFLOWS, _HEIGHT)
    page.screenshot(path=image)
    with Image.open(image) as seen:
        _light(ImageOps.expand(seen.convert("RGB"), round(_MARGIN * _SCALE), "white"), image)
    return image


def _light(image: Image.Image, path: Path) -> None:
    image.quantize(_COLORS, dither=Image.Dither.NONE).save(path, optimize=True)


def _present(path: Path) -> Path:
    if not path.is_file():
        raise RecetteError(
            f"« {path} » n'existe pas.",
            "Donnez les rapports de deux recettes entières, comme « make captures ».",
        )
    return path
