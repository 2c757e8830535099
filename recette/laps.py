"""La durée de chaque temps d'une suite d'opérations."""

import time
from collections.abc import Iterator


class Laps:
    """Un chronomètre que l'on marque à la fin de chaque temps."""

    def __init__(self) -> None:
        self._last = time.monotonic()
        self._laps: list[tuple[str, float]] = []

    def mark(self, name: str) -> None:
        """Nomme le temps qui s'achève."""
        now = time.monotonic()
        self._laps.append((name, round((now - self._last) * 1000, 1)))
        self._last = now

    def __iter__(self) -> Iterator[tuple[str, float]]:
        """Rend chaque temps et sa durée en millisecondes, dans l'ordre."""
        return iter(self._laps)
