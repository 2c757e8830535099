"""Le procès-verbal en PDF, imprimé par le Chromium de la recette."""

import html
from pathlib import Path

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import PdfMargins, sync_playwright

from recette import parts
from recette.browser import launch_arguments
from recette.errors import RecetteError

_DEADLINE_MS = 60_000
_RUNNING = "font-family: system-ui, sans-serif; font-size: 7.5pt; color: #555; width: 100%; padding: 0 15mm;"
_MARGINS = PdfMargins(top="20mm", bottom="18mm", left="15mm", right="15mm")


def print_pdf(page_file: Path, pdf: Path, heading: str) -> None:
    """Imprime la page ; lève RecetteError quand Chromium ne peut pas le faire."""
    parts.playwright_driver()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(**launch_arguments())
            page = browser.new_page(java_script_enabled=False)
            page.goto(page_file.resolve().as_uri(), timeout=_DEADLINE_MS)
            page.pdf(
                path=pdf,
                format="A4",
                margin=_MARGINS,
                print_background=True,
                display_header_footer=True,
                header_template=f'<div style="{_RUNNING}">{html.escape(heading)}</div>',
                footer_template=_footer(),
                # Balisé et muni d'un sommaire : un lecteur d'écran s'y retrouve.
                tagged=True,
                outline=True,
            )
            browser.close()
    except PlaywrightError as error:
        raise RecetteError(
            f"Le procès-verbal n'a pas pu être imprimé en PDF ({str(error).splitlines()[0]}).",
            f"Imprimez « {page_file.name} » depuis un navigateur.",
        ) from None


def _footer() -> str:
    numbers = 'page <span class="pageNumber"></span> sur <span class="totalPages"></span>'
    return f'<div style="{_RUNNING} text-align: right;">{numbers}</div>'
