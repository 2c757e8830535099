# language: fr
Fonctionnalité: Valider la base migrée

  @M8
  Scénario: Valider une base saine
    Étant donné une base migrée
    Quand le propriétaire de la base joue le script de validation
    Alors le script réussit
    Et la base est restée telle quelle

  @M8
  Plan du scénario: Impossible de valider une base abîmée : <dégât>
    Étant donné une base migrée
    Et cette base abîmée : <dégât>
    Quand le propriétaire de la base joue le script de validation
    Alors le script échoue
    Et la base est restée telle quelle

    Exemples:
      | dégât                                          |
      | RLS inactive                                   |
      | politiques perdues                             |
      | politique toujours vraie                       |
      | politique d'écriture toujours vraie            |
      | politique qui laisse un client tout supprimer  |
      | politique ouverte à tous sans le dire          |
      | politique ouverte à tous les coachs            |
      | privilège perdu                                |
      | privilège donné à un anonyme                   |
      | colonne ouverte à un anonyme                   |
      | colonne absente                                |
      | colonne sous son ancien nom                    |
      | clé étrangère perdue                           |
      | clé étrangère non vérifiée                     |
      | assignation qui survit à sa copie              |
      | clé étrangère sous un autre nom                |
      | assignation absente                            |
      | assignation qui nomme une ancienne table       |
      | autre fonction qui nomme une ancienne table    |
      | assignation qui oublie les charges             |
      | assignation répétable le même jour             |
      | assignation ouverte à un anonyme               |
      | assignation fermée aux coachs                  |
      | deux tables renommées sur trois                |
      | ancienne table encore là                       |
      | retour arrière ouvert aux personnes connectées |
      | retour arrière absent                          |
      | ligne orpheline                                |
      | assignation dont la copie n'existe pas         |
