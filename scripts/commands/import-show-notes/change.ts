import type { Leftover } from '../../../domain/content/show-notes/show-notes.ts';
import type { Problem } from '../../../domain/shared/problem.ts';

/** The change of one file of the content; `notes` are lines for people. */
export type Change = {
  readonly path: string;
  readonly action: 'new' | 'merge' | 'same';
  readonly notes: readonly string[];
};

/** The result for one file of notes. `refused`: why nothing of it is written. */
export type ImportedNotes = {
  readonly file: string;
  readonly episode?: string;
  readonly changes: readonly Change[];
  readonly leftovers: readonly Leftover[];
  readonly faults: readonly Leftover[];
  readonly problems: readonly Problem[];
  readonly refused?: string;
};

/** Why one file of notes cannot be imported; others still can. */
export class NotesRefusedError extends Error {
  override readonly name = 'NotesRefusedError';
}
