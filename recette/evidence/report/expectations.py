"""Ce que la livraison promet, et les règles qui le prouvent : écrit une fois, lu par le procès-verbal."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Promise:
    """Une promesse de la livraison et les règles qui, toutes prouvées, la tiennent."""

    sentence: str
    rules: tuple[str, ...]
    short: str = ""
    """La même en un mot, pour la première page."""


EXPECTED_RESULTS = (
    Promise(
        "Les coachs assignent les programmes de leur bibliothèque.",
        tuple(f"A{number}" for number in range(1, 21)),
        "assigner",
    ),
    Promise(
        "Le client voit le programme assigné comme « programme en cours ».",
        ("V1", "V2", "V4", "V7", "V8"),
        "voir",
    ),
    Promise(
        "Le client modifie son programme sans toucher au modèle.",
        ("I1", "I2", "I3", "I4", "I5", "I10"),
        "modifier",
    ),
    Promise(
        "Toutes les données existantes sont conservées.",
        ("M4", "M6", "M7", "M9", "M12", "V9"),
        "conserver",
    ),
)
"""Les quatre résultats attendus du correctif."""

CHECKLIST = (
    Promise("La sauvegarde d'avant se restaure à l'identique", ("M12",)),
    Promise("Les trois tables sont renommées, les anciennes sont absentes", ("M3", "M17")),
    Promise("Clés, index, politiques et privilèges sont ceux d'avant", ("M7", "C7")),
    Promise("Le script de validation réussit, et échoue sur une base abîmée", ("M8",)),
    Promise("Les données d'avant sont toutes là, et visibles", ("M6", "V9")),
    Promise("Une coach assigne un programme à un client", ("A1",)),
    Promise("Une coach assigne à plusieurs clients en une fois", ("A2",)),
    Promise("Le message de succès, ou d'échec partiel, dit le nombre exact", ("A3", "A4")),
    Promise("L'assignation prend moins de 2 s", ("A17",)),
    Promise("Le compteur d'assignations s'affiche et augmente", ("A8",)),
    Promise("Le programme apparaît dans « Programmes Assignés » du profil", ("V5",)),
    Promise("Le client le voit comme « Programme en cours », avec son détail", ("V1", "V2")),
    Promise("Le client change charges et répétitions ; le modèle ne bouge pas", ("I1", "I3", "I10")),
    Promise("Le coach voit ce que son client a changé", ("I4", "I5")),
    Promise("Un coach ne voit rien d'un autre coach", ("C1",)),
    Promise("Un client ne voit rien d'un autre client", ("C2",)),
    Promise("Le retour arrière rend les anciens noms ; on peut recommencer", ("M9", "M10", "M11")),
    Promise("Aucune erreur dans les journaux pendant la recette", ("E1",)),
    Promise("Les requêtes de contrôle du guide rendent ce qu'elles doivent", ("E3",)),
)
"""La liste du guide de correction que des preuves peuvent cocher."""

HUMAN_CHECKS = (
    "La production vient d'être sauvegardée, données comprises",
    "L'équipe sait qui décide d'un retour arrière, et jusqu'à quelle heure",
    "La base est surveillée pendant les 48 h qui suivent (make surveillance)",
)
"""Ce qu'aucune recette ne peut cocher : une personne le fait."""


@dataclass(frozen=True)
class Measure:
    """Une mesure que la recette rapporte, et sa borne quand elle en a une."""

    label: str
    unit: str
    budget: float | None = None
    counted: bool = False
    """Un compte s'ajoute d'un scénario à l'autre ; d'une durée, on garde la pire."""


MEASURES = {
    "assignation_s": Measure("Assignation de 12 semaines × 5 séances × 8 exercices", "s", 2),
    "api_rechargee_s": Measure("L'API sert les nouveaux noms après la migration", "s", 5),
    "migration_ms": Measure("Migration entière", "ms"),
    "verrou_ms": Measure("Tables retenues par la migration", "ms", 100),
    "attente_la_plus_longue_ms": Measure("Plus longue attente d'une demande pendant la migration", "ms"),
    "renoncement_s": Measure("Renoncement devant une transaction qui bloque", "s"),
    "empreinte_s": Measure("Empreinte de toute la base", "s", 10),
    "lignes": Measure("Lignes dans les tables des clients", "lignes"),
    "demandes": Measure("Demandes servies pendant la migration", "demandes", counted=True),
    "assignations_confirmees": Measure(
        "Assignations confirmées pendant la migration", "assignations", counted=True
    ),
    "coupures_entre_instructions": Measure("Coupures entre deux instructions", "coupures", counted=True),
    "coupures_au_milieu": Measure("Coupures au milieu d'une instruction", "coupures", counted=True),
    "empreinte_memoire_mo": Measure("Mémoire employée par l'empreinte", "Mo"),
}
