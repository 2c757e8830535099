"""Plusieurs demandes à la fois."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from typing import TypeVar

from playwright.sync_api import Page, Request

from recette.api import ASSIGN
from recette.database.hold import Hold

_ANSWER_DEADLINE_S = 30

Answer = TypeVar("Answer")


def all_at_once(
    call: Callable[[], Answer], count: int, holding: AbstractContextManager[Hold]
) -> list[Answer]:
    """Lance `count` appels que la base retient tous, les lâche ensemble et rend leurs réponses."""
    with ThreadPoolExecutor(count) as threads:
        with holding as hold:
            pending = [threads.submit(call) for _ in range(count)]
            hold.wait_for(count)
        return [answer.result(_ANSWER_DEADLINE_S) for answer in pending]


class AssignmentRequests:
    """Compte les demandes d'assignation qui partent d'une fenêtre."""

    def __init__(self, page: Page) -> None:
        self.count = 0
        page.on("request", self._note)

    def _note(self, request: Request) -> None:
        self.count += request.method == "POST" and request.url.endswith(f"/rpc/{ASSIGN}")
