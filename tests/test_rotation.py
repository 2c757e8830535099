"""La rotation : ce qui peut y passer, et ce qu'un défaut y laisse derrière lui."""

from pathlib import Path

import pytest

from recette.mutation import rotation
from recette.mutation.defect import Defect, Replacement, load
from recette.mutation.judgement import rotate
from recette.mutation.rotation import can_rotate
from recette.mutation.trial import Laboratory
from recette.stack.run_directory import run_directory


def a_defect(layer: str, *paths: str, sql: str = "") -> Defect:
    """Rend un défaut de laboratoire."""
    replacements = tuple(Replacement(path, "sain", "abîmé") for path in paths)
    return Defect("n", "Une phrase.", layer, "A3", "essai", sql, replacements, "", quick=False)


CASES = {
    "écran": (a_defect("ecran", "reference_app/a.js"), True),
    "écran et politique": (a_defect("ecran", "reference_app/a.js", "sql/baseline/30_policies.sql"), False),
    "assignation": (a_defect("rpc", "sql/baseline/20_functions.sql"), True),
    "assignation et privilèges": (
        a_defect("rpc", "sql/baseline/20_functions.sql", "sql/baseline/40_privileges.sql"),
        False,
    ),
    "migration": (a_defect("migration", sql="select 1"), False),
}


@pytest.mark.parametrize(("defect", "rotates"), CASES.values(), ids=CASES.keys())
def test_only_what_needs_no_new_stack_rotates(defect: Defect, rotates: bool) -> None:
    """La base de départ et la migration ne se changent pas sous une pile qui tourne."""
    assert can_rotate(defect) is rotates


def test_a_defect_travels() -> None:
    """Un défaut confié à un autre processus y arrive entier."""
    assert all(Defect.restored(defect.described()) == defect for defect in load())


def test_a_defect_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Le défaut suivant se pose sur une livraison saine."""
    monkeypatch.setattr(rotation, "ROOT", tmp_path)
    (tmp_path / "a.js").write_text("sain", encoding="utf-8")
    with rotation._changed_files(a_defect("ecran", "a.js")):
        assert (tmp_path / "a.js").read_text(encoding="utf-8") == "abîmé"
    assert (tmp_path / "a.js").read_text(encoding="utf-8") == "sain"


def test_each_defect_is_caught_by_its_own_scenario() -> None:
    """Deux défauts d'une même rotation ne se prêtent ni leur scénario ni leur motif."""
    asked = {"ecran-compte-faux": "2 client(s)", "rpc-notes-perdues": "notes : 'Garder le dos droit"}
    with run_directory() as folder:
        found = {
            judgement.name: judgement
            for judgement in rotate(Laboratory(folder), [each for each in load() if each.name in asked])
        }
    assert {name: found[name].caught_by for name in asked} == {
        "ecran-compte-faux": "A3",
        "rpc-notes-perdues": "A1",
    }
    for name, reason in asked.items():
        assert reason in found[name].reason
        assert [step["genre"] for step in found[name].failed_steps] == ["then"]
