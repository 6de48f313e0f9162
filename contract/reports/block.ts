/**
 * What a workflow reports to people, before it is text: the Temporal UI gets it as Markdown, a terminal as plain text.
 * Backticks in a text mark code.
 */
export type ReportBlock =
  | { readonly kind: 'fact'; readonly name: string; readonly value: string }
  | { readonly kind: 'paragraph'; readonly strong?: string; readonly text: string }
  | {
      readonly kind: 'counts';
      readonly columns: readonly [name: string, number: string];
      readonly rows: readonly (readonly [string, number])[];
    }
  | {
      readonly kind: 'list';
      readonly strong?: string;
      readonly text: string;
      /** The first ones of `total`. An item may have several lines. */
      readonly items: readonly string[];
      readonly total: number;
    }
  | {
      readonly kind: 'diff';
      readonly title: string;
      readonly removed: readonly string[];
      readonly added: readonly string[];
    }
  | { readonly kind: 'choices'; readonly choices: readonly Choice[] }
  /** Updates that are always possible. Only the Temporal UI shows them: they are sent from there. */
  | { readonly kind: 'updates'; readonly names: readonly string[] };

/** What a person can do: by a command, by an update, or, with neither, in git. */
export type Choice = {
  readonly label: string;
  readonly command?: string;
  readonly update?: Update;
};

export type Update = { readonly name: string; readonly workflowId: string; readonly argument: string };

/** The argument of an update, ready to paste. */
export const renderArgument = (argument: Readonly<Record<string, unknown>> = {}): string =>
  JSON.stringify({ ...argument, by: 'your name' });

/** What to say of a paused workflow. `until`: what waits for the resume. */
export const describePause = (by: string, until: string, workflowId: string): ReportBlock[] => [
  { kind: 'paragraph', strong: 'Paused', text: `by ${by}. ${until} until it is resumed.` },
  {
    kind: 'choices',
    choices: [{ label: 'Resume it', update: { name: 'resume', workflowId, argument: renderArgument() } }],
  },
];
