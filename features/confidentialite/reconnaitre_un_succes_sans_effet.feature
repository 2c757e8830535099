# language: fr
Fonctionnalité: Reconnaître un succès sans effet

  @C2
  Scénario: Impossible de modifier la copie d'une autre cliente, même quand l'API annonce un succès
    Étant donné la coach Camille Moreau et ses clients Léa Martin et Bruno Durand
    Quand Bruno Durand et Léa Martin modifient, en demandant le compte, la copie de Léa Martin
    Alors l'API annonce à chacun un succès, et la base dit ce qu'il a changé :
      | qui          | lignes annoncées | lignes changées |
      | Bruno Durand | 0                | 0               |
      | Léa Martin   | 1                | 1               |
