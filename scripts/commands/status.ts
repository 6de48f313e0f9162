import { setTimeout as sleep } from 'node:timers/promises';
import { styleText } from 'node:util';
import { defined } from '../../domain/shared/defined.ts';
import { defineCommand } from '../lib/command.ts';
import type { Connected } from '../lib/connect.ts';
import { columnsOf } from '../lib/fit-width.ts';
import { JSON_FLAG, STATE_FLAG } from '../lib/flags.ts';
import { type Outcome, renderJson } from '../lib/outcome.ts';
import { readOwnSettings } from '../lib/settings.ts';
import { type TemporalInput, withConnection } from '../lib/temporal.ts';
import { isColourWanted } from './plan/colour.ts';
import { readReport } from './status/read.ts';
import { needsPerson, type ReportLook, renderReport } from './status/render.ts';

export const command = defineCommand({
  flags: { ...STATE_FLAG, '--watch': 'refresh every two seconds, until Ctrl-C', ...JSON_FLAG },
  run: ({ state, watch, json }, env) => {
    const input = { settings: readOwnSettings(env, { state }), env };
    return watch ? watchStatus({ ...input, print: (outcome) => printUpdate(outcome, json) }) : status(input);
  },
});

const INTERVAL_MS = 2000;

/** Reads what is running; 2 when something needs a person. */
export const status = (input: TemporalInput): Promise<Outcome> => withConnection(input, readStatus);

const STYLES = { good: ['green', 'bold'], bad: ['yellow', 'bold'], title: 'bold' } as const;

/** Only a terminal gets colours, and none with NO_COLOR. */
function lookOf({ isTTY, columns }: Pick<NodeJS.WriteStream, 'isTTY' | 'columns'>): ReportLook {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const look = { now: Date.now(), zone, ...defined({ columns: columnsOf({ isTTY, columns }) }) };
  const isWanted = isColourWanted({
    flag: true,
    noColor: process.env['NO_COLOR'],
    isTerminal: isTTY === true,
  });
  if (!isWanted) return look;
  return {
    ...look,
    paint: (tone, text) => styleText([...[STYLES[tone]].flat()], text, { validateStream: false }),
  };
}

type Watch = TemporalInput & {
  /** Called with the first status, and then with each that differs. */
  readonly print: (outcome: Outcome) => void;
};

/** Reads the status again and again on one connection. @throws CommandError when the server or the worker stops answering */
export const watchStatus = ({ print, ...input }: Watch): Promise<undefined> =>
  withConnection(input, async (connected) => {
    for (let last: string = ''; ; await sleep(INTERVAL_MS)) {
      const outcome = await readStatus(connected);
      if (outcome.text !== last) print(outcome);
      last = outcome.text;
    }
  });

async function readStatus(connected: Connected): Promise<Outcome> {
  const report = await readReport(connected);
  return {
    code: needsPerson(report) ? 2 : 0,
    text: renderReport(report, lookOf(process.stdout)),
    json: report,
  };
}

/** Replaces what is on a terminal; elsewhere each status has its time, and JSON is one line for each. */
function printUpdate({ code, text, json }: Outcome, asJson = false): void {
  const clear = process.stdout.isTTY ? '\u001b[2J\u001b[H' : '';
  const time = `${new Date().toISOString().slice(0, 19)}Z`;
  console.log(asJson ? renderJson(json, 0) : `${clear}${time}\n${text}\n`);
  process.exitCode = code;
}
