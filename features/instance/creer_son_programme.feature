# language: fr
Fonctionnalité: Créer son propre programme

  @I8
  Scénario: Un pratiquant sans coach crée sa séance, et elle reste la sienne
    Étant donné que Paul Lefèvre s'entraîne sans coach
    Quand Paul Lefèvre crée la séance « Dimanche matin » avec « Squat arrière »
    Alors il lit « "Dimanche matin" a été enregistré dans "Mes Programmes" ! »
    Et Paul Lefèvre lit « Squat arrière » dans « Dimanche matin »
    Et Paul Lefèvre en est le seul propriétaire

  @I8
  Scénario: Une cliente crée sa séance sans toucher à ce que sa coach lui a assigné
    Étant donné la coach Camille Moreau et sa cliente Léa Martin
    Et le programme « Force d'hiver » dans la bibliothèque de Camille Moreau
    Et « Force d'hiver » déjà assigné à Léa Martin
    Quand Léa Martin crée la séance « Dimanche matin » avec « Squat arrière »
    Alors Léa Martin trouve « Dimanche matin » parmi ce qu'elle a créé
    Mais la copie de « Force d'hiver » de Léa Martin est restée telle quelle
