"""Les fichiers posés à côté d'une migration, que la ligne de commande de Supabase jouerait aussi."""

import re
from collections import defaultdict
from pathlib import Path

_MIGRATION = re.compile(r"(?P<version>\d+)_(?P<name>.+)\.sql")
_ROLLBACK = re.compile(r"(^|_)(rollback|retour|revert|undo|down)(_|$)", re.IGNORECASE)


def misplaced(folder: Path) -> list[str]:
    """Rend une phrase par fichier qui n'a pas sa place dans un dossier de migrations."""
    versions: dict[str, list[str]] = defaultdict(list)
    found = []
    for path in sorted(folder.glob("*.sql")):
        named = _MIGRATION.fullmatch(path.name)
        if named is None:
            continue
        versions[named["version"]].append(path.name)
        if _ROLLBACK.search(named["name"]):
            found.append(
                f"{path.name} est un retour arrière posé parmi les migrations : « supabase db push » le "
                "jouerait. Rangez-le ailleurs."
            )
    return found + [
        f"{' et '.join(names)} ont la même version {version} : l'historique n'en retiendrait qu'une. "
        "Changez la version de l'une d'elles."
        for version, names in versions.items()
        if len(names) > 1
    ]
