import { WorkflowUpdateFailedError } from '@temporalio/client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { episodeWorkflowId, NOTIFICATIONS_ID, QUOTA_ID, SYNC_ID } from '../contract/ids.ts';
import { openAcademy, type TestAcademy, until } from './support/academy.ts';
import { academyFiles, finishedFiles, NEXT_YEAR, upcoming } from './support/academy-files.ts';
import { replayAndClose } from './support/replay-histories.ts';

/** Whoever reaches the server sends any message with any argument: each update is answered, and no workflow stands still. */

/** What the form of the Temporal UI sends for an empty argument. */
const EMPTY = [[], [null], [{}]];
const WRONG = [
  ['text'],
  [7],
  [true],
  [[]],
  [['text']],
  [{ by: 7 }],
  [{ noSuchKey: 1 }],
  [{ fields: 'title' }],
];

type Definition = { readonly name: string };
type Metadata = {
  readonly definition: {
    readonly signalDefinitions: readonly Definition[];
    readonly updateDefinitions: readonly Definition[];
  };
};

let academy: TestAcademy;
let workflowIds: readonly string[] = [];

const handle = (id: string) => academy.client().workflow.getHandle(id);
const readDefinitions = async (id: string): Promise<Metadata['definition']> =>
  (await handle(id).query<Metadata>('__temporal_workflow_metadata')).definition;

/** What came back: the answer as JSON, or why it was refused. */
const send = (id: string, update: string, [argument]: readonly unknown[]): Promise<string> =>
  handle(id)
    .executeUpdate<unknown, [unknown]>(update, { args: [argument] })
    .then(
      (answer) => JSON.stringify(answer),
      (error: unknown) =>
        error instanceof WorkflowUpdateFailedError ? `refused: ${error.cause?.message}` : String(error),
    );

beforeAll(async () => {
  academy = await openAcademy({
    files: {
      ...finishedFiles(7, () => 'ada'),
      'academy.yaml': String(academyFiles()['academy.yaml']).replace('episodes: 10000', 'episodes: 5'),
      'episodes/next.yaml': upcoming('Next', 'bob', NEXT_YEAR),
    },
  });
  await academy.startWorker();
  await academy.waitUntilSynced();
  await academy.content.commit('Her name', { 'guests/ada.yaml': 'name: Ada King\n' });
  const { rewrite = '' } = await until(
    () => academy.sync(),
    (status) => status.rewrite !== undefined,
  );
  await until(
    () => academy.rewrite(rewrite),
    ({ pending }) => pending !== undefined,
  );
  workflowIds = [SYNC_ID, QUOTA_ID, NOTIFICATIONS_ID, rewrite, episodeWorkflowId('next')];
});
afterAll(() => replayAndClose(academy));

it('each update answers: nothing and null are an empty argument, anything else is refused with what is expected', async () => {
  for (const id of workflowIds) {
    const { updateDefinitions } = await readDefinitions(id);
    for (const { name } of updateDefinitions) {
      for (const args of WRONG)
        expect(await send(id, name, args), `${name} ${JSON.stringify(args)}`).toMatch(
          new RegExp(`^refused: ${name} (expects \\{.*"by":"your name"\\}|comes from other workflows), and `),
        );
      for (const args of EMPTY) expect(await send(id, name, args)).not.toContain('TypeError');
    }
    if (updateDefinitions.some(({ name }) => name === 'pause')) await send(id, 'resume', []);
  }
});

it('the list of the Temporal UI begins with what people send', async () => {
  for (const id of workflowIds) {
    const { updateDefinitions } = await readDefinitions(id);
    const isInternal = updateDefinitions.map(({ name }) => name === 'reconcile');
    expect(isInternal, id).toEqual(isInternal.toSorted());
  }
});

it('each signal is taken or dropped', async () => {
  for (const id of workflowIds)
    for (const { name } of (await readDefinitions(id)).signalDefinitions)
      for (const args of [...EMPTY, ...WRONG]) await handle(id).signal(name, ...args);
});

it('an argument that is no JSON stops nothing either', async () => {
  const { workflowService, options } = academy.client();
  const bytes = (text: string) => new TextEncoder().encode(text);
  for (const encoding of ['json/plain', 'binary/plain', 'no/such'])
    for (const workflowId of workflowIds)
      for (const { name } of (await readDefinitions(workflowId)).signalDefinitions)
        await workflowService.signalWorkflowExecution({
          namespace: options.namespace,
          workflowExecution: { workflowId },
          signalName: name,
          input: { payloads: [{ metadata: { encoding: bytes(encoding) }, data: bytes('{ not JSON') }] },
        });
});

it('afterwards all answer, no workflow task failed, and the next commit is written', async () => {
  for (const id of workflowIds) {
    await handle(id).query('status');
    const { events } = await handle(id).fetchHistory();
    expect(events?.filter((event) => event.workflowTaskFailedEventAttributes)).toEqual([]);
  }
  await academy.content.commit('A title', { 'episodes/next.yaml': upcoming('Next one', 'bob', NEXT_YEAR) });
  await until(
    () => academy.youtube.channel(),
    ({ videos }) => videos.some(({ title }) => title.includes('Next one')),
  );
});
