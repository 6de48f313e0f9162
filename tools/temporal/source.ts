import type { Log, ToolEnvironment } from './log.ts';

/** One way to come by the pinned binary when this machine has none. */
export interface Source {
  readonly how: 'download' | 'go';
  /** For people, e.g. "the official download". */
  readonly name: string;
  /** Puts the binary somewhere below `folder` and answers its path; an error says why it could not. */
  readonly make: (work: {
    readonly folder: string;
    readonly env: ToolEnvironment;
    readonly log: Log;
  }) => Promise<string>;
}
