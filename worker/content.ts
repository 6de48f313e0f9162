import type { CatalogAt, Repository } from '../clients/git/index.ts';
import { count } from '../contract/reports/words.ts';
import { defined } from '../domain/shared/defined.ts';

/** What stands in the followed branch, in one line, and one of its guests. */
export type ContentSummary = { readonly line: string; readonly guest?: string };

/** Never throws: `sync` reports what is wrong with the branch, and looks again. */
export async function summarizeContent(repository: Repository): Promise<ContentSummary> {
  try {
    const read = await repository.readCatalog(await repository.readHead());
    return { line: describe(read), ...defined({ guest: Object.keys(read.catalog?.guests ?? {})[0] }) };
  } catch (error) {
    return { line: `cannot be read yet: ${error instanceof Error ? error.message : String(error)}` };
  }
}

function describe(read: CatalogAt): string {
  const { catalog, problems } = read;
  if (catalog === undefined) return describeUnusable(read);
  const { episodes, guests, shows } = catalog;
  const found = [
    count(Object.keys(episodes).length, 'episode'),
    count(Object.keys(guests).length, 'guest'),
    count(Object.keys(shows).length, 'show'),
  ];
  return problems.length === 0
    ? found.join(', ')
    : `${found.join(', ')}, ${count(problems.length, 'problem')}: run \`npx showrunner validate\``;
}

/** Why a commit without a catalog cannot be used: the problem of academy.yaml, or the limit that a folder exceeds. */
export function describeUnusable({ commit, problems }: CatalogAt): string {
  const [first, ...others] = [...problems].sort(byWeight);
  if (first?.code === 'missing-academy')
    return `commit ${commit.slice(0, 10)} has no academy.yaml: write one with \`npx showrunner init\`, and commit it`;
  const why =
    first === undefined
      ? 'it has no valid academy.yaml'
      : `${first.path}:${first.line}:${first.column} ${first.code}: ${first.message}`;
  const more = others.length === 0 ? '' : `, and ${others.length} more`;
  return `commit ${commit.slice(0, 10)} cannot be used, ${why}${more}: run \`npx showrunner validate\``;
}

/** Only a problem of academy.yaml or of a whole folder makes a commit unusable. */
const byWeight = (a: { path: string }, b: { path: string }): number =>
  Number(isRecord(a.path)) - Number(isRecord(b.path));

const isRecord = (path: string): boolean => path.includes('/');
