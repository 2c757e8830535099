"""Où en est le renommage dans une base : ce qui explique que la migration y soit refusée."""

from recette.database.tables import RENAMES, table_names


def renaming_diagnosis(database_url: str) -> str | None:
    """Rend ce qui, dans la base de départ, n'est pas d'avant la migration ; None si tout l'est."""
    present = table_names(database_url)
    old = [name for name in RENAMES if name in present]
    new = [name for name in RENAMES.values() if name in present]
    if old == list(RENAMES) and not new:
        return None
    if not old and new == list(RENAMES.values()):
        return (
            "La base de départ est déjà renommée : les trois tables portent leurs nouveaux noms. "
            "Cette migration n'a rien à y faire : ne la déployez pas"
        )
    both = [name for name in old if RENAMES[name] in present]
    neither = [f"{name} ou {other}" for name, other in RENAMES.items() if not {name, other} & present]
    if neither:
        return f"La base de départ n'a pas {', ni '.join(neither)} : vérifiez que c'est bien celle de Virtus"
    if both:
        return (
            f"La base de départ a les deux noms à la fois ({', '.join(both)}) : "
            "fusionnez leurs lignes, gardez l'ancien nom, puis rejouez la migration"
        )
    back = " ".join(
        f"ALTER TABLE public.{name} RENAME TO {former};"
        for former, name in RENAMES.items()
        if name in present
    )
    return (
        f"La base de départ est à moitié renommée : nouveau nom pour {' et '.join(new)}, ancien nom pour "
        f"{' et '.join(old)}. Rendez d'abord les anciens noms ({back}), puis rejouez la migration"
    )
