import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compareCatalogs } from '../../domain/changes/plan/changes.ts';
import {
  ACADEMY,
  createFolder,
  createTestRepository,
  removeFolder,
  type TestRepository,
} from '../../test/support/git-repository.ts';
import { type CatalogAt, openRepository } from './index.ts';

const SHOW = 'shows/klustered.yaml';
const SPONSOR = { 'sponsors/cloud.yaml': 'name: Cloud\nurl: https://cloud.example\nmessage: Try it.\n' };
const at = (day: number): string => new Date(Date.UTC(2026, 11, day, 17)).toISOString();
const write = (number: number, more = ''): string =>
  `title: Part ${number}\nshow: klustered\nscheduledFor: ${at(number)}\nvisibility: public\n${more}`;
const path = (number: number): string => `episodes/k/${number}.yaml`;

let scratch: string;
let content: TestRepository;

beforeEach(async () => {
  scratch = await createFolder();
  content = await createTestRepository(join(scratch, 'content'));
});
afterEach(() => removeFolder(scratch));

async function open(location = content.folder) {
  return await openRepository({ location, folder: join(scratch, 'state') });
}

/** What the change from one commit to another writes, and the problems of the second, as `path code`. */
async function compare(
  base: string,
  head: string,
): Promise<{ changes: string[]; problems: string[]; at: CatalogAt }> {
  const repository = await open();
  const [before, after] = [await repository.readCatalog(base), await repository.readCatalog(head)];
  if (before.catalog === undefined || after.catalog === undefined) throw new Error('no catalog');
  const { changes, orphaned, problems } = compareCatalogs({
    base: before.catalog,
    head: after.catalog,
    now: Date.UTC(2026, 10, 1),
    unusable: after.invalidFiles.map((file) => file.path),
  });
  return {
    changes: [...changes.map(({ episodeId, fields }) => `${episodeId} ${fields}`), ...orphaned],
    problems: list([...after.problems, ...problems]),
    at: after,
  };
}

/** The guest of the academy is in none of some tests' episodes. */
const list = (problems: CatalogAt['problems']): string[] =>
  problems.filter(({ code }) => code !== 'unused-guest').map(({ path: at, code }) => `${at} ${code}`);
const messageOf = ({ problems }: CatalogAt): string => problems.map(({ message }) => message).join('\n');
const hintOf = ({ problems }: CatalogAt): string => problems.map(({ hint }) => hint).join('\n');

