"""Ce que le code ou une requête nomme, et où."""

from dataclasses import dataclass, field

EXPOSED_SCHEMA = "public"
"""Le seul schéma que l'API de Virtus expose."""


@dataclass(frozen=True, order=True)
class Place:
    """Un endroit : un fichier et sa ligne, ou une requête vue dans le navigateur."""

    where: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.where}:{self.line}" if self.line else self.where


@dataclass(frozen=True)
class Column:
    """Une colonne nommée ; `path` est la suite de relations imbriquées qui y mène."""

    name: str
    place: Place
    path: tuple[str, ...] = ()


@dataclass(frozen=True)
class Selection:
    """Une liste « select » : des colonnes, et des relations imbriquées."""

    columns: tuple[Column, ...] = ()
    embeds: tuple["Embed", ...] = ()

    def embed(self, name: str) -> "Embed | None":
        """Rend la relation imbriquée qui porte ce nom ou cet alias."""
        return next((embed for embed in self.embeds if name in (embed.alias, embed.target)), None)


@dataclass(frozen=True)
class Embed:
    """Une relation imbriquée : `alias:target!hint(content)`."""

    target: str
    place: Place
    content: Selection
    alias: str | None = None
    hint: str | None = None


@dataclass
class Query:
    """Une requête sur une table ; `selection` vaut None quand l'analyse ne la connaît pas."""

    table: str
    place: Place
    selection: Selection | None = field(default_factory=Selection)
    columns: list[Column] = field(default_factory=list)


@dataclass
class Call:
    """Un appel de fonction ; `complete` dit que tous ses arguments sont connus."""

    function: str
    place: Place
    arguments: list[Column] = field(default_factory=list)
    complete: bool = True
    selection: Selection | None = field(default_factory=Selection)
    columns: list[Column] = field(default_factory=list)


@dataclass(frozen=True, order=True)
class Unread:
    """Ce que l'analyse n'a pas su lire : dit, jamais tu."""

    place: Place
    reason: str


@dataclass
class Reading:
    """Tout ce qui fut lu d'une application."""

    files: int = 0
    queries: list[Query] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    unread: set[Unread] = field(default_factory=set)
