"""Des fichiers de migration fautifs, tels que l'équipe pourrait en livrer."""

from pathlib import Path

_BEGINNING = "BEGIN;\nALTER TABLE public.client_programs RENAME TO client_created_programs;\n"

UNPARSED = {
    "un RAISE hors de tout bloc": _BEGINNING + "RAISE NOTICE 'Tables renommées';\nCOMMIT;\n",
    "une apostrophe oubliée": _BEGINNING
    + "COMMENT ON TABLE public.clients IS 'Fiche d'une personne';\nCOMMIT;\n",
    "un texte jamais refermé": _BEGINNING + "COMMENT ON TABLE public.clients IS 'Fiche;\nCOMMIT;\n",
    "un bloc jamais refermé": _BEGINNING + "DO $bloc$ BEGIN NULL; END $block$;\nCOMMIT;\n",
    "une commande de psql": _BEGINNING + "\\echo 'Tables renommées'\nCOMMIT;\n",
    "une parenthèse en trop": _BEGINNING + "SELECT count(*)) FROM public.clients;\nCOMMIT;\n",
    "une fin manquante": _BEGINNING + "COMMENT ON TABLE public.clients IS\n",
    "un index construit à part": _BEGINNING
    + "CREATE INDEX CONCURRENTLY ON public.clients (email);\nCOMMIT;\n",
    "un nettoyage": _BEGINNING + "VACUUM public.clients;\nCOMMIT;\n",
}
"""Ce que le serveur refuse en lisant, ou refuserait dans une transaction ; la faute est à la ligne 3."""

_SOUND = "-- Répétition générale\nSELECT 1;\n"

ENCODED = {
    "une marque BOM": _SOUND.encode("utf-8-sig"),
    "de l'UTF-8 encodé deux fois": _SOUND.encode().decode("cp1252").encode(),
    "du Windows-1252": _SOUND.encode("cp1252"),
    "de l'UTF-16": _SOUND.encode("utf-16"),
}
"""Le même fichier, dans un encodage abîmé."""

RISKY = {
    "supprime une table": "DROP TABLE public.client_programs;",
    "supprime une colonne": "ALTER TABLE public.client_programs DROP COLUMN objective;",
    "change le type d'une colonne": "ALTER TABLE public.client_programs ALTER COLUMN name TYPE varchar(40);",
    "attend un verrou sans limite": "ALTER TABLE public.client_programs RENAME TO client_created_programs;",
}
"""Ce que squawk doit signaler."""

_BOUNDED = "SET lock_timeout = '5s';\n"

CROWDED = {
    "deux migrations de même version": ["20251118_rename_client_tables.sql", "20251118_add_status.sql"],
    "un retour arrière": ["20251118_rename_client_tables.sql", "20251119_rollback_rename_client_tables.sql"],
}
"""Les fichiers d'un dossier de migrations mal rangé."""


def write_risky(folder: Path, risk: str) -> Path:
    """Écrit une migration risquée dans un dossier."""
    bounded = "" if "sans limite" in risk else _BOUNDED
    return _written(folder / "20251118_risque.sql", (bounded + RISKY[risk] + "\n").encode())


def write_encoded(folder: Path, damage: str) -> Path:
    """Écrit une migration mal encodée dans un dossier."""
    return _written(folder / "20251118_encodage.sql", ENCODED[damage])


def fill(folder: Path, crowd: str) -> Path:
    """Remplit un dossier de migrations et en rend la première."""
    first, *_ = [_written(folder / name, _SOUND.encode()) for name in CROWDED[crowd]]
    return first


def _written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path
