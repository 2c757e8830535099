"""Ce que la campagne montre : une ligne par défaut, un tableau, un score, et rapports/mutants.json."""

import json
import shutil
import textwrap
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from recette.mutation.harmless import Alarm
from recette.mutation.judgement import Judgement
from recette.mutation.toothless import Falsified

_MARKS = {
    "pris": "✓",
    "pris_ailleurs": "≈",
    "survivant": "✗ SURVIVANT",
    "equivalent": "= équivalent",
    "inapplicable": "? INAPPLICABLE",
}
_LONGEST_REASON = 160


@dataclass
class Campaign:
    """Tout ce qu'une campagne a appris."""

    judgements: list[Judgement] = field(default_factory=list)
    harmless: list[str] = field(default_factory=list)
    """Les changements inoffensifs qui furent joués."""
    alarms: list[Alarm] = field(default_factory=list)
    blind: dict[str, list[str]] = field(default_factory=dict)
    """Par vide, les scénarios qui y réussissent sans raison."""
    seconds: dict[str, float] = field(default_factory=dict)
    silent_outcomes: list[str] = field(default_factory=list)
    """Les « Alors » qu'aucun défaut joué n'a fait échouer."""

    falsified: Falsified = field(default_factory=Falsified)
    """Ce que les « Alors » ont dit quand on leur a menti."""

    @property
    def failed(self) -> bool:
        """Dit si la suite n'a pas fait sa preuve : survivant, défaut périmé, fausse alarme."""
        return any((self.alarms, self.falsified.toothless, *self.blind.values())) or any(
            found.outcome in ("survivant", "inapplicable") for found in self.judgements
        )

    def write(self, path: Path) -> None:
        """Garde la campagne en JSON."""
        path.parent.mkdir(parents=True, exist_ok=True)
        content = {
            "score": self.score(),
            "defauts": [found.described() for found in self.judgements],
            "inoffensifs": self.harmless,
            "fausses_alarmes": [asdict(alarm) for alarm in self.alarms],
            "scenarios_aveugles": self.blind,
            "alors_jamais_en_echec": self.silent_outcomes,
            "alors_falsifies": self.falsified.proofs,
            "alors_sans_dents": self.falsified.toothless,
            "duree_s": self.seconds,
        }
        path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")

    def score(self) -> dict[str, int]:
        """Rend le nombre de défauts par issue ; les équivalents n'entrent pas dans le total."""
        counts = Counter(found.outcome for found in self.judgements)
        return {
            "total": len(self.judgements) - counts["equivalent"],
            **{name: counts[name] for name in _MARKS},  # type: ignore[index]
        }


def progress(found: Judgement) -> str:
    """Rend la ligne d'un défaut qui vient d'être jugé."""
    by = f"pris par {found.caught_by}" if found.caught_by else found.reason.splitlines()[0]
    return f"{_MARKS[found.outcome]} {found.expected:<4} {found.name} — {by} ({found.seconds:.0f} s)"


def table(campaign: Campaign) -> Iterator[str]:
    """Rend le tableau et le score."""
    width = max(100, shutil.get_terminal_size().columns)
    sentences = width - 56
    if campaign.judgements:
        yield f"{'Défaut':<{sentences}} {'couche':<11} {'attendu':<8} {'pris par':<15} {'s':>5}"
    for found in campaign.judgements:
        shown = textwrap.shorten(found.sentence, sentences, placeholder="…")
        by = found.caught_by or _MARKS[found.outcome]
        yield f"{shown:<{sentences}} {found.layer:<11} {found.expected:<8} {by:<15} {found.seconds:>5.0f}"
    yield from _details(campaign)
    yield from _conclusion(campaign)


def _details(campaign: Campaign) -> Iterator[str]:
    for found in campaign.judgements:
        if found.outcome != "pris":
            seen = f"{found.scenario} : {found.reason}" if found.scenario else found.reason
            yield ""
            yield f"{_MARKS[found.outcome]} {found.name} ({found.expected}) : {found.sentence}"
            yield f"    {textwrap.shorten(seen, _LONGEST_REASON * 2, placeholder='…')}"
    for alarm in campaign.alarms:
        yield ""
        yield f"! FAUSSE ALARME {alarm.name} : {alarm.sentence}"
        yield f"    {textwrap.shorten(alarm.reason, _LONGEST_REASON * 4, placeholder='…')}"


def _conclusion(campaign: Campaign) -> Iterator[str]:
    score = campaign.score()
    yield ""
    if campaign.judgements:
        caught = score["pris"] + score["pris_ailleurs"]
        yield (
            f"Défauts : {caught} pris sur {score['total']}, dont {score['pris']} par la règle attendue ; "
            f"{score['survivant']} survivant(s), {score['inapplicable']} inapplicable(s), "
            f"{score['equivalent']} équivalent(s) hors du compte."
        )
    if campaign.harmless:
        count = len(campaign.harmless)
        yield f"Inoffensifs : {count} joués ensemble, {len(campaign.alarms)} fausse(s) alarme(s)."
    for name, scenarios in campaign.blind.items():
        yield f"{name} : {len(scenarios)} scénario(s) y réussissent sans raison."
        yield from (f"    {scenario}" for scenario in scenarios)
    if campaign.silent_outcomes:
        yield f"« Alors » jamais en échec : {len(campaign.silent_outcomes)} (voir mutants.json)."
    if campaign.falsified.proofs or campaign.falsified.toothless:
        yield (
            f"« Alors » à qui l'on a menti : {len(campaign.falsified.proofs)} l'ont vu et dit, "
            f"{len(campaign.falsified.toothless)} sans dents."
        )
        yield from (f"    {step} : {tried[-1]}" for step, tried in campaign.falsified.toothless.items())
    yield ", ".join(f"{name} en {seconds:.0f} s" for name, seconds in campaign.seconds.items())
