import { locateYaml } from '../../../domain/content/yaml/places.ts';
import { groupBy } from '../../../domain/shared/group-by.ts';
import { formatKeyPath } from '../../../domain/shared/messages.ts';
import type { Problem } from '../../../domain/shared/problem.ts';
import { ThumbnailError, type Thumbnails } from '../../../drawing/index.ts';
import type { Content } from '../../lib/read-content.ts';
import { listTexts, type NamedText } from './list-texts.ts';

export type CheckedTexts = {
  readonly problems: readonly Problem[];
  /** How many texts were not checked because there are too many. */
  readonly unchecked: number;
};

type Input = {
  readonly content: Content;
  readonly base: Content | undefined;
  readonly max: number;
  readonly thumbnails: Pick<Thumbnails, 'assertTexts'>;
};

/** Asks the fonts for each text that thumbnails show, except those that the base shows too. */
export async function checkTexts({ content, base, max, thumbnails }: Input): Promise<CheckedTexts> {
  const old = new Set(list(base).map(({ id }) => id));
  const groups = [
    ...groupBy(
      list(content).filter(({ id }) => !old.has(id)),
      ({ id }) => id,
    ).values(),
  ];
  const checked = groups.slice(0, max).map(async (group): Promise<readonly Problem[]> => {
    const fault = await findFault(thumbnails, group);
    return fault === undefined ? [] : createProblems(content, group, fault);
  });
  return { problems: (await Promise.all(checked)).flat(), unchecked: Math.max(0, groups.length - max) };
}

const list = (content: Content | undefined): readonly NamedText[] =>
  content?.catalog === undefined ? [] : listTexts(content.catalog);

/** Why a text cannot be drawn; undefined when it can. */
async function findFault(
  thumbnails: Input['thumbnails'],
  [first]: readonly NamedText[],
): Promise<string | undefined> {
  if (first === undefined) return undefined;
  try {
    await thumbnails.assertTexts(first.picture);
    return undefined;
  } catch (error) {
    if (error instanceof ThumbnailError && error.fault !== 'installation') return error.message;
    throw error;
  }
}

/** One for each place that the text comes from. */
async function createProblems(
  { readFile }: Content,
  group: readonly NamedText[],
  fault: string,
): Promise<readonly Problem[]> {
  const places = groupBy(group, ({ origin, key }) => JSON.stringify([origin.path, key]));
  const firsts = [...places.values()].flatMap(([one]) => (one === undefined ? [] : [one]));
  return Promise.all(
    firsts.map(async ({ origin, key }): Promise<Problem> => {
      const yaml = locateYaml((await readFile(origin)).toString('utf8'));
      return {
        path: origin.path,
        ...yaml.at(yaml.offsetOf(key)),
        code: 'missing-glyph',
        message: `${formatKeyPath(key)}: ${fault}`,
        hint: 'docs/content.md lists the scripts that a thumbnail can show.',
      };
    }),
  );
}
