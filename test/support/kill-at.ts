import { appendFileSync } from 'node:fs';
import http from 'node:http';

/** Where during one write to YouTube the process is killed. */
export const KILL_POINTS = ['before it is sent', 'sent, no answer seen', 'answered, not recorded'] as const;
export type KillPoint = (typeof KILL_POINTS)[number];

export type KillPlan = {
  /** How many writes of this process pass before. */
  readonly after: number;
  readonly point: KillPoint;
  /** A file that gets one line: the call at which it was killed. */
  readonly report: string;
};

/**
 * Kills this process (SIGKILL to itself: nothing runs after it) at one exact point of one write. Before it is sent: no byte has left. No
 * answer seen: the answer's first line has arrived, so the write was applied, but none of our code has seen it. Not recorded: our code has
 * read the answer, and the process is about to do the next thing visible from outside: another call, or, by `onActivityEnd`, the activity's
 * report.
 */
export function killAtWrite({ after, point, report }: KillPlan): { onActivityEnd(): void } {
  let passed = 0;
  let answered: string | undefined;
  const die = (call: string): void => {
    appendFileSync(report, `${call}\n`);
    process.kill(process.pid, 'SIGKILL');
  };
  const dieIfAnswered = (): void => {
    if (answered !== undefined) die(answered);
  };
  http.request = new Proxy(http.request, {
    apply(send, self, args: Parameters<typeof http.request>) {
      dieIfAnswered();
      const call = nameWrite(args);
      if (call === undefined) return Reflect.apply(send, self, args);
      passed += 1;
      if (passed !== after + 1) return Reflect.apply(send, self, args);
      if (point === 'before it is sent') die(call);
      const request: http.ClientRequest = Reflect.apply(send, self, args);
      return request.prependOnceListener('response', () => {
        if (point === 'sent, no answer seen') die(call);
        answered = call;
      });
    },
  });
  return { onActivityEnd: dieIfAnswered };
}

const VERBS: Readonly<Record<string, string>> = { POST: 'insert', PUT: 'update', DELETE: 'delete' };

/** `videos.update` for PUT …/youtube/v3/videos; undefined if it is no write of the API. */
function nameWrite(args: readonly unknown[]): string | undefined {
  const [target, options] = args as [URL | string, http.RequestOptions];
  const path = /\/youtube\/v3\/(\w+)\/?(\w*)/.exec(new URL(target).pathname);
  const verb = VERBS[options.method ?? 'GET'];
  if (path === null || verb === undefined) return undefined;
  return `${path[1]}.${path[2] || verb}`;
}
