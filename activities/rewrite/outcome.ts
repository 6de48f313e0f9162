import type { ReconcileTarget, SliceResult } from '../../contract/rewrite.ts';

export type Count = keyof SliceResult['counts'];

/** What the comparison of one episode with YouTube came to: it is to be reconciled, or only counted. */
export type SliceOutcome =
  | { readonly target: ReconcileTarget }
  | { readonly count: Count; readonly note?: string };
