# language: fr
Fonctionnalité: Lire les fiches de chacun

  Contexte:
    Étant donné la coach Camille Moreau et ses clients Léa Martin et Bruno Durand
    Et le coach Hugo Petit et sa cliente Inès Roux

  @C1
  Scénario: Une coach lit les fiches de ses clients, et d'aucun autre
    Quand Camille Moreau demande toutes les fiches à l'API
    Alors elle n'obtient que celles de Camille Moreau, Léa Martin et Bruno Durand

  @C2
  Scénario: Une cliente lit sa fiche, et celle d'aucun autre client
    Quand Léa Martin demande toutes les fiches à l'API
    Alors elle n'obtient que celle de Léa Martin
