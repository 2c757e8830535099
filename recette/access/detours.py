"""Les détours : écrire chez autrui autrement que par une demande franche sur sa ligne."""

from collections.abc import Callable, Mapping, Sequence

from recette.access.desk import Desk, Trial, judge
from recette.access.estate import Estate, Row
from recette.access.words import CHANGES, LABELS, MODIFIER, SUPPRIMER
from recette.database.tables import NEW_TABLES
from recette.programmes import Person

Estates = Mapping[str, Estate]
"""Les dossiers visés, par en-tête de colonne."""

_LIBRARY = ("programs", "sessions", "session_exercises")
_SIGNABLE = {
    "coach": (*_LIBRARY[1:], *NEW_TABLES, "program_assignments", "notifications"),
    "client": (*NEW_TABLES[1:], "performance_logs", "notifications"),
}
_REPLACEABLE = {
    "coach": (*_LIBRARY, *NEW_TABLES, "program_assignments"),
    "client": (*NEW_TABLES, "performance_logs", "notifications"),
}
_GIVEABLE = {
    "coach": (*_LIBRARY, *NEW_TABLES, "program_assignments", "performance_logs"),
    "client": (*NEW_TABLES, "performance_logs"),
}
_ATTACHABLE = {
    "coach": (*_LIBRARY[1:], *NEW_TABLES[1:], "program_assignments"),
    "client": NEW_TABLES[1:],
}
_CHILDREN_FIRST = tuple(reversed(LABELS))


def add_in_own_name(desk: Desk, author: Person, own: Estate, targets: Estates, *, prefer: str) -> list[Trial]:
    """Ajoute à chaque dossier des lignes que l'auteur signe de son nom."""

    def signed(table: str, target: Estate) -> Row:
        return target.addition_signed(table, author, own)

    return _add(desk, author, targets, _SIGNABLE[author.role], signed, prefer=prefer)


def add_under(desk: Desk, author: Person, own: Estate, targets: Estates) -> list[Trial]:
    """Ajoute à chaque dossier des lignes dont tout est à l'auteur, sauf ce à quoi il les rattache."""

    def attached(table: str, target: Estate) -> Row:
        return {**own.addition(table), **target.parents_of(table, like=own)}

    return _add(desk, author, targets, _ATTACHABLE[author.role], attached)


def _add(
    desk: Desk,
    author: Person,
    targets: Estates,
    tables: Sequence[str],
    described: Callable[[str, Estate], Row],
    *,
    prefer: str = "return=minimal",
) -> list[Trial]:
    badge = desk.badge(author.full_name)
    return [
        Trial(LABELS[table], column, *desk.add(badge, table, described(table, target), prefer=prefer))
        for table in tables
        for column, target in targets.items()
    ]


def replace_by_own(desk: Desk, author: Person, own: Estate, targets: Estates) -> list[Trial]:
    """Envoie ses propres lignes sous l'identifiant de celles d'autrui, en demandant de les remplacer."""
    badge = desk.badge(author.full_name)
    return [
        Trial(
            LABELS[table],
            column,
            *desk.overwrite(
                badge,
                "POST",
                table,
                target.id(table),
                {**own.rows[table], **CHANGES[table], "id": target.id(table)},
                prefer="resolution=merge-duplicates,return=minimal",
            ),
        )
        for table in _REPLACEABLE[author.role]
        for column, target in targets.items()
    ]


def give_away(desk: Desk, author: Person, own: Estates, targets: Estates) -> list[Trial]:
    """Change le propriétaire de ses propres lignes ; `own` donne un dossier de l'auteur par colonne."""
    return _change_own(desk, author, own, targets, _GIVEABLE[author.role], Estate.owners_of)


def attach(desk: Desk, author: Person, own: Estates, targets: Estates) -> list[Trial]:
    """Rattache ses propres lignes à celles d'autrui ; `own` donne un dossier de l'auteur par colonne."""
    return _change_own(desk, author, own, targets, _ATTACHABLE[author.role], Estate.parents_of)


def _change_own(
    desk: Desk,
    author: Person,
    own: Estates,
    targets: Estates,
    tables: Sequence[str],
    taken: Callable[[Estate, str, Estate], Row],
) -> list[Trial]:
    badge = desk.badge(author.full_name)
    return [
        Trial(
            LABELS[table],
            column,
            *desk.overwrite(
                badge,
                "PATCH",
                table,
                own[column].id(table),
                {**CHANGES[table], **taken(target, table, own[column])},
                id=f"eq.{own[column].id(table)}",
            ),
        )
        for table in tables
        for column, target in targets.items()
    ]


def modify_and_count(desk: Desk, who: str, estate: Estate) -> tuple[int | None, int]:
    """Modifie une copie ; rend le nombre de lignes que l'API annonce, et celui que la base confirme."""
    table = NEW_TABLES.programs
    before = desk.line(table, estate.id(table))
    answer = desk.gate.ask(
        desk.badge(who),
        "PATCH",
        table,
        row={"objective": f"Réécrit par {who}"},
        prefer="return=minimal,count=exact",
        id=f"eq.{estate.id(table)}",
    )
    assert answer.accepted, f"L'API n'annonce pas un succès à {who} : {answer}"
    return answer.counted, int(desk.line(table, estate.id(table)) != before)


def write_without_condition(desk: Desk, author: Person, targets: Estates) -> list[Trial]:
    """Modifie puis supprime, table par table, tout ce que l'API laisse atteindre sans condition.

    La RLS cache une ligne à qui la désigne, même quand elle le laisserait l'écrire : seule une requête
    qui ne désigne rien éprouve la politique d'écriture elle-même.
    """
    badge = desk.badge(author.full_name)
    trials = []
    for operation, method in ((MODIFIER, "PATCH"), (SUPPRIMER, "DELETE")):
        # Un parent supprimé emporterait ses enfants avant leur tour.
        for table in _CHILDREN_FIRST:
            held = {column: estate for column, estate in targets.items() if table in estate.rows}
            before = {column: desk.line(table, estate.id(table)) for column, estate in held.items()}
            changes = CHANGES[table] if operation == MODIFIER else None
            answer = desk.gate.ask(badge, method, table, row=changes)
            for column, estate in held.items():
                after = desk.line(table, estate.id(table))
                intact = after == before[column]
                # Rien d'autre n'écrit dans ces dossiers : ce qui a bougé a bougé par cette requête.
                word, detail = judge(answer, done=not intact, intact=intact)
                trials.append(Trial(LABELS[table], f"{operation} {column}", word, detail))
    return trials
