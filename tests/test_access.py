"""La matrice des accès : ce que ses mots distinguent, et ce que ses tableaux ne laissent pas passer."""

import jwt
import pytest

from recette.access.desk import Trial, judge
from recette.access.expectation import judged, without_success
from recette.access.gate import Answer
from recette.access.tokens import forged
from recette.access.words import INTERDIT, JETON_REFUSE, OUI, REFUS, RIEN
from recette.target import Target

SECRET = "un secret de trente-deux octets au moins"
TARGET = Target("http://127.0.0.1", "anon", "service", "postgresql:", SECRET)


@pytest.mark.parametrize(
    ("answer", "word"),
    [
        (Answer(403, {"code": "42501", "message": "permission denied for table programs"}), INTERDIT),
        (Answer(401, {"code": "42501", "message": "permission denied for table programs"}), INTERDIT),
        (Answer(403, {"code": "42501", "message": "new row violates row-level security policy"}), REFUS),
        (Answer(401, {"code": "PGRST301", "message": "JWT expired"}), JETON_REFUSE),
        (Answer(500, {"code": "XX000", "message": "panne"}), "réponse 500"),
        (Answer(502), "réponse 502"),
    ],
)
def test_a_refusal_has_its_word(answer: Answer, word: str) -> None:
    assert answer.refusal == word


@pytest.mark.parametrize(
    ("done", "intact", "word"),
    [(True, False, OUI), (False, True, RIEN), (False, False, "changé autrement")],
)
def test_a_success_is_what_the_database_says(done: bool, intact: bool, word: str) -> None:
    assert judge(Answer(204), done=done, intact=intact)[0] == word


def test_a_refusal_that_wrote_is_seen() -> None:
    refused = Answer(403, {"code": "42501", "message": "permission denied for table programs"})
    assert judge(refused, done=True, intact=False)[0] == "écrit malgré le refus"


TRIALS = [
    Trial("les modèles", "Camille Moreau", OUI, "200"),
    Trial("les modèles", "Hugo Petit", OUI, "200"),
    Trial("les performances", "Camille Moreau", RIEN, "204"),
    Trial("les performances", "Hugo Petit", RIEN, "204"),
]
TABLE = [
    ["ce qui est lu", "Camille Moreau", "Hugo Petit"],
    ["les modèles", "oui", "rien"],
    ["les performances", "rien", "rien"],
]


def test_each_wrong_cell_is_named() -> None:
    assert [str(cell) for cell in judged(TABLE, TRIALS) if not cell.right] == [
        "les modèles, Hugo Petit : « rien » attendu, « oui » vu (200)"
    ]


@pytest.mark.parametrize("table", [TABLE[:-1], [*TABLE, ["les notifications", "oui", "oui"]]])
def test_table_and_trials_cover_the_same_cells(table: list[list[str]]) -> None:
    with pytest.raises(AssertionError, match="ne couvrent pas les mêmes cases"):
        judged(table, TRIALS)


def test_a_line_where_nobody_succeeds_proves_nothing() -> None:
    assert without_success(TRIALS) == ["les performances"]


@pytest.mark.parametrize(
    "kind",
    [
        *("expiré", "signé d'un autre secret", "sans signature"),
        *("destiné à une autre application", "d'un autre projet", "tronqué"),
    ],
)
def test_a_forged_token_is_false(kind: str) -> None:
    true = jwt.encode({"sub": "lea", "aud": "authenticated", "exp": 4_000_000_000}, SECRET, "HS256")
    assert jwt.decode(true, SECRET, ["HS256"], audience="authenticated")["sub"] == "lea"
    with pytest.raises(jwt.InvalidTokenError):
        jwt.decode(forged(kind, true, TARGET), SECRET, ["HS256"], audience="authenticated")
