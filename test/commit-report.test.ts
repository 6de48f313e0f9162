import { fileURLToPath } from 'node:url';
import { DefaultLogger } from '@temporalio/worker';
import { pino } from 'pino';
import { afterAll, expect, it } from 'vitest';
import type { Dependencies } from '../activities/dependencies.ts';
import { useToken } from '../clients/github/credentials.ts';
import { createGitHub } from '../clients/github/index.ts';
import { pagesOf } from '../worker/commit-reports.ts';
import { createWorker } from '../worker/worker.ts';
import { bundleWorkflows } from '../worker/workflow-bundle.ts';
import type { report } from './fixtures/report.ts';
import { startGitHub, TOKEN } from './support/github.ts';
import { startTemporalServer } from './support/temporal-server.ts';
import './support/runtime.ts';

const COMMIT = '0123456789abcdef0123456789abcdef01234567';
const endings: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const end of endings.toReversed()) await end();
});

it('is tried again until it is there once, and the token is in no history and no log', async () => {
  const github = await startGitHub();
  endings.push(github.close);
  github.commits.add(COMMIT);
  github.pulls.push({
    number: 12,
    merged_at: '2026-11-30T06:00:00Z',
    merge_commit_sha: COMMIT,
    base: 'main',
  });
  const again = { 'retry-after': '1' };
  github.fail(/^GET .*status/, {
    status: 403,
    headers: again,
    body: { message: `secondary rate limit ${TOKEN}` },
  });
  github.fail(/^POST .*comments/, { status: 503, headers: again, body: { message: `broken with ${TOKEN}` } });

  const temporal = await startTemporalServer(endings);
  const lines: string[] = [];
  const worker = await createWorker({
    temporal,
    bundle: await bundleWorkflows(new DefaultLogger('ERROR'), {
      workflowsPath: fileURLToPath(new URL('fixtures/report.ts', import.meta.url)),
    }),
    dependencies: {
      taskQueue: 'reports',
      repository: { branch: 'main' },
      commitReports: {
        host: createGitHub({
          url: github.url,
          repository: { owner: 'rawkode', name: 'academy' },
          credentials: useToken(TOKEN),
        }),
        pages: pagesOf({ uiUrl: 'https://temporal.example', namespace: 'default' }, undefined),
      },
    } as unknown as Dependencies,
    log: pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) }),
    print: (line) => void lines.push(line),
  });
  const running = worker.run();
  const handle = await temporal.client.workflow.start<typeof report>('report', {
    taskQueue: 'reports',
    workflowId: 'report',
    args: [
      {
        commit: COMMIT,
        subject: 'Correct a title',
        state: 'success',
        description: '1 written',
        done: [{ episodeId: 'k/one', title: 'Red Hat', videoId: 'K72fOdbxXu8', what: 'title written' }],
        workflowId: 'sync',
      },
    ],
  });
  expect(await handle.result()).toMatchObject({ status: 'unchanged', comment: 'new', pullRequest: 12 });
  worker.shutdown();
  await running;

  expect(github.statuses).toHaveLength(1);
  expect(github.statuses[0]?.target_url).toBe('https://temporal.example/namespaces/default/workflows/sync');
  expect(github.comments.map(({ body }) => body?.includes('<https://youtu.be/K72fOdbxXu8>'))).toEqual([true]);
  const history = renderHistory(await handle.fetchHistory());
  expect(history).toContain('broken with (hidden)');
  expect(history).toContain('Correct a title');
  expect(lines.filter((line) => line.includes('activity failed'))).toHaveLength(2);
  expect([history, ...lines].filter((text) => text.includes(TOKEN))).toEqual([]);
});

/** As JSON, with payloads as the text that they hold. */
const renderHistory = (history: object): string =>
  JSON.stringify(history).replace(/"data":"([^"]*)"/g, (_field, data: string) =>
    Buffer.from(data, 'base64').toString(),
  );
