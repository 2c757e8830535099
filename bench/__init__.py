"""Le banc d'essai : ce que coûte la recette, mesurée à côté de ses pairs."""
