# language: fr
Fonctionnalité: Assigner depuis le créateur de programme

  @A16
  Scénario: Enregistrer un programme en choisissant un client le lui assigne
    Étant donné la coach Camille Moreau et ses clients Léa Martin et Bruno Durand
    Et le programme « Force d'hiver » dans la bibliothèque de Camille Moreau
    Quand Camille Moreau enregistre « Force d'hiver » dans le créateur en choisissant Léa Martin
    Alors Camille Moreau lit le message « Programme sauvegardé et assigné automatiquement au client Léa ! »
    Et Léa Martin a une copie fidèle de « Force d'hiver »
    Et le modèle « Force d'hiver » est toujours complet
    Mais Bruno Durand n'a aucune assignation ni aucune copie
