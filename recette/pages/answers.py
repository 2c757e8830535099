"""Les réponses de l'API qu'une fenêtre attend sans le montrer."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

from playwright.sync_api import Page, Response

_ASSIGNMENT = re.compile(r"/rest/v1/rpc/assign_program\w*$")
# Virtus de décembre 2025 termine une séance par une fonction.
_PERFORMANCE = re.compile(r"/rest/v1/(performance_logs|rpc/complete_\w*session\w*)\b")


@contextmanager
def assignments_answered(page: Page, wanted: int) -> Iterator[None]:
    """Attend, à la fin du bloc, la réponse de l'API à chacune des assignations que le bloc demande.

    Lève le TimeoutError de Playwright s'il n'en vient pas autant dans le délai de l'écran.
    """
    with _answered(page, _ASSIGNMENT, wanted):
        yield


@contextmanager
def performance_answered(page: Page) -> Iterator[None]:
    """Attend, à la fin du bloc, la réponse de l'API à la séance que le bloc enregistre.

    Lève le TimeoutError de Playwright s'il n'en vient aucune dans le délai de l'écran.
    """
    with _answered(page, _PERFORMANCE, 1):
        yield


@contextmanager
def _answered(page: Page, request: re.Pattern[str], wanted: int) -> Iterator[None]:
    answers = count(1)

    def is_last(response: Response) -> bool:
        # Devant une autre origine, le navigateur demande d'abord la permission (OPTIONS).
        asked = response.request.method == "POST" and request.search(response.url)
        return bool(asked) and next(answers) == wanted

    with page.expect_response(is_last):
        yield
