import { describe, expect, it } from 'vitest';
import { type CatalogAt, RepositoryError } from '../../clients/git/index.ts';
import { buildCatalog } from '../../test/support/catalog.ts';
import type { Dependencies } from '../dependencies.ts';
import { compareCommits } from './compare-commits.ts';
import { planCommit } from './plan-commit.ts';

const NOW = Date.parse('2026-06-15T12:00:00Z');
type Written = Record<string, unknown>;
type Content = NonNullable<Parameters<typeof buildCatalog>[0]>;

const on = (date: string, more: Written = {}): Written => ({
  scheduledFor: `${date}T12:00:00Z`,
  guests: ['ann'],
  ...more,
});
const CONTENT: Content = {
  guests: { ann: { name: 'Ann', aliases: ['annie'] } },
  episodes: { 'a/old': on('2026-01-01'), 'a/next': on('2026-07-01') },
};
const withEpisode = (id: string, written: Written): Content => ({
  ...CONTENT,
  episodes: { ...CONTENT.episodes, [id]: written },
});
const renamed: Content = { ...CONTENT, guests: { ann: { name: 'Anna' } } };

/** A repository whose commits say this; one without content has no usable academy.yaml. */
function partsOf(
  commits: Record<string, Content | undefined>,
  problems: CatalogAt['problems'] = [],
): Dependencies {
  const readCatalog = async (commit: string): Promise<CatalogAt> => {
    if (!(commit in commits)) throw new RepositoryError('unknown-commit', `no commit ${commit}`);
    const content = commits[commit];
    const catalog = content === undefined ? undefined : catalogs[commit];
    return { commit, catalog, problems, invalidFiles: [] } as unknown as CatalogAt;
  };
  const catalogs = Object.fromEntries(
    Object.entries(commits).map(([commit, content]) => [commit, content && buildCatalog(content)]),
  );
  return {
    repository: {
      readCatalog,
      readSubject: async () => 'subject',
      readAuthor: async () => 'Ada',
      readTime: async () => '2026-11-30T08:00:00Z',
    },
    pages: { videos: '', commit: (commit: string) => `https://git.example/${commit}` },
  } as unknown as Dependencies;
}

/** Whom the head wakes by its own file, and whom it touches through a shared cause. */
async function split(head: Content, ...before: Content[]) {
  const bases = before.map((_content, index) => `base${index}`);
  const deps = partsOf({ head, ...Object.fromEntries(bases.map((base, index) => [base, before[index]])) });
  const {
    direct: own,
    indirect: shared,
    orphaned,
  } = await compareCommits(deps, {
    commit: 'head',
    baseCommits: bases,
    at: NOW,
  });
  return {
    direct: own.map(({ episodeId }) => episodeId),
    indirect: shared.map(({ episodeId }) => episodeId),
    orphaned,
  };
}

