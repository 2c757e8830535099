"""Ce que l'épreuve montre : une ligne par recette, un tableau, et rapports/epreuve.json."""

import json
import statistics
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from recette.endurance.journal import Instability, Played


def progress(played: Played, done: int, asked: int) -> str:
    """Rend la ligne d'une recette qui vient de finir."""
    head = f"[{done}/{asked}] graine {played.seed} : {played.scenarios} scénarios en {played.seconds:.0f} s"
    if not played.instabilities:
        return f"✓ {head}"
    told = "".join(f"\n    {_name(found)} — {_first_line(found)}" for found in played.instabilities)
    return f"✗ {head}, {len(played.instabilities)} instabilité(s){told}\n    Rejouer : {played.replay}"


def table(runs: Sequence[Played], asked: int) -> Iterator[str]:
    """Rend le tableau des instabilités et le total."""
    for name, cases in _by_scenario(runs).items():
        yield f"✗ {name} : {len(cases)} fois sur {len(runs)}"
        for played, found in cases:
            yield f"    graine {played.seed} : {_first_line(found)}"
            yield f"    {played.replay}"
    if runs:
        seconds = [played.seconds for played in runs]
        yield (
            f"Durée d'une recette : médiane {statistics.median(seconds):.0f} s, "
            f"de {min(seconds):.0f} à {max(seconds):.0f} s ; {sum(seconds) / 60:.0f} min bout à bout."
        )
    unstable = sum(bool(played.instabilities) for played in runs)
    yield f"Épreuve : {len(runs)} recette(s) jouée(s) sur {asked}, {unstable} instable(s)."


def write(path: Path, revision: str, runs: Sequence[Played], asked: int) -> None:
    """Garde l'épreuve en JSON."""
    content = {
        "revision": revision,
        "demandees": asked,
        "jouees": len(runs),
        "instables": sum(bool(played.instabilities) for played in runs),
        "duree_s": round(sum(played.seconds for played in runs), 1),
        "instabilites": {
            name: [
                {"graine": played.seed, "motif": found.reason, "rejouer": played.replay}
                for played, found in cases
            ]
            for name, cases in _by_scenario(runs).items()
        },
        "recettes": [played.described() for played in runs],
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _by_scenario(runs: Sequence[Played]) -> dict[str, list[tuple[Played, Instability]]]:
    cases = defaultdict(list)
    for played in runs:
        for found in played.instabilities:
            cases[_name(found)].append((played, found))
    return dict(cases)


def _name(found: Instability) -> str:
    return f"{found.rule} {found.scenario}" if found.scenario else "hors de tout scénario"


def _first_line(found: Instability) -> str:
    return found.reason.splitlines()[0]
