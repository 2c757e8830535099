# language: fr
Fonctionnalité: Restaurer la sauvegarde d'avant la migration

  @M12
  Scénario: Restaurer la sauvegarde de la répétition dans une base neuve
    Étant donné une base neuve
    Quand la sauvegarde de la répétition y est restaurée
    Alors la base est celle d'avant la migration, structure et lignes

  @M12
  Plan du scénario: Restaurer la sauvegarde par-dessus une base <état>
    Étant donné une base sauvegardée avant la migration
    Et cette base ensuite <état>
    Quand sa sauvegarde y est restaurée
    Alors la base est celle d'avant la migration, structure et lignes

    Exemples:
      | état                               |
      | migrée, où l'on a travaillé depuis |
      | renommée à moitié                  |
      | migrée, puis privée d'une table    |

  @M12
  Plan du scénario: Impossible de restaurer une sauvegarde <défaut>
    Étant donné une base dont la sauvegarde est <défaut>
    Quand sa sauvegarde y est restaurée
    Alors la restauration est refusée : « <motif> »
    Et la base est celle d'avant la migration, structure et lignes

    Exemples:
      | défaut                        | motif                                            |
      | du seul schéma                | elle n'a que le schéma                           |
      | du seul schéma, en texte      | elle n'a que le schéma                           |
      | privée des lignes d'une table | il y manque les lignes de public.client_sessions |
