# language: fr
Fonctionnalité: Choisir à qui assigner

  Contexte:
    Étant donné la coach Camille Moreau et ses clients Léa Martin et Bruno Durand
    Et le programme « Force d'hiver » dans la bibliothèque de Camille Moreau

  @A6
  Scénario: Seuls les clients actifs de la coach sont proposés
    Étant donné le coach Hugo Petit et sa cliente Inès Roux
    Et Paul Lefèvre est archivé chez Camille Moreau
    Et Client Prospect est prospect chez Camille Moreau
    Quand Camille Moreau ouvre l'assignation de « Force d'hiver »
    Alors la fenêtre ne propose que Bruno Durand et Léa Martin

  @A5
  Plan du scénario: Chercher un client par son prénom ou son nom, sans tenir compte de la casse
    Quand Camille Moreau cherche « <recherche> » pour assigner « Force d'hiver »
    Alors la fenêtre ne propose que <trouvé>

    Exemples:
      | recherche | trouvé       |
      | léa       | Léa Martin   |
      | MARTIN    | Léa Martin   |
      | durand    | Bruno Durand |
      | Roux      | personne     |

  @A5
  Scénario: Une sélection masquée par la recherche reste sélectionnée
    Quand Camille Moreau choisit Léa Martin, cherche « Durand » et choisit aussi Bruno Durand pour « Force d'hiver »
    Alors Léa Martin a une copie fidèle de « Force d'hiver »
    Et Bruno Durand a une copie fidèle de « Force d'hiver »
