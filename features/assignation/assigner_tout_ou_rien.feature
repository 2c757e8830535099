# language: fr
Fonctionnalité: Assigner tout ou rien

  Contexte:
    Étant donné un Virtus que l'on peut mettre en panne
    Et la coach Camille Moreau et sa cliente Léa Martin
    Et le programme « Force d'hiver » dans la bibliothèque de Camille Moreau

  @A14
  Plan du scénario: Impossible de laisser une copie inachevée quand la base échoue en écrivant <étape>
    Étant donné que la base échoue en écrivant <étape>
    Quand Camille Moreau demande à l'API d'assigner « Force d'hiver » à Léa Martin
    Alors l'API dit que la base a échoué
    Et il ne reste rien chez Léa Martin, ni programme, ni séance, ni exercice, ni assignation
    Mais une fois la base réparée, la même demande de Camille Moreau donne « Force d'hiver » à Léa Martin

    Exemples:
      | étape         |
      | le programme  |
      | les séances   |
      | les exercices |
      | l'assignation |
