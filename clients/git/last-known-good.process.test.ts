import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  ACADEMY,
  createFolder,
  createTestRepository,
  removeFolder,
  type TestRepository,
  writeEpisode,
} from '../../test/support/git-repository.ts';
import { type CatalogAt, openRepository } from './index.ts';

const GUEST = 'guests/ada.yaml';
const EPISODE = 'episodes/one.yaml';
const BROKEN = 'name: [unclosed\n';
let scratch: string;
let content: TestRepository;

beforeEach(async () => {
  scratch = await createFolder();
  content = await createTestRepository(join(scratch, 'content'));
});
afterEach(() => removeFolder(scratch));

async function read(commit: string): Promise<CatalogAt> {
  const repository = await openRepository({ location: content.folder, folder: scratch });
  return await repository.readCatalog(commit);
}
const episodesOf = ({ catalog }: CatalogAt) => Object.keys(catalog?.episodes ?? {});
const codesOf = ({ problems }: CatalogAt) => problems.map(({ path, code }) => [path, code]);

describe('a broken file', () => {
  it('is used in its last valid version, and reported', async () => {
    await content.commit({ ...ACADEMY, [EPISODE]: writeEpisode('One') });
    const good = await content.commit({ [GUEST]: 'name: Ada King\n' });
    await content.commit({ [GUEST]: BROKEN });
    const at = await read(await content.commit({ [GUEST]: 'nmae: Ada\n' }));
    expect(at.catalog?.guests['ada']?.name).toBe('Ada King');
    expect(at.invalidFiles).toEqual([{ path: GUEST, from: good }]);
    expect(codesOf(at)).toEqual([[GUEST, 'unknown-key']]);
    expect(episodesOf(at)).toEqual(['one']);
  });

  it('does not affect other files, and does not exist without a valid version', async () => {
    const at = await read(
      await content.commit({ ...ACADEMY, [EPISODE]: writeEpisode('One'), 'episodes/bad.yaml': BROKEN }),
    );
    expect(episodesOf(at)).toEqual(['one']);
    expect(at.invalidFiles).toEqual([{ path: 'episodes/bad.yaml' }]);
    expect(codesOf(at)).toContainEqual(['episodes/bad.yaml', 'yaml-syntax']);
  });

  it('does not return to a version from before it was removed', async () => {
    await content.commit({ ...ACADEMY, [EPISODE]: writeEpisode('Gone') });
    await content.commit({ [EPISODE]: null });
    const at = await read(await content.commit({ [EPISODE]: BROKEN }));
    expect(at.invalidFiles).toEqual([{ path: EPISODE }]);
    expect(episodesOf(at)).toEqual([]);
  });

  it('uses the version of the branch, not one that existed only in a merged branch', async () => {
    const good = await content.commit({ ...ACADEMY, [EPISODE]: writeEpisode('Main') });
    await content.git('switch', '--quiet', '--create', 'work');
    await content.commit({ [EPISODE]: writeEpisode('Draft') });
    await content.commit({ [EPISODE]: BROKEN });
    await content.git('switch', '--quiet', 'main');
    await content.git('merge', '--quiet', '--no-ff', '--message', 'Merge', 'work');
    const at = await read(await content.git('rev-parse', 'HEAD'));
    expect(at.catalog?.episodes['one']?.title).toBe('Main');
    expect(at.invalidFiles).toEqual([{ path: EPISODE, from: good }]);
  });

  it('may be a link now', async () => {
    const good = await content.commit({ ...ACADEMY, [EPISODE]: writeEpisode('One') });
    await removeFolder(join(content.folder, EPISODE));
    await symlink('../academy.yaml', join(content.folder, EPISODE));
    const at = await read(await content.commit({}));
    expect(at.invalidFiles).toEqual([{ path: EPISODE, from: good }]);
    expect(codesOf(at)).toEqual([[EPISODE, 'wrong-type']]);
    expect(at.catalog?.episodes['one']?.title).toBe('One');
  });

  it('may have a name that is a pattern for git', async () => {
    const path = 'episodes/[ab].yaml';
    const good = await content.commit({ ...ACADEMY, [path]: writeEpisode('One', 'id: one\n') });
    await content.commit({ 'episodes/a.yaml': writeEpisode('A') });
    for (let count = 0; count < 50; count++) {
      await content.write({ 'episodes/a.yaml': writeEpisode(`A ${count}`) });
      await content.git('commit', '--quiet', '--all', '--message', 'A');
    }
    const at = await read(await content.commit({ [path]: BROKEN }));
    expect(at.invalidFiles).toEqual([{ path, from: good }]);
  });

  it('may be academy.yaml itself', async () => {
    const good = await content.commit({ ...ACADEMY, [EPISODE]: writeEpisode('One') });
    const at = await read(await content.commit({ 'academy.yaml': BROKEN }));
    expect(at.catalog?.academy.name).toBe('Test Academy');
    expect(at.invalidFiles).toEqual([{ path: 'academy.yaml', from: good }]);
    const without = await read(await content.commit({ 'academy.yaml': null }));
    expect(without.catalog).toBeUndefined();
    expect(codesOf(without)).toEqual([['academy.yaml', 'missing-academy']]);
  });
});

