const PARIS = 'Europe/Paris';

// Le suédois écrit les dates comme SQL. `toISOString` donnerait le jour UTC, donc la veille entre minuit et 2 h.
// Le premier format d'une fenêtre coûte douze millisecondes au navigateur : seul paie l'écran qui date quelque chose.
let known;
const sqlDay = () => (known ??= new Intl.DateTimeFormat('sv-SE', { timeZone: PARIS }));

export const today = () => sqlDay().format(new Date());

/** « 2025-11-18 » s'écrit « 18/11/2025 », sans passer par un instant que le fuseau déplacerait. */
export const frenchDay = (day) => day.split('-').reverse().join('/');

export const frenchMoment = (instant) => new Date(instant).toLocaleString('fr-FR', { timeZone: PARIS });
