import { Connection } from '@temporalio/client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readSettings } from '../config/settings.ts';
import { SYNC_ID } from '../contract/ids.ts';
import { pause, resume } from '../contract/operator.ts';
import { ATTRIBUTES } from '../contract/search-attributes.ts';
import { overwriteEpisodes } from '../scripts/commands/overwrite.ts';
import { status } from '../scripts/commands/status.ts';
import { scheduleDrift } from '../worker/schedule-drift.ts';
import { openAcademy, type TestAcademy, until } from './support/academy.ts';
import {
  academyFiles,
  finished,
  finishedFiles,
  NEXT_YEAR,
  upcoming,
  videoIdOf,
} from './support/academy-files.ts';
import { checkDrift } from './support/check-drift.ts';
import { startHttpReceiver } from './support/receivers.ts';

/** What needs a person is one list: it grows and shrinks with what happens, and each change is reported once. */

const EXTRA = `notify:
  - webhook: { urlFrom: SHOWRUNNER_NOTIFY_HOOK, secretFrom: SHOWRUNNER_NOTIFY_SECRET }
    events: [needs-a-person, cured, commit]
`;
const NEXT = 'episodes/talks/next.yaml';

let academy: TestAcademy;
let hook: Awaited<ReturnType<typeof startHttpReceiver>>;

beforeAll(async () => {
  hook = await startHttpReceiver();
  Object.assign(process.env, {
    SHOWRUNNER_NOTIFY_HOOK: hook.url,
    SHOWRUNNER_NOTIFY_SECRET: 'the secret of this test',
  });
  const files = {
    ...academyFiles({ extra: EXTRA }),
    ...finishedFiles(3, () => 'ada'),
    [NEXT]: upcoming('Next', 'bob'),
  };
  academy = await openAcademy({ files });
  await academy.startWorker();
  await academy.waitUntilSynced();
  await scheduleDrift(academy.client(), 'showrunner');
}, 120_000);
afterAll(async () => {
  for (const name of ['HOOK', 'SECRET']) delete process.env[`SHOWRUNNER_NOTIFY_${name}`];
  await hook.close();
  await academy.close();
});

const sync = () => academy.client().workflow.getHandle(SYNC_ID);
/** `edited talks/t0000`, as `sync` lists them. */
const listed = async (): Promise<string[]> =>
  ((await academy.sync()).needs ?? []).flatMap(({ reason, entries }) =>
    entries.map(({ workflowId, place }) => `${reason} ${place ?? workflowId.replace('episode/', '')}`),
  );
const untilListed = (...expected: readonly string[]) =>
  until(listed, (found) => found.join('|') === expected.join('|'));
type Body = { readonly type: string; readonly notices: readonly { readonly key: string }[] };
const told = (): string[] =>
  hook.accepted.flatMap(({ body }) => {
    const { type, notices } = JSON.parse(body) as Body;
    return type === 'commit' ? [] : notices.map(({ key }) => `${type} ${key.replace('episode/', '')}`);
  });

/** What is cured before it was reported is never reported. */
const untilTold = (...expected: readonly string[]) =>
  until(
    async () => told(),
    (all) => expected.every((one) => all.includes(one)),
  );

function place() {
  const { connection } = academy.client();
  const address = connection instanceof Connection ? connection.options.address : undefined;
  const settings = readSettings({}, { SHOWRUNNER_REPOSITORY: academy.content.folder });
  return { settings, env: { TEMPORAL_ADDRESS: address ?? '' } };
}
const readStatus = () => status(place());

it('all is well', async () => {
  await untilListed();
  const { code, text } = await readStatus();
  expect([code, text.split('\n')[0]]).toEqual([
    0,
    expect.stringMatching(/^All well\. Commit \w{10} is applied/),
  ]);
  expect(text).toMatch(/talks\/next {2}ready$/m);
});

it('an edit in Studio, a video that is gone, a broken file and a pause are listed, the gravest first', async () => {
  await academy.youtube.studio(videoIdOf(0), { title: 'By hand' });
  await fetch(`${academy.youtube.url}/_/studio/${videoIdOf(1)}/delete`, { method: 'POST' });
  await checkDrift(academy);
  await untilListed('vanished talks/t0001', 'edited talks/t0000');
  await untilTold('needs-a-person vanished talks/t0001', 'needs-a-person edited talks/t0000');
  await academy.content.commit('break', { 'guests/bob.yaml': 'nme: Bob\n' });
  await academy.waitUntilSynced();
  await sync().executeUpdate(pause, { args: [{ by: 'ann' }] });
  const expected = [
    'broken guests/bob.yaml:1:1',
    'vanished talks/t0001',
    'edited talks/t0000',
    'paused sync',
  ];
  await until(listed, (found) => found.length >= expected.length);
  expect((await listed()).filter((one) => !one.startsWith('broken'))).toEqual(expected.slice(1));

  const { code, text } = await readStatus();
  expect([code, text.split('\n')[0]]).toEqual([2, expect.stringMatching(/^\d need you:$/)]);
  for (const line of [
    'npx showrunner overwrite talks/t0000 --by NAME or npx showrunner adopt talks/t0000',
    `to have it made again, commit youtube: { replaces: [${videoIdOf(1)}] }`,
    'paused by ann: no commit is processed until npx showrunner resume',
  ])
    expect(text).toContain(line);
  expect(text).toMatch(/done but for [34], which need you$/m);
  const { typedSearchAttributes: attributes } = await until(
    () => sync().describe(),
    ({ typedSearchAttributes: now }) => (now.get(ATTRIBUTES.reason) ?? []).length === 4,
  );
  expect(attributes.get(ATTRIBUTES.reason)).toEqual(['broken', 'edited', 'paused', 'vanished']);
  expect(attributes.get(ATTRIBUTES.needsAttention)).toBe(true);
});

it('each goes when it is cured, by whomever: an update, a commit, a person in Studio', async () => {
  await sync().executeUpdate(resume, { args: [{ by: 'ann' }] });
  await academy.content.commit('mend', {
    'guests/bob.yaml': 'name: Bob Builder\n',
    'episodes/talks/t0001.yaml': `${finished(1, 'ada')}kind: none\n`.replace(/youtube: .*\n/, ''),
    [NEXT]: upcoming('Next', 'bob', NEXT_YEAR),
  });
  await academy.waitUntilSynced();
  const { title } = await academy.youtube.video(videoIdOf(2));
  await academy.youtube.studio(videoIdOf(2), { title: 'Also by hand' });
  await checkDrift(academy);
  await untilListed('edited talks/t0000', 'edited talks/t0002');
  await untilTold('needs-a-person edited talks/t0002');
  const { code } = await overwriteEpisodes({
    ...place(),
    selection: { episodeIds: ['talks/t0000'], show: undefined, reason: undefined },
    ...{ fields: undefined, by: 'ann', yes: true, console: { print: () => undefined } },
  });
  expect(code).toBe(0);
  await untilListed('edited talks/t0002');
  await academy.youtube.studio(videoIdOf(2), { title });
  await checkDrift(academy);
  await untilListed();
  expect((await readStatus()).code).toBe(0);
});

it('each was reported once, and once that it was cured', async () => {
  const expected = ['edited talks/t0000', 'edited talks/t0002', 'vanished talks/t0001'];
  await untilTold(...expected.map((one) => `cured ${one}`));
  const all = told();
  expect(new Set(all).size).toBe(all.length);
  for (const one of expected) expect(all.filter((words) => words.endsWith(one))).toHaveLength(2);
});
