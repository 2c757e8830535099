"""Les réponses de l'API qu'une fenêtre attend sans le montrer."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

from playwright.sync_api import Page, Response

_ASSIGNMENT = re.compile(r"/rest/v1/rpc/assign_program\w*$")


@contextmanager
def assignments_answered(page: Page, wanted: int) -> Iterator[None]:
    """Attend, à la fin du bloc, la réponse de l'API à chacune des assignations que le bloc demande.

    Lève le TimeoutError de Playwright s'il n'en vient pas autant dans le délai de l'écran.
    """
    answers = count(1)

    def is_last(response: Response) -> bool:
        return bool(_ASSIGNMENT.search(response.url)) and next(answers) == wanted

    with page.expect_response(is_last):
        yield
