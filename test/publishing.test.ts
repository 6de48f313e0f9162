import { Connection, WithStartWorkflowOperation } from '@temporalio/client';
import { afterEach, describe, expect, it } from 'vitest';
import { readRemembered } from '../activities/remembered.ts';
import { readSettings } from '../config/settings.ts';
import { type ReconcileRequest, reconcile } from '../contract/episode.ts';
import { TASK_QUEUE } from '../contract/ids.ts';
import { approve, type RewriteStatus } from '../contract/rewrite.ts';
import { episodeStartOptions } from '../contract/search-attributes.ts';
import { renderSealedDescription } from '../domain/render/desired.ts';
import { overwriteEpisodes } from '../scripts/commands/overwrite.ts';
import type { episode } from '../workflows/index.ts';
import { openAcademy, type TestAcademy, until } from './support/academy.ts';
import { academyFiles, CHANNEL_ID } from './support/academy-files.ts';
import { acceptCommit } from './support/accept-commit.ts';
import { replayAndClose } from './support/replay-histories.ts';

let academy: TestAcademy;
afterEach(() => replayAndClose(academy));

const YEAR = new Date().getUTCFullYear();
const SOON = `${YEAR + 1}-02-01T09:00:00Z`;
const LATER = `${YEAR + 1}-03-01T09:00:00Z`;
const IDS = { one: 'schedVidAA1', two: 'schedVidBB2', three: 'schedVidCC3', four: 'schedVidDD4' } as const;
type Name = keyof typeof IDS;
const NAMES = Object.keys(IDS) as Name[];

/** A lesson that adopts its upload, by its text as it stands. */
const lesson = (name: Name, more = ''): Record<string, string> => ({
  [`episodes/${name}.yaml`]: `title: Lesson ${name}\nkind: video\nscheduledFor: ${YEAR - 1}-11-20T10:00:00Z\nyoutube: { videoId: ${IDS[name]} }\ndescription: A lesson.\nfields: { thumbnail: keep }\n${more}`,
});
const course = (more = ''): Record<string, string> => ({ 'shows/course.yaml': `name: Course\n${more}` });
const academyFile = (drift: 'report' | 'overwrite') =>
  String(academyFiles({ extra: `drift: ${drift}\n` })['academy.yaml']);

/** Four private uploads, scheduled or not, that were handed over before: each carries its seal. */
async function open(publishAt?: string): Promise<void> {
  academy = await openAcademy({ files: course() });
  await academy.youtube.seed({
    videos: NAMES.map((name) => ({
      id: IDS[name],
      title: `Lesson ${name}`,
      description: renderSealedDescription(
        { channelId: CHANNEL_ID, episodeUrl: 'https://academy.example/watch/{{ episode.id }}' },
        { episodeId: name, title: `Lesson ${name}`, body: 'A lesson.' },
        IDS[name],
      ),
      privacyStatus: 'private',
      ...(publishAt === undefined ? {} : { publishAt }),
    })),
  });
  await academy.startWorker();
  await academy.waitUntilSynced();
}

/** Who may watch each lesson, by its name. */
async function audiences(): Promise<Record<Name, string>> {
  const read = async (name: Name): Promise<[Name, string]> => {
    const { privacyStatus, publishAt } = await academy.youtube.video(IDS[name]);
    return [name, [privacyStatus, publishAt].join(' ').trim()];
  };
  return Object.fromEntries(await Promise.all(NAMES.map(read))) as Record<Name, string>;
}

const all = (audience: string): Record<Name, string> =>
  Object.fromEntries(NAMES.map((name) => [name, audience])) as Record<Name, string>;

/** Commits, and waits until every episode has answered except those that wait for an approval. */
async function commit(message: string, files: Record<string, string>): Promise<string> {
  const id = await academy.content.commit(message, files);
  let accepted = false;
  await until(
    async () => {
      const { head, syncedCommit, rewrite, blockedCommit } = await academy.sync();
      if (blockedCommit?.commit === id && !accepted) {
        accepted = true;
        await acceptCommit(academy, id);
      }
      if (head !== id) return false;
      if (syncedCommit === id) return true;
      const open = rewrite === undefined ? undefined : await academy.rewrite(rewrite);
      return open?.commit === id && open.answered === true;
    },
    (isDone) => isDone,
  );
  return id;
}

/** Waits until the rewrite of a commit asks. */
async function asked(id: string): Promise<RewriteStatus & { readonly workflowId: string }> {
  return until(
    async () => {
      const { rewrite: workflowId = '' } = await academy.sync();
      return { ...(await academy.rewrite(workflowId)), workflowId };
    },
    (status) => status.commit === id && status.pending !== undefined && status.answered === true,
  );
}

/** The command `overwrite`, for these fields or for all. */
async function release(name: Name, fields?: string[]): Promise<void> {
  const { connection } = academy.client();
  const address = connection instanceof Connection ? connection.options.address : undefined;
  await overwriteEpisodes({
    settings: readSettings({}, { SHOWRUNNER_REPOSITORY: academy.content.folder }),
    env: { TEMPORAL_ADDRESS: address ?? '' },
    selection: { episodeIds: [name], show: undefined, reason: undefined },
    fields,
    by: 'the test',
    yes: true,
    console: { print: () => undefined },
  });
}

