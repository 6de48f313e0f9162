import { didYouMean } from '../parse-issues.ts';
import { renderFault, renderFound } from '../parse-words.ts';
import { has, type Rule, tell } from './draft.ts';

/** A show's `description` that ends in `.liquid` names a file; anything else is the template itself. */
export const unknownTemplates: Rule = ({ shows, templates }) =>
  shows.flatMap((show) => {
    const path = show.record.description;
    if (path === undefined || !/^\S+\.liquid$/.test(path) || has(templates, path)) return [];
    const message = renderFault(['description'], 'the path of a file in templates/', renderFound(path));
    const hint = didYouMean(path, Object.keys(templates));
    const fault = { key: ['description'], code: 'unknown-template', message } as const;
    return [tell(show, hint === undefined ? fault : { ...fault, hint })];
  });
