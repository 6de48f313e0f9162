import { afterAll, beforeAll, expect, it } from 'vitest';
import { NOTIFICATIONS_ID } from '../contract/ids.ts';
import { type Notice, type NotificationsStatus, notify } from '../contract/notifications.ts';
import { ATTRIBUTES } from '../contract/search-attributes.ts';
import { openAcademy, type TestAcademy, until } from './support/academy.ts';
import { academyFiles } from './support/academy-files.ts';
import { type ReceivedCall, startHttpReceiver, startMailReceiver } from './support/receivers.ts';
import { replayAndClose } from './support/replay-histories.ts';

/** A day of an academy: its events, sent while the worker is killed and restarted, reach each receiver in order, once. */

const EXTRA = `notify:
  - webhook: { urlFrom: SHOWRUNNER_NOTIFY_UP, secretFrom: SHOWRUNNER_NOTIFY_SECRET }
    events: [needs-a-person, cured, live, ended, commit, quota]
  - webhook: { urlFrom: SHOWRUNNER_NOTIFY_DOWN, secretFrom: SHOWRUNNER_NOTIFY_SECRET }
  - mail: { to: [ann@academy.example], from: bot@academy.example, smtpFrom: SHOWRUNNER_NOTIFY_SMTP }
`;

type Http = Awaited<ReturnType<typeof startHttpReceiver>>;
let academy: TestAcademy;
let up: Http;
let down: Http;
let mail: Awaited<ReturnType<typeof startMailReceiver>>;
let commit = '';
/** While it is set, the receiver that is up has what it got, and does not answer. */
let held: Promise<void> | undefined;
let isDown = true;

beforeAll(async () => {
  up = await startHttpReceiver(async () => {
    await held;
    return undefined;
  });
  down = await startHttpReceiver(() => (isDown ? { status: 404, body: 'no such hook' } : undefined));
  mail = await startMailReceiver();
  Object.assign(process.env, {
    SHOWRUNNER_NOTIFY_UP: up.url,
    SHOWRUNNER_NOTIFY_DOWN: down.url,
    SHOWRUNNER_NOTIFY_SECRET: 'the secret of this test',
    SHOWRUNNER_NOTIFY_SMTP: `smtp://127.0.0.1:${mail.port}`,
  });
  academy = await openAcademy({ files: academyFiles({ extra: EXTRA }), seeded: false });
  commit = await academy.content.git('rev-parse', 'HEAD');
});
afterAll(async () => {
  for (const name of ['UP', 'DOWN', 'SECRET', 'SMTP']) delete process.env[`SHOWRUNNER_NOTIFY_${name}`];
  await Promise.all([up.close(), down.close(), mail.close()]);
  await replayAndClose(academy);
});

const handle = () => academy.client().workflow.getHandle(NOTIFICATIONS_ID);
const status = (): Promise<NotificationsStatus> => handle().query<NotificationsStatus>('status');
const tell = (...notices: readonly Notice[]): Promise<void> => handle().signal(notify, { notices });

const notice = (key: string, event: Notice['event'], more: Partial<Notice> = {}): Notice => ({
  ...{ key, at: Date.now(), commit, event, subject: `day/${key}`, workflowId: `episode/day/${key}` },
  ...more,
});
const need = (key: string, reason: Notice['reason'] = 'edited'): Notice =>
  notice(key, 'needs-a-person', {
    ...(reason === undefined ? {} : { reason }),
    message: 'what is wrong, and what to do',
  });

type Body = {
  readonly type: string;
  readonly total: number;
  readonly notices: readonly { readonly key: string; readonly subject: string }[];
};