describe('compareCommits', () => {
  it('wakes an episode by its own file and sends a guest’s change through the rewrite, upcoming first', async () => {
    const both = { ...renamed, episodes: { ...CONTENT.episodes, 'a/next': on('2026-07-02') } };
    expect(await split(both, CONTENT)).toEqual({ direct: ['a/next'], indirect: ['a/old'], orphaned: [] });
    expect((await split(renamed, CONTENT)).indirect).toEqual(['a/next', 'a/old']);
  });

  it('without a base wakes what is upcoming, and compares what is finished with YouTube', async () => {
    expect(await split(CONTENT)).toEqual({ direct: ['a/next'], indirect: ['a/old'], orphaned: [] });
  });

  it('without a base compares an upcoming stream that is only observed as well, and wakes it by its own file later', async () => {
    const observed = { manage: 'observe', youtube: { videoId: 'video000001' } };
    const watched = withEpisode('a/next', on('2026-07-01', observed));
    expect(await split(watched)).toMatchObject({ direct: [], indirect: ['a/next', 'a/old'] });
    const unnamed = withEpisode('a/next', on('2026-07-01', { manage: 'observe' }));
    expect((await split(unnamed)).direct).toEqual(['a/next']);
    expect((await split(watched, CONTENT)).direct).toEqual(['a/next']);
  });

  it('with a base wakes a finished episode by its own file too', async () => {
    expect((await split(withEpisode('a/old', on('2026-01-01', { title: 'New' })), CONTENT)).direct).toEqual([
      'a/old',
    ]);
  });

  it('compares with every commit that may stand on YouTube; an own cause was answered with the last one', async () => {
    const moved = withEpisode('a/next', on('2026-07-02'));
    const head = { ...renamed, episodes: { ...moved.episodes } };
    const before = { ...renamed, episodes: { ...CONTENT.episodes } };
    expect(await split(head, moved, before)).toMatchObject({ direct: ['a/next'], indirect: ['a/old'] });
    expect(await split(head, before, moved)).toMatchObject({ direct: [], indirect: ['a/next', 'a/old'] });
    expect(await split(moved, CONTENT, moved)).toMatchObject({ direct: ['a/next'], indirect: [] });
    expect(await split(CONTENT, CONTENT, renamed)).toMatchObject({
      direct: [],
      indirect: ['a/next', 'a/old'],
    });
  });

  it('lists an orphan once, and no episode that writes nothing', async () => {
    const more = withEpisode('a/gone', on('2026-02-01'));
    expect(await split(CONTENT, more, more)).toEqual({ direct: [], indirect: [], orphaned: ['a/gone'] });
    const draft = withEpisode('a/draft', on('2026-08-01', { status: 'draft', guests: [] }));
    expect(await split(draft, CONTENT)).toEqual({ direct: [], indirect: [], orphaned: [] });
  });

  it('counts everything as new against a base that git has lost', async () => {
    const deps = partsOf({ head: CONTENT });
    const { direct: own } = await compareCommits(deps, { commit: 'head', baseCommits: ['lost'], at: NOW });
    expect(own.map(({ episodeId }) => episodeId)).toEqual(['a/next', 'a/old']);
  });

  it('cuts the slices of one rewrite from one list, and compares again for another scope', async () => {
    const deps = partsOf({ head: renamed, base: CONTENT });
    const scope = { commit: 'head', baseCommits: ['base'], at: NOW };
    expect(await compareCommits(deps, scope)).toBe(await compareCommits(deps, scope));
    const later = Date.parse('2026-08-01T12:00:00Z');
    const { indirect: shared } = await compareCommits(deps, { ...scope, at: later });
    expect(shared.map(({ finished }) => finished)).toEqual([true, true]);
  });
});

