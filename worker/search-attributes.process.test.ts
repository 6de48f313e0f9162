import { afterAll, beforeAll, expect, test } from 'vitest';
import { SEARCH_ATTRIBUTES } from '../contract/search-attributes.ts';
import { type RunningTemporal, startTemporal } from '../tools/temporal/start.ts';
import { connect, type Temporal } from './connect.ts';
import { ensureSearchAttributes } from './search-attributes.ts';

/** A server as version 0.2.0 left it: one that is given, and not yet prepared for this version. */
let server: RunningTemporal;
let temporal: Temporal;
beforeAll(async () => {
  const { StartsAt: _new, ...former } = SEARCH_ATTRIBUTES;
  const { TEMPORAL_ADDRESS: _given, ...env } = process.env;
  server = await startTemporal({ env, searchAttributes: former, log: () => undefined });
  temporal = await connect({}, server.address);
});
afterAll(async () => {
  await temporal.close();
  await server.stop();
});

test('what the namespace lacks is added, and can be used at once', async () => {
  const { client, namespace } = temporal;
  const query = 'StartsAt IS NULL';
  await expect(client.workflow.count(query)).rejects.toThrow();
  const printed: string[] = [];
  const check = { connection: client.connection, namespace, print: (line: string) => printed.push(line) };
  await ensureSearchAttributes(check);
  expect(printed).toEqual(['adding to the namespace default: the search attributes StartsAt']);
  await expect(client.workflow.count(query)).resolves.toMatchObject({ count: 0 });
  await ensureSearchAttributes(check);
  expect(printed).toHaveLength(1);
});

test('one of another type, and a worker that may not add, are reported with what to do', async () => {
  const { client, namespace } = temporal;
  const { operatorService, workflowService } = client.connection;
  const answer = (customAttributes: Record<string, number>) => ({
    listSearchAttributes: async () => ({ customAttributes }),
    addSearchAttributes: () => Promise.reject(new Error('7 PERMISSION_DENIED: not you')),
  });
  const withAnswer = (customAttributes: Record<string, number>) =>
    ensureSearchAttributes({
      connection: {
        operatorService: Object.assign(Object.create(operatorService), answer(customAttributes)),
        workflowService,
      },
      namespace,
      print: () => undefined,
    });
  await expect(withAnswer({ Phase: 5 })).rejects.toThrow(
    'the namespace default has a search attribute Phase of another type than Keyword',
  );
  const { customAttributes } = await operatorService.listSearchAttributes({ namespace });
  const { Show: _lost, ...others } = customAttributes as unknown as Record<string, number>;
  await expect(withAnswer(others)).rejects.toThrow(
    'lacks the search attribute Show, or this worker may not see or add them (7 PERMISSION_DENIED: not you): let somebody who may run `temporal operator search-attribute create --namespace default --name Show --type Keyword`',
  );
});
