import { useState } from 'preact/hooks';

let count = 0;

/** `useId` compte par arbre : deux arbres (page et fenêtre modale) donneraient le même identifiant. */
export const useUniqueId = (prefix) => useState(() => `${prefix}-${(count += 1)}`)[0];
