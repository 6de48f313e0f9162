import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { CommandError } from '../../lib/outcome.ts';
import { type Answer, type Arrival, parseAnswer } from './loopback.ts';

/** Opens the system's browser. false: there is none. */
export async function openBrowser(url: string): Promise<boolean> {
  const { default: open } = await import('open');
  try {
    const child = await open(url);
    // Without it, a browser that cannot be started ends this process.
    child.once('error', () => undefined);
    child.unref();
    return true;
  } catch {
    return false;
  }
}

type Pastes = { readonly state: string; readonly say: (line: string) => void };

const PATIENCE_MS = 5 * 60_000;

/** The browser comes back to this machine, or the person pastes where it went. @throws CommandError after five minutes */
export async function firstArrival(
  arriving: Promise<Arrival>,
  { pastes, patienceMs = PATIENCE_MS }: { readonly pastes: Pastes | undefined; readonly patienceMs?: number },
): Promise<Arrival> {
  const ending = new AbortController();
  const { signal } = ending;
  const pasted = async (given: Pastes): Promise<Arrival> => ({
    answer: await readPasted(given, signal),
    show: async () => undefined,
  });
  const late = sleep(patienceMs, undefined, { signal }).then(() => {
    throw new CommandError('no answer came within five minutes: run `npx showrunner login` again');
  });
  late.catch(() => undefined);
  try {
    return await Promise.race([arriving, late, ...(pastes === undefined ? [] : [pasted(pastes)])]);
  } finally {
    ending.abort();
  }
}

/**
 * Reads addresses that a person pastes, until one is the answer to the request with this `state`. Never resolves when the input ends
 * before: the browser may still come back by itself.
 */
function readPasted({ state, say }: Pastes, signal: AbortSignal): Promise<Answer> {
  const lines = createInterface({ input: process.stdin });
  signal.addEventListener('abort', () => lines.close(), { once: true });
  return new Promise((resolve) => {
    lines.on('line', (line) => {
      const text = line.trim();
      if (text === '') return;
      const answer = URL.canParse(text) ? parseAnswer(new URL(text), state) : undefined;
      if (answer !== undefined) return resolve(answer);
      say(describeWrong(text));
    });
  });
}

/** What was pasted is not repeated: it may hold a code. */
const describeWrong = (text: string): string =>
  URL.canParse(text)
    ? 'This address is not the answer to this login: paste the one that the browser ended at, whole'
    : 'This is no address: paste it whole, from http:// on';
