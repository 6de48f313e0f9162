/** problem: it cannot work like this. warning: there is something to do. unknown: it was not checked, and why. */
export type FindingState = 'problem' | 'warning' | 'unknown' | 'fine';

/** What a check says: what is, why, and what to do. `of`: the one that it is about, where a check looks at several. */
export type Verdict = { readonly state: FindingState; readonly text: string; readonly of?: string };

/** One line of `doctor`. `ms`: how long its check took. */
export type Finding = Verdict & { readonly check: string; readonly ms: number };

export const problem = (text: string, of?: string): Verdict => create('problem', text, of);
export const warning = (text: string, of?: string): Verdict => create('warning', text, of);
export const unknown = (text: string, of?: string): Verdict => create('unknown', text, of);
export const fine = (text: string, of?: string): Verdict => create('fine', text, of);

const create = (state: FindingState, text: string, of: string | undefined): Verdict => ({
  state,
  text,
  ...(of === undefined ? {} : { of }),
});

export const FINDING_STATES: readonly FindingState[] = ['problem', 'warning', 'unknown', 'fine'];
