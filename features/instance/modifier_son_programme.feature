# language: fr
Fonctionnalité: Modifier son programme sans toucher au modèle

  Contexte:
    Étant donné la coach Camille Moreau et ses clients Léa Martin et Bruno Durand
    Et le programme « Force d'hiver » dans la bibliothèque de Camille Moreau
    Et « Force d'hiver » déjà assigné à Léa Martin et Bruno Durand
    Et l'état du modèle « Force d'hiver » est relevé

  @I1
  Scénario: Changer ses charges et ses répétitions ne change pas le modèle
    Quand Léa Martin passe ses charges à « 72 kg » et ses répétitions à « 5 » dans « Force d'hiver »
    Alors la copie de « Force d'hiver » de Léa Martin demande « 72 kg » et « 5 » partout
    Et le modèle « Force d'hiver » n'a pas bougé d'un octet

  @I1
  Scénario: Une cliente partie chez un autre coach change toujours ses charges
    Étant donné le coach Hugo Petit et sa cliente Inès Roux
    Et Léa Martin est désormais cliente de Hugo Petit
    Quand Léa Martin passe ses charges à « 72 kg » et ses répétitions à « 5 » dans « Force d'hiver »
    Alors la copie de « Force d'hiver » de Léa Martin demande « 72 kg » et « 5 » partout
    Et le modèle « Force d'hiver » n'a pas bougé d'un octet

  @I3
  Scénario: Changer ses charges ne change pas la copie d'un autre client
    Étant donné que l'état de la copie de « Force d'hiver » de Bruno Durand est relevé
    Quand Léa Martin passe ses charges à « 72 kg » et ses répétitions à « 5 » dans « Force d'hiver »
    Alors la copie de « Force d'hiver » de Léa Martin demande « 72 kg » et « 5 » partout
    Mais la copie de Bruno Durand n'a pas bougé d'un octet

  @I3
  Scénario: La coach lit chez chacun ce que lui seul a changé
    Quand Léa Martin passe ses charges à « 72 kg » et ses répétitions à « 5 » dans « Force d'hiver »
    Et Bruno Durand passe ses charges à « 48 kg » et ses répétitions à « 12 » dans « Force d'hiver »
    Alors Camille Moreau lit « 5 » fois « Squat arrière » dans « Force d'hiver » sur la fiche de Léa Martin
    Et Camille Moreau lit « 12 » fois « Squat arrière » dans « Force d'hiver » sur la fiche de Bruno Durand

  @I10
  Scénario: La coach voit la charge que sa cliente a changée à l'écran
    Étant donné le programme « Cap sur l'été » dans la bibliothèque de Camille Moreau
    Et « Cap sur l'été » assigné à Léa Martin il y a 12 jours, semaine 1, séance 1
    Quand Léa Martin change à l'écran la charge de « Squat arrière » en « 95 kg » dans « Cap sur l'été »
    Alors Camille Moreau lit « 95 kg » pour « Squat arrière » dans « Cap sur l'été » sur la fiche de Léa Martin
    Et la copie de « Cap sur l'été » de Léa Martin ne diffère du modèle que par une charge, « 95 kg »
    Mais la copie de « Force d'hiver » de Léa Martin est restée telle quelle
    Et le modèle « Force d'hiver » n'a pas bougé d'un octet

  @I10
  Scénario: Répétitions et charge changées d'un même geste sont toutes deux gardées
    Quand Léa Martin passe à l'écran « Squat arrière » à « 6 » fois « 95 kg » dans « Force d'hiver »
    Alors Camille Moreau lit « 95 kg » pour « Squat arrière » dans « Force d'hiver » sur la fiche de Léa Martin
    Et seul un exercice de « Force d'hiver » a changé chez Léa Martin : « 6 » fois « 95 kg »

  @I10
  Scénario: Changer la charge d'un exercice répété ne change pas celle des autres fois
    Étant donné un programme « Circuit » aux exercices répétés dans la bibliothèque de Camille Moreau
    Et « Circuit » assigné à Léa Martin il y a 12 jours, semaine 1, séance 1
    Quand Léa Martin change à l'écran la charge de « Tractions pronation » en « 95 kg » dans « Circuit »
    Alors la copie de « Circuit » de Léa Martin ne diffère du modèle que par une charge, « 95 kg »
