# language: fr
Fonctionnalité: Entrer sans connexion

  @C3
  Scénario: Impossible d'ouvrir une table de Virtus sans connexion
    Étant donné une copie de Virtus que ce scénario peut abîmer
    Quand un anonyme frappe à chaque table de Virtus
    Alors aucune ne s'ouvre, ni pour lire ni pour écrire
    Mais le service, lui, lit toutes celles des programmes

  @C3
  Scénario: Impossible d'assigner un programme sans connexion
    Étant donné la coach Camille Moreau et sa cliente Léa Martin
    Et le programme « Force d'hiver » dans la bibliothèque de Camille Moreau
    Quand un anonyme demande l'assignation de « Force d'hiver » à Léa Martin au nom de Camille Moreau
    Alors l'API refuse l'assignation
    Et Léa Martin n'a aucune assignation ni aucune copie
    Mais la même demande de Camille Moreau pour Léa Martin est acceptée avec « Force d'hiver »
