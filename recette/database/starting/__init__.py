"""La base de départ d'une recette : d'où elle vient, comment elle se charge, ce qui en est ignoré."""
