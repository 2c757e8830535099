# language: fr
Fonctionnalité: Compter les assignations d'un programme

  Contexte:
    Étant donné la coach Camille Moreau et ses clients Léa Martin et Bruno Durand
    Et le programme « Force d'hiver » dans la bibliothèque de Camille Moreau

  @A8
  Scénario: Le compteur apparaît avec la première assignation et augmente avec les suivantes
    Étant donné le programme « Cap sur l'été » dans la bibliothèque de Camille Moreau
    Et « Force d'hiver » déjà assigné à Léa Martin
    Quand Camille Moreau assigne « Force d'hiver » à Bruno Durand
    Alors la bibliothèque de Camille Moreau annonce « Force d'hiver » assigné à 2 client(s)
    Mais la bibliothèque de Camille Moreau n'annonce aucune assignation de « Cap sur l'été »

  @A8
  Scénario: Le compteur ne retient que les assignations actives
    Étant donné une assignation en pause de « Force d'hiver » à Léa Martin
    Quand Camille Moreau consulte sa bibliothèque
    Alors la bibliothèque de Camille Moreau n'annonce aucune assignation de « Force d'hiver »
