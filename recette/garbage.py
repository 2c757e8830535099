"""Le ramasse-miettes de Python : il ne relit plus ce qui est chargé une fois pour toutes.

Modules et scénarios recueillis font cent cinquante mille objets, que chaque passage complet parcourrait.
"""

import gc

import pytest


def pytest_configure() -> None:
    gc.disable()


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop() -> None:
    gc.freeze()
    gc.enable()
