"""L'attente : rendre la main dès que c'est vrai, et ne pas attendre toujours."""

from itertools import count

from recette.waiting import comes_true


def test_what_becomes_true_is_seen() -> None:
    """Ce qui l'est déjà ne fait pas attendre ; ce qui le devient se voit."""
    assert comes_true(lambda: True, within_s=0)
    asked = count()
    assert comes_true(lambda: next(asked) == 3, within_s=5)
    assert next(asked) == 4


def test_what_never_becomes_true_ends() -> None:
    """Le délai passé, la réponse est non."""
    assert not comes_true(lambda: False, within_s=0.02)
