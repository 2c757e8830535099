"""Ce que Gherkin laisse passer en silence est dit, en français, avec sa ligne."""

import unicodedata
from pathlib import Path

import pytest

from recette.gherkin.lint import problems

VALID = """# language: fr
Fonctionnalité: Assigner
  Une coach assigne ses programmes.

  Contexte:
    Étant donné la coach Camille Moreau

  @A1
  Scénario: Assigner à un client
    Quand elle assigne
    Alors la copie est fidèle
"""
SECOND = "\n  @A2\n  Scénario: {title}\n    Quand elle assigne\n"
OUTLINE = "\n  @A2\n  Plan du scénario: Cas par cas\n    Quand elle assigne à <n>\n"
ROWS = "\n    {tag}Exemples:\n      | n |\n      | 1 |\n"
GROUPED = """# language: fr
@A2
Fonctionnalité: Assigner

  Règle: Une copie par client

    @A1
    Scénario: Assigner à un client
      Quand elle assigne
"""

FAULTS = {
    "NFD": (unicodedata.normalize("NFD", VALID), "Unicode décomposé (NFD)"),
    "BOM": ("\ufeff" + VALID, "sans BOM"),
    "vide": ("", "aucune fonctionnalité"),
    "sans scénario": (VALID.partition("  @A1")[0], "aucun scénario"),
    "inanalysable": (VALID + "    Puis autre chose\n", "ne s'analyse pas : (12:5)"),
    "sans langue": (VALID.partition("\n")[2], "ne s'analyse pas : (1:1)"),
    "titre en double": (VALID + SECOND.format(title="Assigner à un client"), "2 scénarios s'appellent"),
    "sans titre": (VALID + SECOND.format(title=""), "ligne 14 : le scénario n'a pas de titre"),
    "sans étape": (VALID.partition("    Quand")[0], "n'a aucune étape, il réussirait toujours"),
    "étapes en minuscules": (
        VALID.replace("    Quand", "    quand").replace("    Alors", "    alors"),
        "vers la ligne 10 : « quand elle assigne » serait lu comme une description",
    ),
    "contexte en minuscules": (
        VALID.replace("    Étant", "    étant"),
        "vers la ligne 6 : « étant donné la coach Camille Moreau »",
    ),
    "mot-clé Contexte en minuscules": (
        VALID.replace("  Contexte:\n    Étant donné la coach Camille Moreau\n", "  contexte:\n"),
        "« contexte: » serait lu comme une description",
    ),
    "crochet dans le titre": (VALID.replace("un client", "[un] client"), "un signe réservé aux identifiants"),
    "sans règle": (VALID.replace("  @A1\n", ""), "une règle et une seule, il porte []"),
    "règle inconnue": (VALID.replace("@A1", "@Z99"), "une règle et une seule, il porte []"),
    "deux règles": (VALID.replace("@A1", "@A1 @V2"), "il porte ['A1', 'V2']"),
    "deux règles par héritage": (GROUPED, "ligne 8 : le scénario « Assigner à un client » doit porter"),
    "deux règles par les exemples": (VALID + OUTLINE + ROWS.format(tag="@A3\n    "), "['A2', 'A3']"),
    "plan sans exemples": (VALID + OUTLINE, "« Cas par cas » n'a aucune ligne d'exemples"),
    "plan aux exemples vides": (
        VALID + OUTLINE + ROWS.format(tag="").replace("      | 1 |\n", ""),
        "« Cas par cas » n'a aucune ligne d'exemples",
    ),
}


@pytest.mark.parametrize(("text", "problem"), FAULTS.values(), ids=FAULTS.keys())
def test_a_silent_fault_is_said(tmp_path: Path, text: str, problem: str) -> None:
    """Chaque défaut est nommé, une fois."""
    path = tmp_path / "assigner.feature"
    path.write_text(text, encoding="utf-8")
    assert len([said for said in problems(path) if problem in said]) == 1, problems(path)


def test_another_encoding_is_said(tmp_path: Path) -> None:
    """Un fichier enregistré en Latin-1 n'arrête pas la collecte par une trace d'appels."""
    path = tmp_path / "assigner.feature"
    path.write_text(VALID, encoding="latin-1")
    assert problems(path) == ["le texte n'est pas en UTF-8 : enregistrez-le en UTF-8"]


@pytest.mark.parametrize(
    "text",
    [
        VALID,
        VALID.replace("\n", "\r\n"),
        VALID + OUTLINE + ROWS.format(tag=""),
        GROUPED.replace("@A2\n", ""),
        GROUPED.replace("    @A1\n", ""),
    ],
    ids=["ordinaire", "fins de ligne Windows", "plan", "règle Gherkin", "étiquette de la fonctionnalité"],
)
def test_a_sound_file_has_no_problem(tmp_path: Path, text: str) -> None:
    """Un fichier sain ne reçoit aucun reproche."""
    path = tmp_path / "assigner.feature"
    path.write_text(text, encoding="utf-8", newline="")
    assert problems(path) == []
