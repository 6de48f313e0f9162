import { type Deployment, getsWork, listRunning, type WorkerPoller } from '../../../config/deployment.ts';
import { parseWorkerIdentity } from '../../../config/worker-identity.ts';
import type { QuotaStatus } from '../../../contract/quota.ts';
import { describeDistance } from '../../../contract/reports/words.ts';
import { SEARCH_ATTRIBUTES } from '../../../contract/search-attributes.ts';
import { fine, problem, type Verdict, warning } from '../../../domain/shared/finding.ts';
import { describeIdle, describeNoneCurrent } from '../../lib/worker-builds.ts';

/** temporal.api.enums.v1.IndexedValueType */
const TYPE_NUMBERS = { Keyword: 2, Bool: 5, Datetime: 6, KeywordList: 7 } as const;

/** `found`: the number of its type, by name. */
export function judgeAttributes(found: ReadonlyMap<string, number>, namespace: string): Verdict {
  const wanted = Object.entries(SEARCH_ATTRIBUTES);
  const other = wanted.find(([name, type]) => found.has(name) && found.get(name) !== TYPE_NUMBERS[type]);
  if (other !== undefined)
    return problem(
      `the namespace ${namespace} has ${other[0]} with another type than ${other[1]}: set TEMPORAL_NAMESPACE to another one, or remove it with \`temporal operator search-attribute remove\``,
    );
  const missing = wanted.filter(([name]) => !found.has(name));
  if (missing.length === 0) return fine(`all ${wanted.length} are there`);
  const flags = missing.map(([name, type]) => `--name ${name} --type ${type}`).join(' ');
  return warning(
    `${missing.map(([name]) => name).join(', ')} missing: a worker that may add them does so at its start; else run \`temporal operator search-attribute create --namespace ${namespace} ${flags}\``,
  );
}

type WorkersLook = { readonly taskQueue: string; readonly version: string; readonly now: number };

export function judgeWorkers(
  deployment: Deployment,
  { taskQueue, version, now }: WorkersLook,
): readonly Verdict[] {
  const running = listRunning(deployment, now);
  if (running.length === 0)
    return [warning(`no worker polls the task queue ${taskQueue}: start one with \`npx showrunner start\``)];
  const without = describeNoneCurrent(deployment, now);
  return [
    ...(without === undefined ? [] : [problem(without)]),
    ...running.map((worker) => judgeWorker(deployment, worker, version)),
  ];
}

function judgeWorker(deployment: Deployment, worker: WorkerPoller, ours: string): Verdict {
  const { version, place } = parseWorkerIdentity(worker.identity);
  if (!getsWork(deployment, worker)) return warning(describeIdle(deployment, worker), place);
  if (version === undefined)
    return warning(
      `${place} does not say its version, so it is older than ${ours}: restart it with ${ours}`,
      place,
    );
  if (version === ours) return fine(`version ${worker.buildId ?? version}`, place);
  return warning(`version ${version}, this is ${ours}: run the same everywhere`, place);
}

export function judgeQuota(status: QuotaStatus, now: number): Verdict {
  const { stop, closed, spent, granted, perDay, resetsAt } = status;
  if (stop !== undefined) return problem(`no units are granted: ${stop.message}`);
  const used = granted + Object.values(spent).reduce((sum, units) => sum + units, 0);
  const text = `${used.toLocaleString('en-US')} of ${perDay.toLocaleString('en-US')} units used today, reset ${describeDistance(Date.parse(resetsAt) - now)}`;
  return closed
    ? warning(`${text}: YouTube says that the quota of the day is gone; work waits for the reset`)
    : fine(text);
}