/** What a rewrite asks of an episode. */
const reconcileWith = async (name: Name, id: string, more: Partial<ReconcileRequest>): Promise<void> => {
  const { seq } = await academy.sync();
  const request = {
    commit: id,
    seq,
    baseCommits: [id],
    cause: 'indirect',
    videoId: IDS[name],
    ...more,
  } as const;
  const client = academy.client();
  const remembered = await readRemembered({ client }, [name]);
  const start = episodeStartOptions({ episodeId: name, title: name, guests: [], remembered });
  const startWorkflowOperation = new WithStartWorkflowOperation<typeof episode>('episode', {
    ...start,
    taskQueue: TASK_QUEUE,
  });
  await client.workflow.executeUpdateWithStart(reconcile, { args: [request], startWorkflowOperation });
};

describe('uploads that a person scheduled', () => {
  it('stay scheduled, whatever file, show or drift says; the file may name the time itself', async () => {
    await open(SOON);
    await commit('adopt', {
      ...lesson('one', 'visibility: public\n'),
      ...lesson('two'),
      ...lesson('three', 'show: course\n'),
      ...lesson('four', 'visibility: public\n'),
    });
    expect(await audiences()).toEqual(all(`private ${SOON}`));

    await commit('two says unlisted', lesson('two', 'visibility: unlisted\n'));
    expect(await audiences()).toEqual(all(`private ${SOON}`));

    await commit('overwrite, and a show that is public', {
      'academy.yaml': academyFile('overwrite'),
      ...course('visibility: public\n'),
    });
    await commit('three is better', lesson('three', 'show: course\ntags: [better]\n'));
    expect(await audiences()).toEqual(all(`private ${SOON}`));

    // Its own file says the time: the schedule moves, and is not dropped.
    await commit('four is later', lesson('four', `publishAt: ${SOON}\n`));
    await commit('four is later still', lesson('four', `publishAt: ${LATER}\n`));
    expect(await audiences()).toEqual({ ...all(`private ${SOON}`), four: `private ${LATER}` });

    // With `drift: overwrite` the file of two, which says unlisted, would win over what YouTube published.
    await commit('report again', { 'academy.yaml': academyFile('report') });

    // YouTube publishes them by itself: nothing is written for it, and it is no edit.
    const writes = (await academy.youtube.writes()).length;
    const left = Date.parse(SOON) - academy.clock.now() + 60_000;
    academy.clock.advance(left);
    expect(await audiences()).toEqual({ ...all('public'), four: `private ${LATER}` });
    await commit('one is better', lesson('one', 'visibility: public\noverrides: { title: Better }\n'));
    const since = (await academy.youtube.writes()).slice(writes);
    expect(since.map(({ method, videoId }) => [method, videoId])).toEqual([['videos.update', IDS.one]]);
    expect(await audiences()).toEqual({ ...all('public'), four: `private ${LATER}` });
  }, 240_000);
});

describe('private uploads that were adopted', () => {
  it('become public by an approval that names them, and by nothing else', async () => {
    await open();
    const member = 'show: course\n';
    await commit('adopt', {
      ...lesson('one', member),
      ...lesson('two', member),
      ...lesson('three', member),
      ...lesson('four', `${member}visibility: private\n`),
    });
    const id = await academy.content.commit(
      'the course is public',
      course('visibility: public\ntitle: "{{ episode.title }} | Course"\n'),
    );
    const waiting = await asked(id);
    expect(waiting.pending).toMatchObject({
      episodes: 3,
      publishing: '3 videos (visibility not named before -> public): one, three, two',
      exceeded: [],
    });
    expect(await audiences()).toEqual(all('private'));
    // Everything else went on.
    expect((await academy.youtube.video(IDS.one)).title).toBe('Lesson one | Course');

    // The wish of another commit to overwrite what people did does not publish either.
    const more = await academy.content.commit('drift: overwrite', {
      'academy.yaml': academyFile('overwrite'),
    });
    const reasons = await acceptCommit(academy, more);
    expect(reasons).toEqual([expect.stringContaining('drift changes to overwrite')]);
    const again = await asked(more);
    await expect(release('two')).rejects.toThrow('two: its change waits for an approval');
    expect(await audiences()).toEqual(all('private'));
    // Nor does the approval of a take-over that is not this one.
    const base = await academy.content.git('rev-parse', `${id}~1`);
    await reconcileWith('three', more, { baseCommits: [base], takeOver: '0123456789' });
    expect(await audiences()).toEqual(all('private'));

    const { checksum = '' } = again.pending ?? {};
    await academy
      .client()
      .workflow.getHandle(again.workflowId)
      .executeUpdate(approve, { args: [{ checksum, by: 'the test' }] });
    await academy.waitUntilSynced();
    expect(await audiences()).toEqual({ ...all('public'), four: 'private' });

    // A person takes one back: nothing but that person's word, or the file's, publishes it again.
    await academy.youtube.studio(IDS.one, { privacyStatus: 'private' });
    await commit('one is better', lesson('one', `${member}tags: [better]\n`));
    expect((await audiences()).one).toBe('private');
    await release('one', ['visibility']);
    expect((await audiences()).one).toBe('public');
  }, 240_000);
});
