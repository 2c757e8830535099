export const fullName = (person) => [person.first_name, person.last_name].filter(Boolean).join(' ');

/** Pour chercher sans se soucier de la casse, des accents ni des espaces doublés. */
const searchable = (text) =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();

export const matches = (text, term) => searchable(text).includes(searchable(term));

/** Une charge saisie en chiffres seuls est en kilogrammes ; « 80 % » ou « élastique » restent tels quels. */
export const withUnit = (load) => (/^\d+([.,]\d+)?$/.test(load.trim()) ? `${load.trim()} kg` : load.trim());
