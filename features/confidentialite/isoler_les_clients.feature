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

  @C2
  Scénario: Une cliente lit sa fiche, et celle d'aucun autre client
    Étant donné la coach Camille Moreau et ses clients Léa Martin et Bruno Durand
    Et le coach Hugo Petit et sa cliente Inès Roux
    Quand Léa Martin demande toutes les fiches à l'API
    Alors elle y trouve Léa Martin
    Mais elle n'y trouve ni Bruno Durand, ni Hugo Petit, ni Inès Roux

  @C1
  Scénario: Une coach lit les fiches de ses clients, et d'aucun autre
    Étant donné la coach Camille Moreau et ses clients Léa Martin et Bruno Durand
    Et le coach Hugo Petit et sa cliente Inès Roux
    Quand Camille Moreau demande toutes les fiches à l'API
    Alors elle y trouve Camille Moreau, Léa Martin et Bruno Durand
    Mais elle n'y trouve ni Hugo Petit, ni Inès Roux
