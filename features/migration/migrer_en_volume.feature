# language: fr
Fonctionnalité: Migrer une base volumineuse

  Contexte:
    Étant donné la migration éprouvée

  @M15
  Plan du scénario: <lignes> lignes ne ralentissent pas la migration
    Étant donné une base d'avant la migration, de <lignes> lignes
    Quand la migration y est appliquée et défaite cinq fois
    Alors les tables ne sont retenues que 100 ms au plus
    Et l'empreinte se relève en 10 secondes au plus, avec la mémoire que prend une petite base

    Exemples:
      | lignes |
      | 10000  |
      | 100000 |

  @M15 @nocturne
  Scénario: Un million de lignes ne ralentit pas la migration
    Étant donné une base d'avant la migration, de 1000000 lignes
    Quand la migration y est appliquée et défaite cinq fois
    Alors les tables ne sont retenues que 100 ms au plus
    Et l'empreinte se relève en 10 secondes au plus, avec la mémoire que prend une petite base
