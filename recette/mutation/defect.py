"""Les défauts du catalogue : un fichier TOML chacun, une phrase, ce qui change, la règle qui doit le voir."""

import tomllib
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from recette.errors import RecetteError
from recette.gherkin.rules import rules
from recette.parts import ROOT

CATALOGUE = ROOT / "mutants"
HARMLESS = "inoffensif"
EMPTINESS = "vide"
"""Plus rien à l'écran ou dans la base : un scénario qui y réussit doit dire pourquoi."""
LAYERS = ("migration", "retour", "validation", "rpc", "donnees", "ecran", HARMLESS, EMPTINESS)
MUTABLE = ("sql/migrations/", "sql/validation/", "sql/rollback/", "sql/baseline/", "reference_app/")
"""Ce qui est livré, donc ce qu'un défaut peut changer : jamais la suite elle-même."""

_TEXTS = {"phrase", "couche", "regle", "origine", "sql", "equivalent"}
_KNOWN = {*_TEXTS, "remplace", "rapide", "admis"}


@dataclass(frozen=True)
class Replacement:
    """Un texte changé dans un fichier de la livraison."""

    path: str
    searched: str
    replacement: str

    def apply(self, root: Path) -> None:
        """Change le fichier ; lève RecetteError quand le texte n'y est pas exactement une fois."""
        file = root / self.path
        text = file.read_text(encoding="utf-8") if file.is_file() else ""
        if (count := text.count(self.searched)) != 1:
            raise RecetteError(
                f"{self.path} contient {count} fois « {_shortened(self.searched)} », attendu une seule fois.",
                "Corrigez « cherche » : la livraison a changé.",
            )
        file.write_text(text.replace(self.searched, self.replacement), encoding="utf-8")


@dataclass(frozen=True)
class Defect:
    """Un défaut, ou un changement inoffensif."""

    name: str
    sentence: str
    layer: str
    rule: str
    """La règle qui doit le voir ; vide pour un changement inoffensif ou un vide."""
    origin: str
    sql: str
    """Joué juste après la migration."""
    replacements: tuple[Replacement, ...]
    equivalent: str
    """Pourquoi personne ne pourrait voir ce défaut ; il n'entre alors pas dans le score."""
    quick: bool
    """Vrai s'il est du choix que joue l'intégration continue."""
    admitted: dict[str, str] = field(default_factory=dict)
    """Par titre, pourquoi un scénario réussit devant ce vide sans être aveugle."""

    def described(self) -> dict[str, Any]:
        """Rend le défaut en JSON, pour le confier à un autre processus."""
        return asdict(self)

    @classmethod
    def restored(cls, content: dict[str, Any]) -> "Defect":
        """Rend le défaut qu'un autre processus a confié."""
        replacements = tuple(Replacement(**change) for change in content["replacements"])
        return cls(**content | {"replacements": replacements})

    @property
    def harmless(self) -> bool:
        return self.layer == HARMLESS

    @property
    def emptiness(self) -> bool:
        return self.layer == EMPTINESS


def load(folder: Path = CATALOGUE) -> list[Defect]:
    """Lit le catalogue ; lève RecetteError au premier fichier mal rempli."""
    return [_read(path) for path in sorted(folder.glob("*.toml"))]


def _read(path: Path) -> Defect:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise _misfilled(path, f"il n'est pas en TOML ({error})") from None
    if problem := next(_problems(content), None):
        raise _misfilled(path, problem)
    return Defect(
        name=path.stem,
        sentence=content["phrase"],
        layer=content["couche"],
        rule=content.get("regle", ""),
        origin=content["origine"],
        sql=content.get("sql", ""),
        replacements=tuple(
            Replacement(change["fichier"], change["cherche"], change["par"])
            for change in content.get("remplace", [])
        ),
        equivalent=content.get("equivalent", ""),
        quick=content.get("rapide", False),
        admitted=content.get("admis", {}),
    )


def _problems(content: dict[str, Any]) -> Any:
    if unknown := content.keys() - _KNOWN:
        yield f"la clé « {min(unknown)} » n'existe pas"
    for key in ("phrase", "couche", "origine"):
        if not content.get(key):
            yield f"« {key} » manque"
    if content["couche"] not in LAYERS:
        yield f"la couche « {content['couche']} » n'existe pas ; au choix : {', '.join(LAYERS)}"
    ruled = content["couche"] not in (HARMLESS, EMPTINESS)
    if not ruled and "regle" in content:
        yield f"un changement de la couche « {content['couche']} » n'attend aucune règle"
    if ruled and content.get("regle") not in rules():
        yield f"la règle « {content.get('regle')} » n'est pas dans docs/regles.md"
    if content["couche"] != EMPTINESS and "admis" in content:
        yield "« admis » ne se dit que d'un vide"
    if not content.get("sql") and not content.get("remplace"):
        yield "il ne change rien : ni « sql », ni « remplace »"
    for change in content.get("remplace", []):
        if change.keys() != {"fichier", "cherche", "par"}:
            yield "« remplace » veut « fichier », « cherche » et « par »"
        if not change["fichier"].startswith(MUTABLE):
            yield f"{change['fichier']} n'est pas de la livraison"
        if change["cherche"] == change["par"]:
            yield f"il ne change rien à {change['fichier']}"


def _misfilled(path: Path, problem: str) -> RecetteError:
    return RecetteError(f"Le défaut {path.name} est mal rempli : {problem}.", "Corrigez ce fichier.")


def _shortened(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 80 else flat[:79] + "…"
