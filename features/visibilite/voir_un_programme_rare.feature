# language: fr
Fonctionnalité: Voir un programme quelle que soit sa forme

  @V2
  Plan du scénario: Le détail d'un programme <forme> est complet et dans l'ordre
    Étant donné la coach Camille Moreau et sa cliente Léa Martin
    Et un programme « Cas rare » <forme> dans la bibliothèque de Camille Moreau
    Et « Cas rare » déjà assigné à Léa Martin
    Quand Léa Martin consulte « Cas rare » dans ses programmes
    Alors toutes les séances et tous les exercices de « Cas rare » y sont, dans l'ordre

    Exemples:
      | forme                                  |
      | aux valeurs absentes                   |
      | dont seule une semaine diffère         |
      | d'une séance par semaine pendant un an |
      | de 400 exercices                       |
