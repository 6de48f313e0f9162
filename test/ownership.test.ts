import { WorkflowNotFoundError } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { episodeWorkflowId } from '../contract/ids.ts';
import { parseRemembered } from '../contract/memo.ts';
import { UNFINISHED } from '../domain/render/description/seal.ts';
import { openAcademy, type TestAcademy, until } from './support/academy.ts';
import { academyFiles, LAST_YEAR, NEXT_YEAR } from './support/academy-files.ts';
import type { TestVideo } from './support/youtube.ts';

/**
 * Invariant 13 on real parts. Memory is that of real runs: `open` is the running workflow of a stream to come, `ended` the completed one of
 * a finished video, and a `lost` one was deleted from the server.
 */
const SEALS = ['fits', 'edited', 'unfinished', 'of another video', 'none'] as const;
const MEMORIES = ['open', 'ended', 'lost'] as const;
const CLAIMS = ['here', 'nowhere', 'elsewhere'] as const;
type Cell = {
  readonly id: string;
  readonly seal: (typeof SEALS)[number];
  readonly memory: (typeof MEMORIES)[number];
  readonly claim: (typeof CLAIMS)[number];
};
const CELLS: readonly Cell[] = SEALS.flatMap((seal) =>
  MEMORIES.flatMap((memory) =>
    CLAIMS.map((claim) => ({
      id: `talks/${memory}-${seal.replaceAll(' ', '-')}-${claim}`,
      ...{ seal, memory, claim },
    })),
  ),
);
const OPEN = CELLS.filter(({ memory }) => memory === 'open');
const FINISHED = CELLS.filter(({ memory }) => memory !== 'open');
const LOST = CELLS.filter(({ memory }) => memory === 'lost');

type Allowed = 'everything' | 'all but the description' | 'nothing';

/** The table of decision 21; a finished video that another file names is not looked for again (decision 10). */
function allowedIn({ seal, memory, claim }: Cell): Allowed {
  if (memory !== 'open' && claim === 'elsewhere') return 'nothing';
  if (seal === 'fits') return 'everything';
  if (seal === 'edited') return 'all but the description';
  // The creation goes on, on a broadcast that no file names for another.
  if (seal === 'unfinished' && memory === 'open' && claim !== 'elsewhere') return 'everything';
  return memory === 'lost' ? 'nothing' : 'all but the description';
}

let academy: TestAcademy;
const videoIds = new Map<string, string>();
const idOf = ({ id }: Pick<Cell, 'id'>): string => videoIds.get(id) ?? '';

/** Starts of a day each, so that none looks like another. */
function startOf({ id }: Cell): string {
  const day = CELLS.findIndex((cell) => cell.id === id);
  const first = Date.parse(id.startsWith('talks/open') ? NEXT_YEAR : LAST_YEAR);
  return new Date(first + day * 24 * 60 * 60 * 1000).toISOString();
}

type Version = 'first' | 'second' | 'third';
const PLAYLISTS: Readonly<Record<Version, string>> = { first: '[]', second: '[]', third: '[PLthird]' };

function fileOf(cell: Cell, version: Version, videoId?: string): string {
  return `title: ${cell.id} ${version}
show: talks
scheduledFor: ${startOf(cell)}
guests: [ada]
tags: [${version}]
description: Words of the ${version} version.
thumbnail: { title: ${version} }
youtube: { categoryId: ${version === 'third' ? 27 : 28}, playlists: ${PLAYLISTS[version]}${videoId === undefined ? '' : `, videoId: ${videoId}`} }
`;
}

const pathOf = ({ id }: Pick<Cell, 'id'>): string => `episodes/${id}.yaml`;
const filesOf = (cells: readonly Cell[], version: Version, isNamed: (cell: Cell) => boolean) =>
  Object.fromEntries(
    cells.map((cell) => [pathOf(cell), fileOf(cell, version, isNamed(cell) ? idOf(cell) : undefined)]),
  );

/** Another episode that names the video. */
const thieves = (): Record<string, string> =>
  Object.fromEntries(
    CELLS.filter(({ claim }) => claim === 'elsewhere').map((cell) => [
      `episodes/${cell.id}-thief.yaml`,
      `title: A thief of ${cell.id}\nscheduledFor: ${startOf(cell)}\nyoutube: { videoId: ${idOf(cell)} }\n`,
    ]),
  );