describe('a file that does not fit the others', () => {
  it('is used in the version that did', async () => {
    const good = await content.commit({ ...ACADEMY, [EPISODE]: writeEpisode('One') });
    const at = await read(await content.commit({ [EPISODE]: writeEpisode('Two', 'hosts: [nobody]\n') }));
    expect(at.catalog?.episodes['one']?.title).toBe('One');
    expect(at.invalidFiles).toEqual([{ path: EPISODE, from: good }]);
    expect(codesOf(at)).toEqual([[EPISODE, 'unknown-host']]);
  });

  it('is tried in a limited number of older versions', async () => {
    const good = await content.commit({ ...ACADEMY, [EPISODE]: writeEpisode('Good') });
    const odd = (title: string) => ({ [EPISODE]: writeEpisode(title, 'hosts: [nobody]\n') });
    await content.commit(odd('A'));
    await content.commit(odd('B'));
    const near = await read(await content.commit(odd('C')));
    expect(near.invalidFiles).toEqual([{ path: EPISODE, from: good }]);
    const far = await read(await content.commit(odd('D')));
    expect(far.invalidFiles).toEqual([{ path: EPISODE }]);
    expect(episodesOf(far)).toEqual([]);
    expect(codesOf(far)).toEqual([[EPISODE, 'unknown-host']]);
  });

  it('is left out with a guest that never had a valid version, while other files work', async () => {
    const files = {
      'episodes/two.yaml': writeEpisode('Two').replace('ada', 'bob'),
      'guests/bob.yaml': BROKEN,
    };
    const at = await read(await content.commit({ ...ACADEMY, [EPISODE]: writeEpisode('One'), ...files }));
    expect(episodesOf(at)).toEqual(['one']);
    expect(at.invalidFiles).toEqual([{ path: 'episodes/two.yaml' }, { path: 'guests/bob.yaml' }]);
    expect(codesOf(at)).toContainEqual(['episodes/two.yaml', 'unknown-guest']);
  });

  it('never takes back an id or video that a valid file has taken over', async () => {
    const video = 'youtube: { videoId: K72fOdbxXu8 }\n';
    const before = { 'episodes/a.yaml': writeEpisode('A', video), 'episodes/b.yaml': writeEpisode('B') };
    await content.commit({ ...ACADEMY, ...before, 'episodes/c.yaml': writeEpisode('C') });
    const after = {
      'episodes/a.yaml': BROKEN,
      'episodes/b.yaml': writeEpisode('B', video),
      'episodes/c.yaml': BROKEN,
    };
    const at = await read(await content.commit(after));
    expect(at.catalog?.episodes['b']?.youtube?.videoId).toBe('K72fOdbxXu8');
    expect(episodesOf(at)).toEqual(['b', 'c']);
    expect(at.invalidFiles.map(({ path, from }) => [path, from !== undefined])).toEqual([
      ['episodes/a.yaml', false],
      ['episodes/c.yaml', true],
    ]);
    expect(codesOf(at).map(([, code]) => code)).not.toContain('duplicate-video');
  });
});

describe('what two files claim', () => {
  const video = 'youtube: { videoId: K72fOdbxXu8 }\n';
  const claiming = (title: string): string => writeEpisode(title, video);
  const A = 'episodes/a.yaml';
  const B = 'episodes/b.yaml';

  it('belongs to the file that had it in an earlier commit, even if that is edited and the other comes first by path', async () => {
    await content.commit({ ...ACADEMY, [B]: claiming('B') });
    const at = await read(await content.commit({ [A]: claiming('A') }));
    expect([episodesOf(at), codesOf(at)]).toEqual([['b'], [[A, 'duplicate-video']]]);
    const later = await read(await content.commit({ [B]: claiming('B again') }));
    expect([episodesOf(later), codesOf(later)]).toEqual([['b'], [[A, 'duplicate-video']]]);
    expect(later.catalog?.episodes['b']?.title).toBe('B again');
  });

  it('does not belong to an older file that claimed it later, which is used in its last valid version', async () => {
    await content.commit({ ...ACADEMY, [A]: writeEpisode('A') });
    await content.commit({ [B]: claiming('B') });
    const at = await read(await content.commit({ [A]: claiming('A wants it') }));
    expect(codesOf(at)).toEqual([[A, 'duplicate-video']]);
    expect(at.catalog?.episodes['b']?.youtube?.videoId).toBe('K72fOdbxXu8');
    expect(at.catalog?.episodes['a']?.title).toBe('A');
  });

  it('in the same commit is refused to both', async () => {
    const at = await read(await content.commit({ ...ACADEMY, [A]: claiming('A'), [B]: claiming('B') }));
    expect([episodesOf(at), codesOf(at)]).toEqual([
      [],
      [
        [A, 'duplicate-video'],
        [B, 'duplicate-video'],
      ],
    ]);
  });
});
