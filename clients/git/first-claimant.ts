import type { ParsedCatalog } from '../../domain/content/assemble/parse-catalog.ts';
import { parseFile } from '../../domain/content/parse/parse.ts';
import { listClaims } from '../../domain/content/rules/duplicates.ts';
import type { FindLastGoodInput } from './find-last-good.ts';
import type { Version } from './history.ts';

/**
 * Who had first what several episodes claim: the file whose versions claim it without a break from the earliest commit on.
 * Nobody where that is one commit for two of them, or further back than history reaches.
 */
export async function findFirstClaimants(
  input: FindLastGoodInput,
  contested: ParsedCatalog['contested'],
): Promise<ReadonlyMap<string, string>> {
  const paths = [...new Set([...contested.values()].flat())];
  if (paths.length === 0) return new Map();
  const versions = await input.listVersions(paths);
  const texts = await input.texts.read([...versions.values()].flat().map(({ blob }) => blob));
  const since = (path: string, name: string): number =>
    ageOfClaim(versions.get(path) ?? [], ({ blob }) => {
      const answer = texts.get(blob);
      return answer !== undefined && 'text' in answer && namesIn(path, answer.text).includes(name);
    });
  return new Map(
    [...contested].flatMap(([name, claimants]) => {
      const [first, second] = claimants
        .map((path) => ({ path, age: since(path, name) }))
        .toSorted((a, b) => b.age - a.age);
      return first === undefined || first.age === second?.age ? [] : [[name, first.path] as const];
    }),
  );
}

/** The age of the oldest version up to which all newer ones claim it too; 0: not even the newest. */
function ageOfClaim(versions: readonly Version[], claims: (version: Version) => boolean): number {
  const end = versions.findIndex((version) => !claims(version));
  return (end < 0 ? versions : versions.slice(0, end)).at(-1)?.age ?? 0;
}

function namesIn(path: string, text: string): readonly string[] {
  const parsed = parseFile('episode', path, text);
  if (parsed.kind !== 'episode' || parsed.record === undefined) return [];
  return listClaims({ id: parsed.record.id ?? parsed.id, record: parsed.record });
}
