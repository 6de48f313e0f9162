import { describeFault } from '../../shared/messages.ts';
import { idOfPath } from '../parse/id.ts';
import { type Draft, type Entry, markMissing, type Rule, recordProblem } from './draft.ts';

/**
 * An episode whose file was moved as it is has another id, unless it says its old one. Until then the old id counts: the video, and
 * the links of other episodes, stay as they are.
 */
export const movedFiles: Rule = (draft) => {
  if (draft.moves.size === 0) return [];
  const claimed = new Set(present(draft).flatMap(({ id, record }) => [id, ...record.aliases]));
  return present(draft).flatMap((episode) => {
    const former = findFormer(draft, episode);
    if (former === undefined || claimed.has(idOfPath('episode', former))) return [];
    const id = idOfPath('episode', former);
    const message = describeFault(['id'], `"${id}", as when it was ${former}`, 'nothing');
    const hint = `The file was moved without a change. Add "id: ${id}" to keep its id, or "${describeAliases(episode, id)}" to change it; until then the episode stays as it was.`;
    const problem = recordProblem(episode, { key: ['id'], code: 'moved-without-id', message, hint });
    return [markMissing(problem, `episode ${id}`, former)];
  });
};

const present = ({ episodes, removed }: Draft): readonly Entry<'episode'>[] =>
  episodes.filter(({ path }) => !removed.files.has(path));

/** The oldest path since which the file says nothing about its id. */
function findFormer({ moves }: Draft, { path, record }: Entry<'episode'>): string | undefined {
  if (record.id !== undefined || record.kind === 'none' || record.status === 'draft') return undefined;
  const paths = moves.get(path) ?? [];
  const end = paths.findIndex((one) => record.aliases.includes(idOfPath('episode', one)));
  return (end < 0 ? paths : paths.slice(0, end)).at(-1);
}

/** The whole line, with the former ids that the file has already. */
export const describeAliases = (
  { record: { aliases } }: { readonly record: { readonly aliases: readonly string[] } },
  id: string,
): string => `aliases: [${[...aliases, id].join(', ')}]`;
