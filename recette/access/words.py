"""Les mots de la matrice des accès : ce qu'un coach lit, et les tables qu'ils désignent."""

from typing import Any, Final

from recette.database.tables import NEW_TABLES

LIRE, AJOUTER, MODIFIER, SUPPRIMER = OPERATIONS = ("lire", "ajouter", "modifier", "supprimer")

OUI: Final = "oui"
"""Fait, et le témoin le confirme."""
RIEN: Final = "rien"
"""L'API répond comme s'il n'y avait rien là : la RLS se tait, et rien n'a bougé."""
REFUS: Final = "refus"
"""L'API refuse cette ligne à cette personne."""
INTERDIT: Final = "interdit"
"""L'opération n'est ouverte à personne de ce rôle : le privilège manque."""
JETON_REFUSE: Final = "jeton refusé"
"""L'API ne reconnaît pas la personne."""

ANONYMOUS: Final = "un anonyme"
SERVICE: Final = "le service"

IDENTITIES: Final = (
    *(ANONYMOUS, "Camille Moreau", "Hugo Petit"),
    *("Léa Martin", "Bruno Durand", "Inès Roux", "Paul Lefèvre", SERVICE),
)
"""Les huit identités de la matrice, dans l'ordre où elle les montre."""

TABLES: Final = {
    "les modèles": "programs",
    "les séances des modèles": "sessions",
    "les exercices des modèles": "session_exercises",
    "les programmes des clients": NEW_TABLES.programs,
    "les séances des clients": NEW_TABLES.sessions,
    "les exercices des clients": NEW_TABLES.exercises,
    "les assignations": "program_assignments",
    "les performances": "performance_logs",
    "les notifications": "notifications",
}
"""Les neuf tables de la matrice, du parent vers l'enfant."""

LABELS: Final = {table: label for label, table in TABLES.items()}

CHANGES: Final[dict[str, dict[str, Any]]] = {
    "programs": {"name": "Réécrit"},
    "sessions": {"name": "Réécrite"},
    "session_exercises": {"load": "999 kg"},
    NEW_TABLES.programs: {"name": "Réécrit"},
    NEW_TABLES.sessions: {"name": "Réécrite"},
    NEW_TABLES.exercises: {"load": "999 kg"},
    "program_assignments": {"current_week": 2},
    "performance_logs": {"notes": "Réécrite"},
    "notifications": {"read": True},
}
"""Ce que change, dans chaque table, une modification : une colonne que l'application écrit vraiment."""