describe('a removed file that others name', () => {
  const three = {
    [path(1)]: write(1),
    [path(2)]: write(2, 'sponsors: [cloud]\n'),
    [path(3)]: write(3),
  };

  it('changes nothing for a hundred episodes, is reported once, and may come back', async () => {
    const episodes = Object.fromEntries(
      Array.from({ length: 100 }, (_, index) => [path(index + 1), write(index + 1, 'sponsors: [cloud]\n')]),
    );
    const base = await content.commit({ ...ACADEMY, ...SPONSOR, ...episodes });
    const head = await content.commit({ 'sponsors/cloud.yaml': null });
    const removed = await compare(base, head);
    expect([removed.changes, removed.problems]).toEqual([[], ['sponsors/cloud.yaml removed-file']]);
    expect(messageOf(removed.at)).toBe(
      'sponsors/cloud.yaml was removed; 100 episodes name it: episodes/k/1.yaml, episodes/k/10.yaml, episodes/k/100.yaml and 97 more',
    );
    expect(hintOf(removed.at)).toContain(`git checkout ${base.slice(0, 10)} -- sponsors/cloud.yaml`);
    const again = await compare(head, await content.commit(SPONSOR));
    expect([again.changes, again.problems]).toEqual([[], []]);
  });

  it('gives the same catalog to a new clone', async () => {
    await content.commit({ ...ACADEMY, ...SPONSOR, ...three });
    await content.commit({ 'sponsors/cloud.yaml': null });
    const head = await content.commit({ [path(2)]: write(2, 'sponsors: [cloud]\ndescription: Later.\n') });
    const here = await (await open()).readCatalog(head);
    const clone = await open(`file://${content.folder}`);
    await clone.readHead();
    expect(await clone.readCatalog(head)).toEqual(here);
    expect(Object.keys(here.catalog?.episodes ?? {})).toEqual(['k/1', 'k/2', 'k/3']);
  });

  it('keeps an episode that is edited meanwhile at the version from before, however often', async () => {
    const base = await content.commit({ ...ACADEMY, ...SPONSOR, ...three });
    await content.commit({ 'sponsors/cloud.yaml': null });
    let head = '';
    for (const title of ['A', 'B', 'C', 'D', 'E'])
      head = await content.commit({ [path(2)]: write(2, 'sponsors: [cloud]\n').replace('Part 2', title) });
    const edited = await compare(base, head);
    expect([edited.changes, edited.problems]).toEqual([[], ['sponsors/cloud.yaml removed-file']]);
    const fixed = await compare(head, await content.commit({ [path(2)]: write(2).replace('Part 2', 'F') }));
    expect(fixed.problems).toEqual([]);
    expect(fixed.changes.map((change) => change.split(' ')[0]).sort()).toEqual(['k/1', 'k/2', 'k/3']);
  });

  it('does not come back for an episode that names it later', async () => {
    const base = await content.commit({ ...ACADEMY, ...SPONSOR, ...three });
    await content.commit({ 'sponsors/cloud.yaml': null });
    const later = { [path(3)]: write(3, 'sponsors: [cloud]\n'), [path(4)]: write(4, 'sponsors: [cloud]\n') };
    const { changes, problems, at: head } = await compare(base, await content.commit(later));
    expect(changes).toEqual([]);
    expect(problems).toEqual([
      `${path(3)} unknown-sponsor`,
      `${path(4)} unknown-sponsor`,
      'sponsors/cloud.yaml removed-file',
    ]);
    expect(messageOf(head)).toContain('1 episode names it: episodes/k/2.yaml');
    expect(head.catalog?.episodes['k/4']).toBeUndefined();
  });

  it('is no problem when no file names it', async () => {
    const base = await content.commit({ ...ACADEMY, ...SPONSOR, [path(1)]: write(1) });
    const {
      changes,
      problems,
      at: head,
    } = await compare(base, await content.commit({ 'sponsors/cloud.yaml': null }));
    expect([changes, problems, Object.keys(head.catalog?.sponsors ?? {})]).toEqual([[], [], []]);
  });

  const picture = Buffer.from('a picture');
  it.each<[what: string, files: Record<string, string | Buffer>, removed: string[], said: string]>([
    [
      'a guest',
      { [path(2)]: write(2, 'guests: [ada]\n') },
      ['guests/ada.yaml'],
      '1 episode names it: episodes/k/2',
    ],
    [
      'a guest that is named by a former id',
      { [path(2)]: write(2, 'guests: [ada-king]\n'), 'guests/ada.yaml': 'name: Ada\naliases: [ada-king]\n' },
      ['guests/ada.yaml'],
      '1 episode names it: episodes/k/2',
    ],
    ['a host', { [path(2)]: write(2, 'hosts: [ada]\n') }, ['guests/ada.yaml'], '1 episode names it'],
    [
      'a host of a show',
      { [SHOW]: 'name: Klustered\nhosts: [ada]\n' },
      ['guests/ada.yaml'],
      '1 show names it: shows/klustered.yaml',
    ],
    [
      'a show with a block of its own',
      { 'templates/blocks/klustered/text.liquid': 'Hello' },
      [SHOW],
      '3 episodes name it: episodes/k/1.yaml',
    ],
    [
      'a show and its host',
      { [SHOW]: 'name: Klustered\ntitle: "{{ episode.title }}!"\nhosts: [ada]\n' },
      [SHOW, 'guests/ada.yaml'],
      'shows/klustered.yaml was removed; 3 episodes name it',
    ],
    [
      'a template of a show',
      { [SHOW]: 'name: Klustered\ndescription: templates/a.liquid\n', 'templates/a.liquid': 'Hello' },
      ['templates/a.liquid'],
      '1 show names it',
    ],
    [
      'a template of the academy',
      {
        'academy.yaml': `${ACADEMY['academy.yaml']}description: templates/a.liquid\n`,
        'templates/a.liquid': 'Hello',
      },
      ['templates/a.liquid'],
      'the academy names it: academy.yaml',
    ],
    [
      'a template of thumbnails',
      { [path(2)]: write(2, 'thumbnail: { template: own }\n'), 'thumbnails/own.html': '<div>Hello</div>' },
      ['thumbnails/own.html'],
      '1 episode names it',
    ],
    [
      'a picture',
      { [path(2)]: write(2, 'thumbnail: { file: thumbs/two.png }\n'), 'thumbs/two.png': picture },
      ['thumbs/two.png'],
      '1 episode names it',
    ],
    [
      'an avatar',
      {
        [path(2)]: write(2, 'guests: [ada]\n'),
        'guests/ada.yaml': 'name: Ada\navatar: ada.png\n',
        'guests/ada.png': picture,
      },
      ['guests/ada.png'],
      '1 guest names it: guests/ada.yaml',
    ],
    [
      'a guest with the avatar',
      {
        [path(2)]: write(2, 'guests: [ada]\n'),
        'guests/ada.yaml': 'name: Ada\navatar: ada.png\n',
        'guests/ada.png': picture,
      },
      ['guests/ada.yaml', 'guests/ada.png'],
      'guests/ada.yaml was removed; 1 episode names it',
    ],
  ])('%s: no person changes', async (_, files, removed, said) => {
    const base = await content.commit({ ...ACADEMY, ...SPONSOR, ...three, ...files });
    const head = await content.commit(Object.fromEntries(removed.map((one) => [one, null])));
    const result = await compare(base, head);
    expect(result.changes).toEqual([]);
    expect(messageOf(result.at)).toContain(said);
    expect(result.problems).toEqual([`${removed[0]} removed-file`]);
  });

  it('counts in its last valid version', async () => {
    await content.commit({ ...ACADEMY, ...SPONSOR, ...three });
    const base = await content.commit({ 'sponsors/cloud.yaml': 'nmae: Cloud\n' });
    const { changes, problems } = await compare(base, await content.commit({ 'sponsors/cloud.yaml': null }));
    expect([changes, problems]).toEqual([[], ['sponsors/cloud.yaml removed-file']]);
  });

  it('may be removed by a merge', async () => {
    const base = await content.commit({ ...ACADEMY, ...SPONSOR, ...three });
    await content.git('switch', '--quiet', '--create', 'work');
    await content.commit({ 'sponsors/cloud.yaml': null });
    await content.git('switch', '--quiet', 'main');
    await content.git('merge', '--quiet', '--no-ff', '--message', 'Merge', 'work');
    const { changes, problems } = await compare(base, await content.git('rev-parse', 'HEAD'));
    expect([changes, problems]).toEqual([[], ['sponsors/cloud.yaml removed-file']]);
  });

  it('does not hold back an episode that claims what another file has taken over', async () => {
    const video = 'youtube: { videoId: K72fOdbxXu8 }\n';
    const base = await content.commit({
      ...ACADEMY,
      ...SPONSOR,
      [path(1)]: write(1, `sponsors: [cloud]\n${video}`),
      [path(2)]: write(2),
    });
    const head = await content.commit({ 'sponsors/cloud.yaml': null, [path(2)]: write(2, video) });
    const { at: after } = await compare(base, head);
    expect(after.catalog?.episodes['k/2']?.youtube?.videoId).toBe('K72fOdbxXu8');
    expect(after.catalog?.episodes['k/1']).toBeUndefined();
  });
});

