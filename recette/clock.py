"""L'heure et le lieu où la recette croit être : les vrais, ou ceux qu'on lui demande.

Elle retarde toujours, jamais n'avance : un navigateur en avance sur Supabase croirait ses sessions expirées.
"""

import re
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from recette.errors import RecetteError

PARIS = "Europe/Paris"
_COACH_ZONE = ZoneInfo(PARIS)
_OFFSET = re.compile(r"GMT([+-])((?:[01]\d|2[0-3]):[0-5]\d)")


class Clock:
    """L'heure de Paris pour la recette ; demandée, elle y reste arrêtée jusqu'au premier scénario."""

    def __init__(self) -> None:
        self._stopped_at: datetime | None = None
        self._lag = timedelta(0)

    def stop_at(self, moment: time) -> None:
        """Arrête l'horloge sur la dernière fois qu'il fut cette heure à Paris."""
        present = datetime.now(_COACH_ZONE)
        stopped = datetime.combine(present, moment, _COACH_ZONE)
        self._stopped_at = stopped if stopped <= present else stopped - timedelta(days=1)

    def start(self) -> None:
        """Met l'horloge en marche, là où elle est."""
        if self._stopped_at:
            self._lag, self._stopped_at = self.lag, None

    @property
    def lag(self) -> timedelta:
        """Le retard de la recette sur l'heure vraie."""
        return datetime.now(UTC) - self._stopped_at if self._stopped_at else self._lag

    def now(self) -> datetime:
        """Rend l'heure qu'il est à Paris."""
        return self._stopped_at or (datetime.now(UTC) - self._lag).astimezone(_COACH_ZONE)


CLOCK = Clock()
"""L'horloge de ce processus."""


def system_zone(zone: str) -> str:
    """Rend un fuseau comme le système le nomme (TZ) ; Chromium, lui, le connaît par son nom.

    « GMT-23:00 » est à l'ouest, et POSIX compte à l'envers. Lève RecetteError quand le fuseau n'existe pas.
    """
    if offset := _OFFSET.fullmatch(zone):
        sign, hours = offset.groups()
        return f"<GMT>{'-' if sign == '+' else '+'}{hours}"
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        raise RecetteError(
            f"Le fuseau « {zone} » n'existe pas.", "Donnez un nom (Asia/Tokyo) ou un écart (GMT-23:00)."
        ) from None
    return zone