async function commit(message: string, files: Record<string, string>): Promise<void> {
  await academy.content.commit(message, files);
  await academy.waitUntilSynced();
}

/** What stands on the video: a person changes the description in Studio. */
async function applySeal(cell: Cell): Promise<void> {
  const { description } = await academy.youtube.video(idOf(cell));
  const lines = description.split('\n');
  const [marker = ''] = lines.slice(-1);
  expect([cell.id, marker]).toEqual([
    cell.id,
    expect.stringMatching(/#[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{8}$/),
  ]);
  const withMarker = (text: string): string => [...lines.slice(0, -1), text].join('\n');
  const edited: Readonly<Record<Cell['seal'], string>> = {
    fits: description,
    edited: `A person's words.\n${description}`,
    unfinished: withMarker(marker.replace(/[0-9a-f]{8}$/, UNFINISHED)),
    'of another video': withMarker(marker.replace(/[0-9a-f]{8}$/, '0badc0de')),
    none: withMarker('').trimEnd(),
  };
  if (edited[cell.seal] !== description)
    await academy.youtube.studio(idOf(cell), { description: edited[cell.seal] });
}

/** Every run of the episode is deleted from the server. */
async function forget({ id }: Cell): Promise<void> {
  const { workflow, workflowService, options } = academy.client();
  const handle = workflow.getHandle(episodeWorkflowId(id));
  await handle.terminate().catch(() => undefined);
  await workflowService.deleteWorkflowExecution({
    namespace: options.namespace,
    workflowExecution: { workflowId: episodeWorkflowId(id) },
  });
  const isGone = (error: unknown): boolean => error instanceof WorkflowNotFoundError;
  await until(
    () => handle.describe().then(() => false, isGone),
    (gone) => gone,
  );
}

type Seen = { readonly video: TestVideo; readonly playlists: readonly string[] };

async function readVideos(): Promise<ReadonlyMap<string, Seen>> {
  const { videos, playlists } = await academy.youtube.channel();
  return new Map(
    await Promise.all(
      videos.map(async ({ id }): Promise<[string, Seen]> => {
        const lists = playlists.filter(({ items }) => items.includes(id));
        return [id, { video: await academy.youtube.video(id), playlists: lists.map((list) => list.id) }];
      }),
    ),
  );
}

/** Everything of the description but our line. */
const bodyOf = ({ description }: TestVideo): string =>
  description.replace(/\n\nhttps:\/\/academy\.example\/\S+#[-0-9a-f]+$/, '');

/** By the values on YouTube: what a commit changed. */
function compare(
  { video: before, playlists: from }: Seen,
  { video: after, playlists: to }: Seen,
): Allowed | string[] {
  if (JSON.stringify([before, from]) === JSON.stringify([after, to])) return 'nothing';
  const changed = [
    ...(before.title === after.title ? [] : ['title']),
    ...(bodyOf(before) === bodyOf(after) ? [] : ['description']),
    ...(before.tags.join() === after.tags.join() ? [] : ['tags']),
    ...(before.categoryId === after.categoryId ? [] : ['category']),
    ...(before.thumbnailSha256 === after.thumbnailSha256 ? [] : ['thumbnail']),
    ...(from.join() === to.join() ? [] : ['playlists']),
  ];
  const others = ['title', 'tags', 'category', 'thumbnail', 'playlists'];
  if (changed.join() === ['title', 'description', ...others.slice(1)].join()) return 'everything';
  return changed.join() === others.join() ? 'all but the description' : changed;
}

beforeAll(async () => {
  for (const [index, cell] of FINISHED.entries())
    videoIds.set(cell.id, `matrix${String(index).padStart(5, '0')}`);
  const files = {
    ...academyFiles(),
    ...filesOf(OPEN, 'first', () => false),
    ...filesOf(FINISHED, 'first', () => true),
  };
  academy = await openAcademy({ files });
  await academy.youtube.seed({
    playlists: [
      { id: 'PLthird', title: 'Third' },
      { id: 'PLshared', title: 'Shared' },
    ],
  });
  await academy.startWorker();
  await academy.waitUntilSynced();
  for (const cell of OPEN) {
    const { videoId = '' } = await until(
      () => academy.episode(cell.id),
      ({ commit: done, phase }) => done !== undefined && phase === 'upcoming',
    );
    videoIds.set(cell.id, videoId);
  }
  await commit(
    'Every finished episode has a run',
    filesOf(FINISHED, 'second', () => true),
  );
  await commit('Claims', {
    ...filesOf(OPEN, 'second', ({ claim }) => claim === 'here'),
    ...filesOf(FINISHED, 'second', ({ claim }) => claim === 'here'),
    ...thieves(),
  });
  // Who remembers what is what the server says, not what the test believes.
  for (const cell of CELLS) {
    const described = await academy.client().workflow.getHandle(episodeWorkflowId(cell.id)).describe();
    const { videoId, seal } = parseRemembered(described) ?? {};
    expect([cell.id, videoId, seal === undefined]).toEqual([cell.id, idOf(cell), false]);
    if (cell.memory === 'open') expect([cell.id, described.status.name]).toEqual([cell.id, 'RUNNING']);
  }
  await academy.stopWorker();
  for (const cell of CELLS) await applySeal(cell);
  for (const cell of LOST) await forget(cell);
  await academy.startWorker();
}, 600_000);
afterAll(() => academy.close());

describe('45 videos: seal x memory x claim', () => {
  it('a change of every file writes to the named ones, and every other keeps each byte, picture and playlist', async () => {
    const before = await readVideos();
    const last = await academy.youtube.lastWrite();
    await commit(
      'Change everything',
      filesOf(CELLS, 'third', ({ claim }) => claim === 'here'),
    );
    await untilOpenOnesAnswered();
    const after = await readVideos();
    const outcome = CELLS.map((cell) => [cell.id, compareIn(before, after, cell)]);
    expect(outcome).toEqual(CELLS.map((cell) => [cell.id, allowedIn(cell)]));
    expect([...after.keys()].toSorted()).toEqual([...before.keys()].toSorted());
    await expectCallsOnlyTo(last);
  }, 300_000);

  it('so does a change of their show', async () => {
    const before = await readVideos();
    const last = await academy.youtube.lastWrite();
    const show = String(academyFiles()['shows/talks.yaml']);
    await commit('Another tag and playlist', {
      'shows/talks.yaml': show
        .replace('[talks, live]', '[talks, live, shared]')
        .replace('[PLtalks]', '[PLtalks, PLshared]'),
    });
    await untilOpenOnesAnswered();
    const after = await readVideos();
    for (const cell of CELLS) {
      const changed = compareIn(before, after, cell);
      expect([cell.id, changed]).toEqual([
        cell.id,
        allowedIn(cell) === 'nothing' ? 'nothing' : ['tags', 'playlists'],
      ]);
    }
    await expectCallsOnlyTo(last);
  }, 300_000);
});

/** Episodes that are upcoming answer to a rewrite when they took it in, and write a moment later. */
async function untilOpenOnesAnswered(): Promise<void> {
  const head = await academy.content.git('rev-parse', 'HEAD');
  for (const { id } of OPEN)
    await until(
      () => academy.episode(id),
      (status) => status.commit === head,
    );
}

function compareIn(before: ReadonlyMap<string, Seen>, after: ReadonlyMap<string, Seen>, cell: Cell) {
  const [from, to] = [before.get(idOf(cell)), after.get(idOf(cell))];
  return from === undefined || to === undefined ? ['vanished'] : compare(from, to);
}

/** No call that writes, refused or not, names a foreign video; and no video is created. */
async function expectCallsOnlyTo(last: number): Promise<void> {
  const allowed = new Set(CELLS.filter((cell) => allowedIn(cell) !== 'nothing').map(idOf));
  const writes = await academy.youtube.writes(last);
  expect(writes.filter(({ videoId = '' }) => !allowed.has(videoId))).toEqual([]);
  expect(new Set(writes.map(({ videoId }) => videoId))).toEqual(allowed);
}