describe('a file that was renamed as it is', () => {
  it('is recognised, and a guest needs one line', async () => {
    const base = await content.commit({
      ...ACADEMY,
      [path(1)]: write(1, 'guests: [ada]\n'),
      [path(2)]: write(2),
    });
    const ada = ACADEMY['guests/ada.yaml'];
    const head = await content.commit({ 'guests/ada.yaml': null, 'guests/ada-l.yaml': ada });
    const renamed = await compare(base, head);
    expect([renamed.changes, renamed.problems]).toEqual([[], ['guests/ada.yaml removed-file']]);
    expect(messageOf(renamed.at)).toBe(
      'guests/ada.yaml was renamed to guests/ada-l.yaml; 1 episode names it: episodes/k/1.yaml',
    );
    expect(hintOf(renamed.at)).toContain('Add "aliases: [ada]" to guests/ada-l.yaml.');
    await content.commit({ 'guests/ada-l.yaml': `${ada}role: Countess\naliases: [countess]\n` });
    const edited = await compare(base, await content.git('rev-parse', 'HEAD'));
    expect(edited.changes).toEqual([]);
    expect(hintOf(edited.at)).toContain('Add "aliases: [countess, ada]" to guests/ada-l.yaml.');
    const fixed = await compare(
      base,
      await content.commit({ 'guests/ada-l.yaml': `${ada}aliases: [ada]\n` }),
    );
    expect([fixed.changes, fixed.problems]).toEqual([[], []]);
  });

  const three = { [path(1)]: write(1), [path(2)]: write(2, 'guests: [ada]\n'), [path(3)]: write(3) };

  it.each([
    ['an upcoming stream', three],
    [
      'an episode whose video is named',
      { ...three, [path(2)]: write(2, 'youtube: { videoId: K72fOdbxXu8 }\n') },
    ],
  ])('keeps its id if it is %s, until it says one', async (_, files) => {
    const base = await content.commit({ ...ACADEMY, ...files });
    const moved = 'episodes/k/two.yaml';
    const head = await content.commit({ [path(2)]: null, [moved]: files[path(2)] ?? '' });
    const held = await compare(base, head);
    expect([held.changes, held.problems]).toEqual([[], [`${moved} moved-without-id`]]);
    expect(hintOf(held.at)).toContain('Add "id: k/2" to keep its id, or "aliases: [k/2]" to change it');
    expect(Object.keys(held.at.catalog?.episodes ?? {})).toEqual(['k/1', 'k/2', 'k/3']);
    const fixed = await compare(base, await content.commit({ [moved]: `id: k/2\n${files[path(2)]}` }));
    expect(fixed.changes).toEqual([]);
    const renamed = await compare(
      base,
      await content.commit({ [moved]: `aliases: [k/2]\n${files[path(2)]}` }),
    );
    expect(renamed.changes).toContain('k/1 description');
    expect(Object.keys(renamed.at.catalog?.episodes ?? {})).toEqual(['k/1', 'k/3', 'k/two']);
  });

  it('keeps its id if what it names was removed as well', async () => {
    const base = await content.commit({ ...ACADEMY, ...three });
    const files = { [path(2)]: null, 'guests/ada.yaml': null, 'episodes/k/two.yaml': three[path(2)] ?? '' };
    const { changes, at: head } = await compare(base, await content.commit(files));
    expect(changes).toEqual([]);
    expect(Object.keys(head.catalog?.episodes ?? {})).toEqual(['k/1', 'k/2', 'k/3']);
  });

  it('has the new id if it was moved long ago', async () => {
    await content.commit({ ...ACADEMY, ...three });
    await content.commit({ [path(2)]: null, 'episodes/k/two.yaml': three[path(2)] ?? '' });
    const recent = await content.commit({});
    const repository = await open();
    const soon = await repository.readCatalog(recent);
    expect(Object.keys(soon.catalog?.episodes ?? {})).toContain('k/2');
    const later = await content.commitAt(1_700_000_000 + 32 * 24 * 60 * 60, {});
    const catalog = (await repository.readCatalog(later)).catalog;
    expect(Object.keys(catalog?.episodes ?? {})).toEqual(['k/1', 'k/3', 'k/two']);
  });
});

