import { createInterface } from 'node:readline';
import { type Answer, parseAnswer } from './loopback.ts';

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

/**
 * Reads addresses that a person pastes, until one is the answer to the request with this `state`. Never resolves when the input ends
 * before: the browser may still come back by itself.
 */
export function readPasted(state: string, say: (line: string) => void, signal: AbortSignal): Promise<Answer> {
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
