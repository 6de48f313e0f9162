import type { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import type { Log } from './log.ts';

export type SearchAttributeType = 'Keyword' | 'KeywordList' | 'Bool' | 'Int' | 'Datetime';

export interface NamespaceOptions {
  readonly connection: Connection;
  readonly namespace: string;
  readonly searchAttributes: Readonly<Record<string, SearchAttributeType>>;
  readonly retentionDays: number;
  readonly log: Log;
}

// temporal.api.enums.v1.IndexedValueType
export const TYPE_NUMBERS: Readonly<Record<SearchAttributeType, number>> = {
  Keyword: 2,
  Int: 3,
  Bool: 5,
  Datetime: 6,
  KeywordList: 7,
};
const SECONDS_PER_DAY = 86_400;

/**
 * Sets the namespace's retention and adds missing search attributes, also in an older database: the server's flags apply only to a
 * namespace that it creates, and no flag sets the retention, which is 24 hours by default.
 *
 * @throws Error when the database has a search attribute with another type
 */
export async function prepareNamespace(options: NamespaceOptions): Promise<void> {
  const { config } = await options.connection.workflowService.describeNamespace({
    namespace: options.namespace,
  });
  const days = Number(config?.workflowExecutionRetentionTtl?.seconds ?? 0) / SECONDS_PER_DAY;
  if (days !== options.retentionDays) await setRetention(options);
  await addMissing(options, config?.customSearchAttributeAliases ?? {});
}

async function setRetention({ connection, namespace, retentionDays }: NamespaceOptions): Promise<void> {
  const workflowExecutionRetentionTtl = msToTs(retentionDays * SECONDS_PER_DAY * 1000);
  await connection.workflowService.updateNamespace({ namespace, config: { workflowExecutionRetentionTtl } });
}

// `aliases` maps the database's column to the attribute's name, e.g. { Keyword02: 'EpisodeId' }.
async function addMissing(
  options: NamespaceOptions,
  aliases: Readonly<Record<string, string>>,
): Promise<void> {
  const columns = new Map(
    Object.entries(aliases).map(([column, name]) => [name, column.replace(/\d+$/, '')]),
  );
  const missing: Record<string, number> = {};
  for (const [name, type] of Object.entries(options.searchAttributes)) {
    const found = columns.get(name);
    if (found === undefined) missing[name] = TYPE_NUMBERS[type];
    else if (found !== type) throw new Error(describeOtherType(name, found, type));
  }
  if (Object.keys(missing).length === 0) return;
  options.log(`Adding search attributes to the namespace: ${Object.keys(missing).join(', ')}`);
  await options.connection.operatorService.addSearchAttributes({
    namespace: options.namespace,
    searchAttributes: missing,
  });
}

function describeOtherType(name: string, found: string, wanted: string): string {
  return `The Temporal database has the search attribute ${name} as ${found}, but ${wanted} is needed. Use a new state folder.`;
}