/** What a receiver that knows ids has read, of this test alone: `sync` tells of its own commits. */
function read({ calls, accepted }: Http): string[] {
  const byId = new Map<unknown, ReceivedCall>();
  for (const call of isDown ? calls : accepted) {
    const before = byId.get(call.headers['webhook-id']);
    if (before !== undefined) expect(call.body).toBe(before.body);
    byId.set(call.headers['webhook-id'], call);
  }
  return [...byId.values()].flatMap(({ body }) => {
    const { type, total, notices } = JSON.parse(body) as Body;
    const own = notices.filter(({ subject }) => /^(day|webhook)/.test(subject));
    if (own.length === 0) return [];
    return [
      `${type} ${own.map(({ key }) => key.replace(/^notify.*/, 'notify')).join(',')}${total > 1 ? ` of ${total}` : ''}`,
    ];
  });
}

const MANY = 'needs-a-person b0,b1,b2,b3,b4,b5,b6 of 7';

const untilRead = (from: Http, last: string): Promise<string[]> =>
  until(
    async () => read(from),
    (all) => all.includes(last),
  );

it('twenty events, some at once, a receiver that is down, and a worker that is killed', async () => {
  let worker = await academy.spawnTestWorker();
  await until(status, ({ receivers }) => receivers.length === 3);
  await tell(notice('stream-1', 'live'), need('a'), need('quick'));
  await tell({ ...need('quick'), event: 'cured' }, need('a'), notice('stream-1', 'live'));
  await untilRead(up, 'needs-a-person notify');

  // Killed after the receiver has a message, and before the worker knows it.
  let release = (): void => undefined;
  held = new Promise((resolve) => {
    release = () => resolve();
  });
  await tell(notice('stream-1', 'ended'));
  await untilRead(up, 'ended stream-1');
  await worker.kill();
  await tell(
    ...Array.from({ length: 7 }, (_, index) => need(`b${index}`, 'overdue')),
    need('c', 'credentials'),
  );
  await tell({ ...need('c', 'credentials'), event: 'cured' }, need('d', 'approval'));
  held = undefined;
  release();
  worker = await academy.spawnTestWorker();
  await untilRead(up, 'needs-a-person d');

  await tell(
    ...['a', 'd'].map((key): Notice => ({ ...need(key), event: 'cured' })),
    notice('day-1', 'quota'),
  );
  await tell(notice('c0ffee', 'commit', { count: 2 }));
  await untilRead(up, 'commit c0ffee');
  expect(read(up)).toEqual([
    'live stream-1',
    'needs-a-person a',
    'needs-a-person notify',
    'ended stream-1',
    MANY,
    'needs-a-person d',
    'cured a',
    'cured d',
    'quota day-1',
    'commit c0ffee',
  ]);
  const { needs } = await status();
  expect(needs).toEqual([
    expect.objectContaining({ reason: 'notify', message: expect.stringContaining('404: no such hook') }),
  ]);
  const { typedSearchAttributes } = await handle().describe();
  expect(typedSearchAttributes.get(ATTRIBUTES.needsAttention)).toBe(true);
  expect(typedSearchAttributes.get(ATTRIBUTES.reason)).toEqual(['notify']);
  expect(JSON.stringify(await handle().fetchHistory())).not.toContain('the secret of this test');

  isDown = false;
  await handle().executeUpdate('retry', { args: [{ by: 'ann' }] });
  await untilRead(up, 'cured notify');
  // What was open and is solved by now is not sent any more.
  await untilRead(down, MANY);
  expect(read(down)).toEqual([MANY]);
  await until(status, (now) => now.needs.length === 0 && now.receivers.every(({ waiting }) => waiting === 0));
  expect((await handle().describe()).typedSearchAttributes.get(ATTRIBUTES.needsAttention)).toBe(false);
  await worker.kill();
});

it('mail says the same, each once', () => {
  const subjects = mail.mails.map(({ source }) => /^Subject: (.*(?:\r\n .*)*)$/m.exec(source)?.[1] ?? '');
  expect(subjects.filter((subject) => subject.includes('day/a'))).toEqual([
    'Needs you: edited on YouTube: day/a',
    'Solved: edited on YouTube: day/a',
  ]);
  expect(subjects.filter((subject) => subject.includes('overdue'))).toEqual([
    'Needs you: a stream is overdue (7)',
  ]);
});
