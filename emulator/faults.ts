import { isRead } from './api/is-read.ts';

export const FAULT_KINDS = [
  'withhold',
  'drop',
  'status500',
  'status503',
  'html502',
  'rateLimit',
  'tooMany',
  'quotaGone',
  'quotaGone429',
  'uploadRateLimit',
  'staleRead',
  'authError',
  'invalidGrant',
  'delay',
  'refuse',
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

/** An error in YouTube's format or, with `body`, any text, such as HTML or an empty one. */
export type FaultRefusal = {
  readonly status: number;
  readonly reason: string;
  readonly message?: string | undefined;
  readonly domain?: string | undefined;
  readonly body?: string | undefined;
};

export type InjectedFault = {
  readonly id: number;
  /** `liveBroadcasts.insert`, `token`, or `*` for every API call. */
  readonly method: string;
  readonly kind: FaultKind;
  /** How many calls it still applies to. */
  readonly times: number;
  /** How many matching calls still pass before it applies. */
  readonly afterCalls: number;
  readonly delayMs: number;
  /** The answer of `refuse`. */
  readonly refusal?: FaultRefusal | undefined;
};

export type Faults = {
  add(fault: Omit<InjectedFault, 'id'>): InjectedFault;
  pending(): readonly InjectedFault[];
  /** Forgets all; answers that are being delayed are sent. */
  clear(): void;
  /** How long an answer is delayed: so many milliseconds, or until `clear`. */
  delay(ms: number): Promise<void>;
  /** The fault for this call, if any, the oldest first. Counts it as used. */
  next(method: string): InjectedFault | undefined;
};

export function createFaults(): Faults {
  let next = 1;
  let pending: InjectedFault[] = [];
  const delayed = new Set<() => void>();
  return {
    add(fault) {
      const numbered = { id: next, ...fault };
      next += 1;
      pending.push(numbered);
      return numbered;
    },
    pending: () => pending,
    clear() {
      pending = [];
      for (const send of delayed) send();
    },
    delay: (ms) =>
      new Promise((resolve) => {
        const send = (): void => {
          clearTimeout(timer);
          delayed.delete(send);
          resolve();
        };
        const timer = setTimeout(send, ms).unref();
        delayed.add(send);
      }),
    next(method) {
      const hit = pending.find((fault) => matches(fault, method) && fault.afterCalls === 0);
      pending = pending.map((fault) => (matches(fault, method) ? count(fault, fault === hit) : fault));
      pending = pending.filter(({ times }) => times > 0);
      return hit;
    },
  };
}

function count(fault: InjectedFault, isHit: boolean): InjectedFault {
  if (isHit) return { ...fault, times: fault.times - 1 };
  return { ...fault, afterCalls: Math.max(0, fault.afterCalls - 1) };
}

/** Some kinds apply only to some calls; `*` then means all of those. */
function matches({ method: wanted, kind }: InjectedFault, method: string): boolean {
  if (kind === 'invalidGrant') return method === 'token';
  if (kind === 'staleRead' && !isRead(method)) return false;
  if (kind === 'uploadRateLimit' && method !== 'thumbnails.set') return false;
  return wanted === '*' ? method !== 'token' : wanted === method;
}
