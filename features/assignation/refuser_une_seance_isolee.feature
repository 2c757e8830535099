# language: fr
Fonctionnalité: Refuser d'assigner une séance isolée

  @A12
  Scénario: Impossible d'assigner une séance isolée, et la coach sait pourquoi
    Étant donné la coach Camille Moreau et sa cliente Léa Martin
    Et un programme « Découverte » à la séance unique dans la bibliothèque de Camille Moreau
    Quand Camille Moreau assigne à Léa Martin la séance isolée « Séance 1 de la semaine 1 »
    Alors Camille Moreau lit le message « L'assignement de séances isolées n'est pas encore supporté. »
    Et Léa Martin n'a aucune assignation ni aucune copie
    Et Léa Martin ne reçoit aucune notification
    Mais la même demande de Camille Moreau pour Léa Martin est acceptée avec « Découverte »
