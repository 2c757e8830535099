# language: fr
Fonctionnalité: Lire tous ses programmes, quel que soit leur état

  @C2
  Scénario: Une cliente lit ses programmes terminés et créés, et rien de ceux d'un autre client
    Étant donné la coach Camille Moreau et ses clients Léa Martin et Bruno Durand
    Et le programme « Force d'hiver » dans la bibliothèque de Camille Moreau
    Et une assignation terminée de « Force d'hiver » à Léa Martin
    Et le programme « Mes étirements », que Léa Martin a créé
    Quand Léa Martin et Bruno Durand demandent tous leurs programmes à l'API
    Alors Léa Martin obtient « Force d'hiver », terminé, et « Mes étirements »
    Mais Bruno Durand n'obtient rien
