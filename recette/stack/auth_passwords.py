"""Les mots de passe : bcrypt, hors de la boucle d'événements qu'il bloquerait 50 ms."""

import asyncio

import bcrypt

from recette.stack.auth_errors import AuthError, validation_failed

_COST = 10
_MIN_LENGTH = 6
_MAX_BYTES = 72


def check_strength(password: str) -> None:
    """Refuse un mot de passe trop court, ou plus long que ce que bcrypt lit."""
    if len(password.encode()) > _MAX_BYTES:
        raise validation_failed("Password cannot be longer than 72 characters")
    if len(password) < _MIN_LENGTH:
        raise AuthError(
            422,
            "weak_password",
            f"Password should be at least {_MIN_LENGTH} characters.",
            {"weak_password": {"reasons": ["length"]}},
        )


async def hash_password(password: str) -> str:
    """Rend l'empreinte d'un mot de passe."""
    hashed = await asyncio.to_thread(bcrypt.hashpw, password.encode(), bcrypt.gensalt(_COST))
    return hashed.decode()


async def matches(password: str, hashed: str | None) -> bool:
    """Dit si un mot de passe correspond à une empreinte, quel que soit son coût."""
    if not hashed:
        return False
    try:
        return await asyncio.to_thread(bcrypt.checkpw, password.encode()[:_MAX_BYTES], hashed.encode())
    except ValueError:
        # Empreinte qui n'est pas de bcrypt : personne n'entre avec.
        return False
