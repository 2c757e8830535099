# language: fr
Fonctionnalité: Fermer le retour arrière à l'API

  @C8
  Scénario: Impossible de lancer le retour arrière à travers l'API
    Étant donné une copie de Virtus que ce scénario peut abîmer
    Et la coach Camille Moreau et ses clients Léa Martin et Bruno Durand
    Et le coach Hugo Petit et sa cliente Inès Roux
    Quand un anonyme, Camille Moreau, Hugo Petit, Léa Martin, Bruno Durand, Inès Roux et le service demandent le retour arrière à l'API
    Alors l'API l'interdit à chacun
    Et les tables gardent leurs nouveaux noms
    Mais le propriétaire de la base, lui, y parvient
