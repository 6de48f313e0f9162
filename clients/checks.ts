import { type Finding, problem, type Verdict, warning } from '../domain/shared/finding.ts';
import { redact } from '../domain/shared/redact.ts';

/** What a check found, and what later checks need of it. */
export type Checked<T> = { readonly verdicts: readonly Verdict[]; readonly value?: T };

export type Check<T> = {
  /** Its name, one word or two with a hyphen. */
  readonly name: string;
  /** Who does not answer when its time is over: "Google does not answer". */
  readonly late: string;
  readonly run: (signal: AbortSignal) => Promise<Checked<T>>;
};

/** Runs checks, each within its time, and collects what they find. No check stops another one, whatever it throws. */
export type Checks = {
  /** @returns what later checks need; undefined when it failed */
  run<T>(check: Check<T>): Promise<T | undefined>;
  /** Adds verdicts that take no time. */
  add(name: string, ...verdicts: readonly Verdict[]): void;
  /** In the order in which they were found. */
  readonly findings: readonly Finding[];
};

export type ChecksOptions = {
  /** For one check. Default 3,000. */
  readonly checkMs?: number;
  /** For all checks, counted from now. Default 5,000. */
  readonly totalMs?: number;
};

const CHECK_MS = 3_000;
const TOTAL_MS = 5_000;

export function createChecks({ checkMs = CHECK_MS, totalMs = TOTAL_MS }: ChecksOptions = {}): Checks {
  const endsAt = performance.now() + totalMs;
  const findings: Finding[] = [];
  const record = (name: string, verdicts: readonly Verdict[], ms: number): void => {
    for (const verdict of verdicts) findings.push({ check: name, ...verdict, ms: Math.round(ms) });
  };
  return {
    findings,
    add: (name, ...verdicts) => record(name, verdicts, 0),
    run: async ({ name, late, run }) => {
      const startedAt = performance.now();
      const limitMs = Math.max(0, Math.min(checkMs, endsAt - startedAt));
      const { verdicts, value } = await runWithin(limitMs, late, run);
      record(name, verdicts, performance.now() - startedAt);
      return value;
    },
  };
}

/** Settles in time even when the work does not notice that it was aborted. */
async function runWithin<T>(
  limitMs: number,
  late: string,
  run: (signal: AbortSignal) => Promise<Checked<T>>,
): Promise<Checked<T>> {
  const ending = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), limitMs);
  });
  try {
    const checked = await Promise.race([run(ending.signal), timeout]);
    if (checked !== 'late') return checked;
    const seconds = (limitMs / 1000).toFixed(limitMs % 1000 === 0 ? 0 : 1);
    return { verdicts: [warning(`${late} within ${seconds} s`)] };
  } catch (error) {
    return { verdicts: [toVerdict(error)] };
  } finally {
    clearTimeout(timer);
    ending.abort();
  }
}

/** The fields of a Failure and of a RepositoryError. */
type Classified = { readonly kind?: string; readonly stopsGrants?: boolean; readonly exhausted?: boolean };

/** What passes by itself is a warning. A check is not repeated, so its text must not promise that. */
function toVerdict(error: unknown): Verdict {
  const text = redact(error instanceof Error ? error.message : String(error));
  const { kind, stopsGrants, exhausted } = (error ?? {}) as Classified;
  if (kind !== 'wait' || stopsGrants === true) return problem(text);
  return warning(exhausted === true ? text : `${text.split('. ')[0]}; try again later`);
}
