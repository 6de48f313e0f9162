import { setTimeout as sleep } from 'node:timers/promises';

/** `because`: what is missing, for people. */
export type Readiness = { readonly ready: boolean; readonly because: readonly string[] };

export type ReadinessOptions = {
  /** What the worker does: `running`, or what it does instead, e.g. `starting`. */
  readonly state: () => string;
  /** Resolves when the Temporal server has answered. */
  readonly askServer: () => Promise<unknown>;
  readonly timeoutMs?: number;
  readonly cacheMs?: number;
};

const TIMEOUT_MS = 2_000;
/** However often it is asked for, the server is asked once in so long. */
const CACHE_MS = 5_000;
const NO_ANSWER = 'the Temporal server does not answer';

/** Whether this worker can work: it runs, and its server answers. */
export function createReadiness({
  state,
  askServer,
  timeoutMs = TIMEOUT_MS,
  cacheMs = CACHE_MS,
}: ReadinessOptions): () => Promise<Readiness> {
  let asked: { readonly at: number; readonly answers: Promise<boolean> } | undefined;
  const answers = (): Promise<boolean> => {
    const now = Date.now();
    if (asked === undefined || now - asked.at >= cacheMs)
      asked = { at: now, answers: answersWithin(askServer, timeoutMs) };
    return asked.answers;
  };
  return async () => {
    const doing = state();
    if (doing !== 'running') return { ready: false, because: [`the worker is ${doing}`] };
    return (await answers()) ? { ready: true, because: [] } : { ready: false, because: [NO_ANSWER] };
  };
}

const answersWithin = (askServer: () => Promise<unknown>, timeoutMs: number): Promise<boolean> =>
  Promise.race([
    askServer().then(
      () => true,
      () => false,
    ),
    sleep(timeoutMs, false, { ref: false }),
  ]);
