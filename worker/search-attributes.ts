import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from '@temporalio/client';
import { SEARCH_ATTRIBUTES } from '../contract/search-attributes.ts';
import { TYPE_NUMBERS } from '../tools/temporal/namespace.ts';

export type SearchAttributeCheck = {
  readonly connection: Pick<Connection, 'operatorService' | 'workflowService'>;
  readonly namespace: string;
  readonly print: (line: string) => void;
  /** How long the server may take until queries know a new attribute. */
  readonly patienceMs?: number;
};

const PATIENCE_MS = 60_000;
const POLL_MS = 200;

/**
 * Adds the search attributes that the namespace lacks, before the worker polls: a workflow that sets an unknown one stands still. The
 * server's frontend caches them, so it waits until a query knows them.
 *
 * @throws Error with the command that adds them, when the worker may not; or when one has another type
 */
export async function ensureSearchAttributes(check: SearchAttributeCheck): Promise<void> {
  const { connection, namespace, print } = check;
  const known = await listKnown(check);
  const wanted = Object.entries(SEARCH_ATTRIBUTES);
  for (const [name, type] of wanted) {
    const found = known.get(name);
    if (found !== undefined && found !== TYPE_NUMBERS[type])
      throw new Error(describeOtherType(namespace, name, type));
  }
  const missing = wanted.filter(([name]) => !known.has(name));
  if (missing.length === 0) return;
  print(`adding to the namespace ${namespace}: the search attributes ${listNames(missing)}`);
  const searchAttributes = Object.fromEntries(missing.map(([name, type]) => [name, TYPE_NUMBERS[type]]));
  await connection.operatorService
    .addSearchAttributes({ namespace, searchAttributes })
    .catch((error: unknown) => throwMissing(namespace, missing, error));
  await waitUntilUsable(check, missing);
}

type Missing = readonly (readonly [name: string, type: string])[];

const listNames = (missing: Missing): string => missing.map(([name]) => name).join(', ');

/** By name, the number of its type. */
async function listKnown({ connection, namespace }: SearchAttributeCheck): Promise<Map<string, number>> {
  const all = Object.entries(SEARCH_ATTRIBUTES);
  const { customAttributes } = await connection.operatorService
    .listSearchAttributes({ namespace })
    .catch((error: unknown) => throwMissing(namespace, all, error));
  return new Map(Object.entries(customAttributes ?? {}).map(([name, type]) => [name, Number(type)]));
}

async function waitUntilUsable(
  { connection, namespace, patienceMs = PATIENCE_MS }: SearchAttributeCheck,
  missing: Missing,
): Promise<void> {
  const query = missing.map(([name]) => `\`${name}\` IS NULL`).join(' AND ');
  const deadline = Date.now() + patienceMs;
  for (;;) {
    try {
      await connection.workflowService.countWorkflowExecutions({ namespace, query });
      return;
    } catch (error) {
      if (Date.now() > deadline) throwMissing(namespace, missing, error);
      await sleep(POLL_MS);
    }
  }
}

function throwMissing(namespace: string, missing: Missing, error: unknown): never {
  const flags = missing.map(([name, type]) => `--name ${name} --type ${type}`).join(' ');
  const why = error instanceof Error ? error.message : String(error);
  const plural = missing.length === 1 ? 'attribute' : 'attributes';
  throw new Error(
    `the namespace ${namespace} lacks the search ${plural} ${listNames(missing)}, or this worker may not see or add them (${why}): ` +
      `let somebody who may run \`temporal operator search-attribute create --namespace ${namespace} ${flags}\`, then start again`,
  );
}

const describeOtherType = (namespace: string, name: string, type: string): string =>
  `the namespace ${namespace} has a search attribute ${name} of another type than ${type}: use another namespace (TEMPORAL_NAMESPACE), or remove that attribute with \`temporal operator search-attribute remove\``;
