import type { Leftover } from '../../../domain/content/import/notes.ts';
import type { Problem } from '../../../domain/shared/problem.ts';

/** What happens to one file of the content; `notes` are lines for a person. */
export type Change = {
  readonly path: string;
  readonly action: 'new' | 'merge' | 'same';
  readonly notes: readonly string[];
};

/** What one file of notes comes to. `refused`: why nothing of it is written. */
export type ImportedNotes = {
  readonly file: string;
  readonly episode?: string;
  readonly changes: readonly Change[];
  readonly leftovers: readonly Leftover[];
  readonly faults: readonly Leftover[];
  readonly problems: readonly Problem[];
  readonly refused?: string;
};

/** Why one file of notes cannot be imported; the others can. */
export class RefusedNotes extends Error {
  override readonly name = 'RefusedNotes';
}
