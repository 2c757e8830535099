# language: fr
Fonctionnalité: Savoir que le service de l'API est arrêté
  Le service s'arrête pour de bon, puis repart, sous les yeux d'une personne déjà connectée.

  Contexte:
    Étant donné un Virtus que l'on peut mettre en panne
    Et la coach Camille Moreau et sa cliente Léa Martin
    Et le programme « Force d'hiver » dans la bibliothèque de Camille Moreau
    Et « Force d'hiver » déjà assigné à Léa Martin

  @V11
  Plan du scénario: Impossible de prendre l'arrêt de l'API pour une liste vide
    Quand <personne> ouvre <écran> alors que le service de l'API est arrêté
    Alors <personne> y lit que le chargement a échoué
    Et à aucun moment l'écran ne prétend qu'il n'y a aucun programme
    Mais <personne> y retrouve « Force d'hiver » en réessayant après la panne

    Exemples:
      | personne       | écran                  |
      | Camille Moreau | sa bibliothèque        |
      | Camille Moreau | la fiche de Léa Martin |
      | Léa Martin     | son accueil            |
      | Léa Martin     | ses programmes         |
