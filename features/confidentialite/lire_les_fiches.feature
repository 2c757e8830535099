# language: fr
Fonctionnalité: Lire les fiches de chacun

  Contexte:
    Étant donné la coach Camille Moreau et ses clients Léa Martin et Bruno Durand
    Et le coach Hugo Petit et sa cliente Inès Roux

  @C1
  Scénario: Une coach lit les fiches de ses clients, et d'aucun autre
    Quand Camille Moreau demande toutes les fiches à l'API
    Alors elle y trouve Camille Moreau, Léa Martin et Bruno Durand
    Mais elle n'y trouve ni Hugo Petit, ni Inès Roux

  @C2
  Scénario: Une cliente lit sa fiche, et celle d'aucun autre client
    Quand Léa Martin demande toutes les fiches à l'API
    Alors elle y trouve Léa Martin
    Mais elle n'y trouve ni Bruno Durand, ni Hugo Petit, ni Inès Roux
