# language: fr
Fonctionnalité: Assigner un programme à plusieurs clients en une fois

  @A2
  Scénario: Assigner à cinq clients donne cinq copies, aucune mélangée
    Étant donné la coach Camille Moreau et 5 clients
    Et le programme « Force d'hiver » dans la bibliothèque de Camille Moreau
    Quand Camille Moreau assigne à tous ses clients « Force d'hiver »
    Alors chaque client de Camille Moreau a sa propre copie fidèle de « Force d'hiver »
