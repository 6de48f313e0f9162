import { Runtime } from '@temporalio/worker';
import { readSettings } from '../config/settings.ts';
import { keepHeapSmall } from './heap.ts';
import { openLog, toTemporalLogger } from './log.ts';
import { renderReady } from './ready.ts';
import { type Showrunner, startShowrunner } from './showrunner.ts';

const startedAt = performance.now();
const seconds = (): string => `${((performance.now() - startedAt) / 1000).toFixed(1).padStart(5)} s`;
const tell = (line: string): void => console.log(`${seconds()}  ${line}`);

try {
  keepHeapSmall();
  const settings = readSettings(process.env);
  Runtime.install({ logger: toTemporalLogger(openLog(settings)), shutdownSignals: [] });
  tell('starting');
  const starting = startShowrunner(settings, process.env, tell);
  endOnSignal(starting);
  const showrunner = await starting;
  console.log(renderReady(showrunner, settings, await describeHead(showrunner)));
  tell('ready');
  await showrunner.running;
} catch (error) {
  console.error(`showrunner: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}

/** The first Ctrl-C ends in order, a second one at once. */
function endOnSignal(starting: Promise<Showrunner>): void {
  let asked = false;
  const end = (): void => {
    if (asked) process.exit(130);
    asked = true;
    tell('ending: what runs is finished first; Ctrl-C again ends at once');
    void starting
      .then((showrunner) => showrunner.stop())
      .catch(() => undefined)
      .then(() => process.exit(0));
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
}

async function describeHead({ repository }: Showrunner): Promise<string> {
  const { catalog, problems } = await repository.readCatalog(await repository.readHead());
  if (catalog === undefined) return 'no usable academy.yaml: run `npx showrunner validate`';
  const count = (records: object): number => Object.keys(records).length;
  const found = `${count(catalog.episodes)} episodes, ${count(catalog.guests)} guests, ${count(catalog.shows)} shows`;
  return problems.length === 0
    ? found
    : `${found}, ${problems.length} problems: run \`npx showrunner validate\``;
}
