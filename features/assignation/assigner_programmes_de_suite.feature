# language: fr
Fonctionnalité: Assigner plusieurs programmes de suite

  @A1
  Scénario: Deux programmes assignés l'un après l'autre ne se mélangent pas
    Étant donné la coach Camille Moreau et ses clients Léa Martin et Bruno Durand
    Et le programme « Force d'hiver » dans la bibliothèque de Camille Moreau
    Et le programme « Cap sur l'été » dans la bibliothèque de Camille Moreau
    Quand Camille Moreau assigne « Force d'hiver » à Léa Martin
    Et Camille Moreau assigne « Cap sur l'été » à Bruno Durand
    Alors Léa Martin a une copie fidèle de « Force d'hiver »
    Et Bruno Durand a une copie fidèle de « Cap sur l'été »
