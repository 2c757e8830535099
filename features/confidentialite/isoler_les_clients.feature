# language: fr
Fonctionnalité: Isoler les clients les uns des autres

  @C2
  Scénario: Une cliente lit ses programmes, et rien de ceux d'un autre client
    Étant donné la coach Camille Moreau et ses clients Léa Martin et Bruno Durand
    Et le programme « Force d'hiver » dans la bibliothèque de Camille Moreau
    Et « Force d'hiver » déjà assigné à Léa Martin
    Quand Léa Martin et Bruno Durand demandent tous leurs programmes à l'API
    Alors Léa Martin obtient sa copie de « Force d'hiver », ses séances, ses exercices et son assignation
    Mais Bruno Durand n'obtient rien
