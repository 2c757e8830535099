import { useState } from 'preact/hooks';
import { findProgram } from '../api/templates.js';
import { Loaded, PROGRAM } from '../components/loaded.js';
import { TemplateForm } from '../components/template-form.js';
import { html } from '../html.js';
import { announce } from '../messages.js';
import { readTemplate } from '../program-content.js';
import { useResource } from '../resource.js';
import { navigate, Redirect, useRoute } from '../router.js';
import { loadedTemplate, newTemplate } from '../template-draft.js';

async function loadTemplate(programId, quiet) {
  const program = await findProgram(programId);
  if (!program) {
    announce('Programme non trouvé dans Supabase.');
    return null;
  }
  const template = loadedTemplate(program, await readTemplate(programId));
  if (!quiet) announce('Programme chargé depuis Supabase.');
  return template;
}

function ExistingTemplate({ programId, quiet, ...form }) {
  const template = useResource(() => loadTemplate(programId, quiet));
  return html`
    <${Loaded} resource=${template} what=${PROGRAM}>
      ${(initial) =>
        initial
          ? html`<${TemplateForm} initial=${initial} ...${form} />`
          : html`<${Redirect} to="/app/musculation/bibliotheque" />`}
    </${Loaded}>
  `;
}

export function CoachBuilder({ profile }) {
  const { query } = useRoute();
  const programId = query.get('editProgramId');
  const [saved, setSaved] = useState({ programId: null, times: 0 });

  // Relire ce qui vient d'être enregistré : le formulaire repart de la base, prêt à être modifié de nouveau.
  const reopen = (id) => {
    setSaved(({ times }) => ({ programId: id, times: times + 1 }));
    navigate(`/app/musculation/createur?editProgramId=${id}`, { replace: true });
  };
  const form = { coach: profile, clientId: query.get('clientId') ?? '', onSaved: reopen };
  return html`
    <h1>Créateur d'entrainement</h1>
    ${
      programId
        ? html`
            <${ExistingTemplate}
              key=${`${programId} ${saved.times}`}
              programId=${programId}
              quiet=${saved.programId === programId}
              ...${form}
            />
          `
        : html`<${TemplateForm} key="new" initial=${newTemplate()} ...${form} />`
    }
  `;
}
