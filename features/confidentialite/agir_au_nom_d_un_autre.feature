# language: fr
Fonctionnalité: Agir au nom d'un autre

  @C4
  Plan du scénario: Impossible d'assigner au nom d'un coach quand on est <intrus>
    Étant donné la coach Camille Moreau et ses clients Léa Martin et Bruno Durand
    Et le coach Hugo Petit et sa cliente Inès Roux
    Et le programme « Force d'hiver » dans la bibliothèque de Camille Moreau
    Quand <intrus> demande l'assignation de « Force d'hiver » à Léa Martin au nom de Camille Moreau
    Alors l'API refuse l'assignation
    Et Léa Martin n'a aucune assignation ni aucune copie
    Mais la même demande de Camille Moreau pour Léa Martin est acceptée avec « Force d'hiver »

    Exemples:
      | intrus       |
      | Hugo Petit   |
      | Léa Martin   |
      | Bruno Durand |
      | Inès Roux    |

  @C4
  Scénario: Impossible d'effacer le compte d'un autre
    Étant donné la coach Camille Moreau et ses clients Léa Martin et Bruno Durand
    Et le coach Hugo Petit et sa cliente Inès Roux
    Quand un anonyme, Hugo Petit, Léa Martin et Inès Roux demandent à l'API d'effacer le compte de Bruno Durand
    Alors le compte de Bruno Durand est toujours là
    Mais le service, lui, efface le compte de Bruno Durand
