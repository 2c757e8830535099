"""Le banc d'essai. `python -m bench` mesure tout ; `python -m bench pairs croissance` ces parties-là.

Parties : pairs, session, croissance. `publier` porte les mesures dans docs/performance.md ; `surveiller`
joue la recette dans un seul processus et compare ses durées à leur histoire (code 1 quand l'une a doublé).
"""

import argparse
import os
import sys
from collections.abc import Callable
from typing import Any

from bench.growth import measure_growth
from bench.pace import watch_pace
from bench.pairs import measure_pairs
from bench.plot import draw
from bench.publication import publish
from bench.record import RECORD, keep, read_record
from bench.session import measure_session
from recette.errors import RecetteError
from recette.interruption import heed_requests_to_stop
from recette.plan import DEFAULT_REPORTS
from recette.usage import COULD_NOT_RUN

PARTS: dict[str, Callable[[], dict[str, Any]]] = {
    "pairs": measure_pairs,
    "session": measure_session,
    "croissance": measure_growth,
}
_PUBLISH, _WATCH = "publier", "surveiller"


def main() -> int:
    """Mesure ce qu'on demande ; rend le code de sortie."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__.splitlines()[0])
    choices = [*PARTS, _PUBLISH, _WATCH]
    parser.add_argument("parties", metavar="PARTIE", nargs="*", help=", ".join(choices))
    asked = parser.parse_args().parties or [*PARTS, _PUBLISH]
    if unknown := [part for part in asked if part not in choices]:
        parser.error(f"partie inconnue : {', '.join(unknown)} ; il y a {', '.join(choices)}")
    heed_requests_to_stop()
    try:
        return max(_do(part) for part in asked)
    except RecetteError as error:
        print(error, file=sys.stderr)
    except KeyboardInterrupt:
        print("Banc interrompu : les parties finies sont gardées.", file=sys.stderr)
    return COULD_NOT_RUN


def _do(part: str) -> int:
    if part == _WATCH:
        told = watch_pace(DEFAULT_REPORTS)
        print("\n".join(told.sentences))
        return 1 if told.slower else 0
    if part == _PUBLISH:
        publish(read_record())
        return 0
    print(f"Banc : {part}…", file=sys.stderr, flush=True)
    load = os.getloadavg()[0]
    keep(part, PARTS[part](), load)
    draw(read_record())
    print(RECORD)
    return 0


if __name__ == "__main__":
    sys.exit(main())
