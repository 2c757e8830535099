# language: fr
Fonctionnalité: Reconnaître un succès sans effet

  @C2
  Scénario: Impossible de modifier la copie d'une autre cliente, même quand l'API annonce un succès
    Étant donné la coach Camille Moreau et ses clients Léa Martin et Bruno Durand
    Quand Bruno Durand et Léa Martin modifient, en demandant le compte, la copie de Léa Martin
    Alors l'API annonce à Bruno Durand un succès sur 0 ligne, et la base en voit changer 0
    Mais l'API annonce à Léa Martin un succès sur 1 ligne, et la base en voit changer 1
