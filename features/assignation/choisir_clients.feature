# language: fr
Fonctionnalité: Choisir à qui assigner

  @A6
  Scénario: Seuls les clients actifs de la coach sont proposés
    Étant donné la coach Camille Moreau et sa cliente Léa Martin
    Et le coach Hugo Petit et sa cliente Inès Roux
    Et Bruno Durand est prospect chez Camille Moreau
    Et Paul Lefèvre est archivé chez Camille Moreau
    Et le programme « Force d'hiver » dans la bibliothèque de Camille Moreau
    Quand Camille Moreau ouvre l'assignation de « Force d'hiver »
    Alors seuls Léa Martin lui sont proposés
