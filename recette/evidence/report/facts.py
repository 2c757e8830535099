"""Les pages de faits du procès-verbal : mesures, matrice, ce qui n'a pas été éprouvé, réserves, risques."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from recette.access.words import IDENTITIES, OPERATIONS, OUI, TABLES
from recette.evidence.report.causes import rule_rank
from recette.evidence.report.expectations import MEASURES, Measure
from recette.evidence.report.source import Reports


@dataclass(frozen=True)
class Measured:
    """Une mesure rapportée par un scénario."""

    measure: Measure
    value: float
    rule: str
    rows: float | None
    """Le volume auquel elle fut prise."""

    @property
    def within(self) -> bool | None:
        """Dit si la borne est tenue ; None sans borne."""
        return None if self.measure.budget is None else self.value <= self.measure.budget


def measured(scenarios: Sequence[Mapping[str, Any]]) -> list[Measured]:
    """Rend les mesures, celles qui ont une borne d'abord ; de plusieurs, la pire, ou le total d'un compte."""
    taken: dict[tuple[str, str, float | None], list[float]] = {}
    for scenario in scenarios:
        for name, value in scenario["mesures"].items():
            if name in MEASURES and name != "lignes":
                key = name, scenario["regle"], scenario["mesures"].get("lignes")
                taken.setdefault(key, []).append(value)
    found = [
        Measured(MEASURES[name], sum(values) if MEASURES[name].counted else max(values), rule, rows)
        for (name, rule, rows), values in taken.items()
    ]
    return sorted(found, key=lambda item: (item.measure.budget is None, item.rule, item.rows or 0))


@dataclass(frozen=True)
class AccessCell:
    """Une case de la matrice : ce qui est permis, et les écarts."""

    granted: str
    gaps: Sequence[str]
    state: str


@dataclass(frozen=True)
class AccessTable:
    """Ce que chacun peut chez une personne."""

    owner: str
    people: Sequence[str]
    rows: Sequence[tuple[str, Sequence[AccessCell]]]


def access_tables(verdict: Mapping[str, Any]) -> list[AccessTable]:
    """Rend la matrice des accès, une table par propriétaire."""
    cells = verdict.get("matrice", {}).get("cellules", [])
    return [
        _access_table(owner, [cell for cell in cells if cell["chez"] == owner])
        for owner in IDENTITIES
        if any(cell["chez"] == owner for cell in cells)
    ]


def _access_table(owner: str, cells: list[Mapping[str, str]]) -> AccessTable:
    people = [name for name in IDENTITIES if any(cell["identite"] == name for cell in cells)]
    rows = [
        (
            label,
            [
                _access_cell([c for c in cells if (c["table"], c["identite"]) == (label, name)])
                for name in people
            ],
        )
        for label in TABLES
        if any(cell["table"] == label for cell in cells)
    ]
    return AccessTable(owner, people, rows)


def _access_cell(cells: list[Mapping[str, str]]) -> AccessCell:
    by_operation = {cell["operation"]: cell for cell in cells}
    ordered = [by_operation[name] for name in OPERATIONS if name in by_operation]
    granted = [cell["operation"] for cell in ordered if cell["vu"] == cell["attendu"] == OUI]
    gaps = [
        f"{cell['operation']} : {cell['attendu']} attendu, {cell['vu']} vu"
        for cell in ordered
        if cell["vu"] != cell["attendu"]
    ]
    if len(granted) == len(OPERATIONS):
        granted = ["tout"]
    state = "ecart" if gaps else "vide" if not ordered else "permis" if granted else "refuse"
    return AccessCell(", ".join(granted), gaps, state)


@dataclass(frozen=True)
class Untested:
    """Des scénarios qui ne prouvent rien, et pourquoi."""

    reason: str
    rules: Sequence[str]
    titles: Sequence[str]


def not_tested(reports: Reports) -> list[Untested]:
    """Rend ce qui n'a pas été éprouvé, par raison."""
    reasons: dict[str, list[Mapping[str, Any]]] = {}
    for left in reports.unfolding.get("non_joues", []):
        reasons.setdefault(left["raison"], []).append(left)
    for scenario in reports.scenarios:
        if scenario["issue"] in ("ignore", "bloque"):
            word = "ignoré" if scenario["issue"] == "ignore" else "bloqué"
            reasons.setdefault(f"{word} : {scenario['motif'] or 'sans motif'}", []).append(scenario)
    return [
        Untested(
            reason,
            sorted({left["regle"] for left in found}, key=rule_rank),
            sorted(f"{left['regle']} — {left['titre']}" for left in found),
        )
        for reason, found in reasons.items()
    ]


def reservations(reports: Reports) -> list[str]:
    """Rend les réserves : ce que le verdict ne dit pas, et que le signataire doit savoir."""
    return [*_reservations(reports)]


def _reservations(reports: Reports) -> Iterator[str]:
    verdict = reports.verdict
    for known in verdict.get("reserves", []):
        yield (
            f"{known['regle']} — {known['titre']} : échec connu ({known['ticket']}), accepté jusqu'au "
            f"{known['expire']}."
        )
    for reason, count in Counter(_ignored(reports.scenarios)).items():
        yield f"{count} scénario(s) ignoré(s) : {reason}."
    yield (
        "Une séance isolée ne s'assigne pas (A12), bien que le correctif s'intitule « programmes/séances » : "
        "l'application le refuse et l'explique."
    )
    yield (
        "Des commandes du README du correctif sont fausses (supabase db dump -f ne sauve que le schéma, "
        "supabase db execute n'existe pas) : docs/commandes.md donne celles qui conviennent (E4)."
    )
    if ignored := verdict.get("socle", {}).get("ignore"):
        yield f"De la base de départ fut laissé de côté : {', '.join(ignored)}."
    for information in verdict.get("empreinte", {}).get("informations", [])[:12]:
        yield f"Ajouté ou renommé par la migration : {information}."


def _ignored(scenarios: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    return (scenario["motif"] or "sans motif" for scenario in scenarios if scenario["issue"] == "ignore")


def risks(reports: Reports) -> list[str]:
    """Rend les risques que cette recette laisse, faute de les éprouver."""
    return [*_risks(reports)]


def _risks(reports: Reports) -> Iterator[str]:
    verdict, target = reports.verdict, reports.verdict["cible"]
    if target.get("application") == "référence":
        yield (
            "L'application éprouvée est celle de référence : elle suit les règles, le vrai Virtus peut s'en "
            "écarter. Rejouez avec --virtus DOSSIER."
        )
    if verdict.get("socle", {}).get("chemin") == "sql/baseline":
        yield (
            "La base de départ est celle du dépôt : la production peut avoir d'autres objets ou d'autres "
            "données. Rejouez avec --socle et un export de la production."
        )
    if target.get("supabase") == "embarquee":
        versions = f"PostgreSQL {target.get('postgres')}, PostgREST {target.get('postgrest')}"
        yield (
            f"Supabase est embarqué ({versions}) "
            "et son authentification est une doublure : réglages, quotas et versions du projet réel ne sont "
            "pas éprouvés."
        )
    if not any(scenario["mesures"].get("lignes", 0) >= 1_000_000 for scenario in reports.scenarios):
        yield "Le million de lignes n'a pas été joué : « make nocturne » le mesure."
    yield "Ce procès-verbal vaut pour les fichiers et la révision qu'il nomme : tout changement se rejoue."
