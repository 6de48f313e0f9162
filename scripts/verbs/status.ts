import { setTimeout as sleep } from 'node:timers/promises';
import type { Environment, Settings } from '../../config/settings.ts';
import { connect } from '../connect.ts';
import type { Outcome } from '../outcome.ts';
import { readReport } from '../status/read.ts';
import { needsPerson, renderReport } from '../status/render.ts';

type Wish = { readonly settings: Settings; readonly env: Environment };
type Connected = Awaited<ReturnType<typeof connect>>;

const EVERY_MS = 2000;

/** Asks what runs; 2 when a person has to act. */
export async function status({ settings, env }: Wish): Promise<Outcome> {
  const connected = await connect(settings, env);
  try {
    return await ask(connected);
  } finally {
    await connected.close();
  }
}

type Watch = Wish & {
  /** Called with the first answer, and then with each that says something else. */
  readonly show: (outcome: Outcome) => void;
  /** Absent: until the process ends. */
  readonly signal?: AbortSignal;
};

/** Asks again and again on one connection. @throws CommandError when nobody answers any more */
export async function watchStatus({ settings, env, show, signal }: Watch): Promise<void> {
  const connected = await connect(settings, env);
  try {
    for (let last = ''; signal?.aborted !== true; ) {
      const outcome = await ask(connected);
      if (outcome.text !== last) show(outcome);
      last = outcome.text;
      await sleep(EVERY_MS, undefined, { ...(signal === undefined ? {} : { signal }) }).catch(
        () => undefined,
      );
    }
  } finally {
    await connected.close();
  }
}

async function ask(connected: Connected): Promise<Outcome> {
  const report = await readReport(connected);
  return { code: needsPerson(report) ? 2 : 0, text: renderReport(report), json: report };
}
