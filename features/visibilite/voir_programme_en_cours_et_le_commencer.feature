# language: fr
Fonctionnalité: Commencer le programme en cours

  @V1
  Scénario: Le programme en cours mène à la séance à faire
    Étant donné la coach Camille Moreau et sa cliente Léa Martin
    Et le programme « Force d'hiver » dans la bibliothèque de Camille Moreau
    Et « Force d'hiver » déjà assigné à Léa Martin
    Quand Léa Martin suit son programme en cours
    Alors Léa Martin arrive à sa séance