describe('two streams', () => {
  it('that are copies: the file that was there first stays in use', async () => {
    await content.commit({ ...ACADEMY, 'episodes/z.yaml': write(1) });
    const head = await content.commit({ 'episodes/a.yaml': write(1) });
    const read = await (await open()).readCatalog(head);
    expect(Object.keys(read.catalog?.episodes ?? {})).toEqual(['z']);
    expect(list(read.problems)).toEqual(['episodes/a.yaml duplicate-broadcast']);
    expect(hintOf(read)).toContain('episodes/z.yaml has it already. A second public broadcast');
  });

  it('that overlap on an encoder: both stay in use, and the later one by history is reported', async () => {
    const live = (number: number, hour: number): string =>
      `title: Live ${number}\nstream: main\nscheduledFor: 2026-12-01T${hour}:30:00Z\n`;
    await content.commit({ ...ACADEMY, 'episodes/z.yaml': live(1, 17) });
    const head = await content.commit({ 'episodes/a.yaml': live(2, 17).replace('30:00', '00:00') });
    const read = await (await open()).readCatalog(head);
    expect(Object.keys(read.catalog?.episodes ?? {})).toEqual(['a', 'z']);
    expect(list(read.problems)).toEqual(['episodes/a.yaml streams-overlap']);
    const after = await content.commitAt(Date.UTC(2026, 11, 2) / 1000, { 'shows/klustered.yaml': null });
    expect(list((await (await open()).readCatalog(after)).problems)).toEqual([]);
  });
});

describe('a change in domain/fixtures/removals has the problems that its comments list', () => {
  const folder = fileURLToPath(new URL('../../domain/fixtures/removals/', import.meta.url));
  it.each(readdirSync(folder))('%s', async (name) => {
    const base = join(folder, name, 'base');
    const files = readdirSync(base, { recursive: true, encoding: 'utf8' }).filter((one) =>
      one.endsWith('.yaml'),
    );
    await content.commit(
      Object.fromEntries(files.map((one) => [one, readFileSync(join(base, one), 'utf8')])),
    );
    const [removed = '', ...comments] = readFileSync(join(folder, name, 'head', 'removed.txt'), 'utf8').split(
      '\n',
    );
    const { problems } = await (await open()).readCatalog(await content.commit({ [removed]: null }));
    expect(problems.map(({ line, column, code }) => `# ${line}:${column} ${code}`)).toEqual(
      comments.filter((line) => line !== ''),
    );
  });
});