describe('planCommit', () => {
  it('says who is woken with which units, and how many wait for the rewrite', async () => {
    const more = { kind: 'video', show: 's', guests: ['annie'], youtube: { videoId: 'video000001' } };
    const head = { ...withEpisode('a/next', on('2026-07-01', more)), shows: { s: {} } };
    const plan = await planCommit(partsOf({ head, base: CONTENT }), {
      commit: 'head',
      baseCommits: ['base'],
      at: NOW,
    });
    expect(plan).toMatchObject({
      usable: true,
      subject: 'subject',
      indirect: 0,
      refused: [],
      refusedCount: 0,
    });
    expect(plan.direct).toEqual([
      {
        episodeId: 'a/next',
        title: 'Title of a/next',
        show: 's',
        guests: ['ann'],
        videoId: 'video000001',
        units: expect.any(Number),
      },
    ]);
  });

  it('asks YouTube, and no person yet, where many episodes get another policy and nothing else', async () => {
    const count = 30;
    const show = (manage: string, name = 'Ann', more: Written = {}): Content => ({
      guests: { ann: { name } },
      shows: { s: { manage, ...more } },
      episodes: Object.fromEntries(
        Array.from({ length: count }, (_none, n) => [`s/${n}`, on('2026-01-01', { show: 's' })]),
      ),
    });
    const plan = (head: Content, priorDecisions = { approved: [], rejected: [] as string[] }) =>
      planCommit(partsOf({ head, base: show('observe') }), {
        ...{ commit: 'head', baseCommits: ['base'], at: NOW, priorDecisions },
      });
    const alone = await plan(show('full'));
    expect(alone).toMatchObject({ indirect: count, needsPreflight: true });
    expect(alone.pendingApproval).toBeUndefined();
    for (const more of [show('full', 'Anna'), show('full', 'Ann', { tags: ['new'] })]) {
      const asked = await plan(more);
      expect([asked.pendingApproval?.open?.changeKeys.length, asked.needsPreflight]).toEqual([
        ...[count, undefined],
      ]);
    }
    const overwrite = await plan({ ...show('full'), academy: { drift: 'overwrite' } });
    expect([overwrite.pendingApproval?.open?.changeKeys.length, overwrite.needsPreflight]).toEqual([
      ...[count, undefined],
    ]);
    expect((await plan(show('full'), { approved: [], rejected: ['x'] })).needsPreflight).toBeUndefined();
  });

  it('marks episodes whose workflow stays open for their stream', async () => {
    const opens = async (written: Record<string, unknown>) => {
      const head = withEpisode('a/next', on('2026-07-01', written));
      const plan = await planCommit(partsOf({ head, base: CONTENT }), {
        commit: 'head',
        baseCommits: ['base'],
        at: NOW,
      });
      return plan.direct.map(({ staysOpen }) => staysOpen);
    };
    expect(await opens({ title: 'New' })).toEqual([true]);
    expect(await opens({ status: 'cancelled' })).toEqual([undefined]);
    expect(await opens({ manage: 'observe', title: 'New' })).toEqual([undefined]);
    expect(await opens({ kind: 'video', youtube: { videoId: 'video000001' } })).toEqual([undefined]);
  });

  it('names the episodes whose own file is broken, by the first error, with its fix', async () => {
    const at = (path: string, line: number, code: string, hint?: string) => ({
      ...{ path, line, column: 5, code, message: 'no such `key`' },
      ...(hint === undefined ? {} : { hint }),
    });
    const problems = [
      at('episodes/a/next.yaml', 9, 'unknown-key'),
      at('episodes/a/next.yaml', 3, 'unknown-key', 'Did you mean "title"?'),
      at('episodes/a/old.yaml', 1, 'former-name'),
      at('guests/ann.yaml', 1, 'unknown-key'),
    ];
    const deps = partsOf({ head: CONTENT }, problems as unknown as CatalogAt['problems']);
    const { broken, ...plan } = await planCommit(deps, { commit: 'head', baseCommits: [], at: NOW });
    expect(broken).toEqual([
      {
        episodeId: 'a/next',
        place: 'episodes/a/next.yaml:3:5',
        message: `unknown-key: no such 'key'. Did you mean "title"?`,
      },
    ]);
    expect(plan).toMatchObject({
      author: 'Ada',
      at: '2026-11-30T08:00:00Z',
      url: 'https://git.example/head',
    });
  });

  it('does nothing without a usable academy.yaml, and tells at most 30 of the faults, in the order of places', async () => {
    const problems = Array.from({ length: 40 }, (_, index) => ({
      path: 'academy.yaml',
      line: 40 - index,
      column: 1,
      code: 'unknown-key' as const,
      message: 'no such key',
      hint: 'Did you mean "name"?',
    }));
    const deps = partsOf({ head: undefined }, problems as unknown as CatalogAt['problems']);
    const plan = await planCommit(deps, { commit: 'head', baseCommits: [], at: NOW });
    expect(plan).toMatchObject({ usable: false, direct: [], indirect: 0, orphaned: [], refusedCount: 40 });
    expect(plan.refused[0]?.message).toBe('no such key. Did you mean "name"?');
    expect(plan.refused.map(({ line }) => line)).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
  });

  it('refuses for errors alone, and no cause hides behind one that many files share', async () => {
    const problem = (path: string, code: string) => ({ path, line: 1, column: 1, code, message: 'm' });
    const problems = [
      ...Array.from({ length: 40 }, (_, index) => problem(`episodes/${index}.yaml`, 'moved-without-id')),
      problem('guests/z.yaml', 'unused-guest'),
      problem('shows/z.yaml', 'unknown-host'),
    ];
    const deps = partsOf({ head: CONTENT }, problems as unknown as CatalogAt['problems']);
    const plan = await planCommit(deps, { commit: 'head', baseCommits: [], at: NOW });
    expect([plan.refusedCount, plan.refused.length]).toEqual([41, 30]);
    const codes = plan.refused.map(({ code }) => code);
    expect([codes.includes('unknown-host'), codes.some((code) => code.startsWith('unused'))]).toEqual([
      true,
      false,
    ]);
  });
});
