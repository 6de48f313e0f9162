import { readSecretFiles } from '../config/secret-files.ts';
import { readSettings } from '../config/settings.ts';
import { defined } from '../domain/shared/defined.ts';
import { printableMessage } from '../domain/shared/media/printable.ts';
import { printLines } from '../domain/shared/media/terminal.ts';
import { chooseHiddenAddress } from '../tools/temporal/hidden-address.ts';
import { assertStartable } from './assert-startable.ts';
import { summarizeContent } from './content.ts';
import { limitHeaps } from './limit-heaps.ts';
import { installRuntime, type OpenLog, openLog } from './log.ts';
import { renderReady } from './ready.ts';
import { type Showrunner, startShowrunner } from './showrunner.ts';
import { createTerminalLog } from './terminal-log.ts';

const startedAt = performance.now();
const seconds = (): string => `${((performance.now() - startedAt) / 1000).toFixed(1).padStart(5)} s`;
const print = (line: string): void => console.log(printLines([`${seconds()}  ${line}`]));

let showrunner: Showrunner | undefined;
let opened: OpenLog | undefined;
const unwantedStart = new AbortController();
try {
  limitHeaps();
  const env = readSecretFiles(process.env);
  const settings = readSettings(env);
  await assertStartable(settings);
  opened = openLog(settings, print);
  const { log } = opened;
  const { onEntry, answered } = createTerminalLog(print);
  const sdkMetrics = settings.http && (await chooseHiddenAddress());
  installRuntime(log, onEntry, sdkMetrics);
  print('starting');
  const { signal: unwanted } = unwantedStart;
  const output = { print, log, answered, unwanted, ...defined({ sdkMetrics }) };
  const starting = startShowrunner(settings, env, output);
  shutDownOnSignal(starting);
  showrunner = await starting;
  console.log(renderReady(showrunner, settings, await summarizeContent(showrunner.repository)));
  print('ready');
  void showrunner.describeAccount().then(print);
  await showrunner.running;
} catch (error) {
  // Whoever stopped it waits for that, and not for an error.
  if (unwantedStart.signal.aborted) await new Promise(() => undefined);
  console.error(
    printLines([`showrunner: ${printableMessage(error instanceof Error ? error.message : String(error))}`]),
  );
  await showrunner?.stop();
  await opened?.close();
  // What did not end in time must not keep this process, and with it the state folder.
  process.exit(1);
}

/** The first Ctrl-C finishes current work, a second one quits at once. */
function shutDownOnSignal(starting: Promise<Showrunner>): void {
  let isShuttingDown = false;
  const shutDown = (): void => {
    if (isShuttingDown) process.exit(130);
    isShuttingDown = true;
    if (showrunner === undefined) unwantedStart.abort();
    else print('shutting down after current work; press Ctrl-C again to quit now');
    void starting
      .then((started) => started.stop())
      .catch(() => undefined)
      .then(() => opened?.close())
      .then(() => process.exit(0));
  };
  process.on('SIGINT', shutDown);
  process.on('SIGTERM', shutDown);
}
