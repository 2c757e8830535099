# language: fr
Fonctionnalité: Suivre les liens d'une table à l'autre

  L'API sait lire une table et celles qui lui sont liées d'une seule demande : un exercice public mène
  ainsi à toutes les séances qui l'emploient.

  Contexte:
    Étant donné la coach Camille Moreau et ses clients Léa Martin et Bruno Durand
    Et le coach Hugo Petit et sa cliente Inès Roux

  @C1
  Scénario: Impossible d'atteindre par un lien ce qu'un autre coach a préparé
    Quand Camille Moreau et Hugo Petit suivent tous les liens de l'API vers ce que Camille Moreau a préparé pour Léa Martin
    Alors Hugo Petit n'en atteint rien
    Mais Camille Moreau en atteint chaque ligne

  @C2
  Scénario: Impossible d'atteindre par un lien ce qu'un autre client a reçu
    Étant donné Paul Lefèvre s'entraîne sans coach
    Quand Camille Moreau, Bruno Durand, Inès Roux et Paul Lefèvre suivent tous les liens de l'API vers ce que Camille Moreau a préparé pour Léa Martin
    Alors Bruno Durand, Inès Roux et Paul Lefèvre n'en atteignent rien
    Mais Camille Moreau en atteint chaque ligne
