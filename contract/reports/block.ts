import { type Text, text } from './text.ts';

/**
 * What a workflow reports to people, before it is text: the Temporal UI gets it as Markdown, a terminal as plain text. What is `string`
 * here is ours; what others wrote is in a Text.
 */
export type ReportBlock =
  | { readonly kind: 'fact'; readonly name: string; readonly value: Text }
  | { readonly kind: 'paragraph'; readonly strong?: Text; readonly text: Text }
  | {
      readonly kind: 'counts';
      readonly columns: readonly [name: string, number: string];
      readonly rows: readonly (readonly [string, number])[];
    }
  | {
      readonly kind: 'list';
      readonly strong?: Text;
      readonly text: Text;
      /** The first ones of `total`. An item may have several lines. */
      readonly items: readonly Text[];
      readonly total: number;
    }
  | {
      readonly kind: 'diff';
      readonly title: Text;
      /** Lines that others wrote. */
      readonly removed: readonly string[];
      readonly added: readonly string[];
    }
  | { readonly kind: 'choices'; readonly choices: readonly Choice[] }
  /** Updates that are always possible. Only the Temporal UI shows them: they are sent from there. */
  | {
      readonly kind: 'updates';
      readonly names: readonly string[];
      /** Absent: that of somebody who has nothing else to say. */
      readonly argument?: string;
      /** The workflow that takes them; absent: the one whose page it is. */
      readonly to?: string;
    };

/** What a person can do: by a command, by an update, or, with neither, in git. */
export type Choice = {
  readonly label: Text;
  readonly command?: readonly string[];
  readonly update?: Update;
};

/** `elsewhere`: not on the page that shows it. */
export type Update = {
  readonly name: string;
  readonly workflowId: string;
  readonly argument: string;
  readonly elsewhere?: true;
};

/** The argument of an update, ready to paste. */
export const renderArgument = (argument: Readonly<Record<string, unknown>> = {}): string =>
  JSON.stringify({ ...argument, by: 'your name' });

/** What to say of a paused workflow. `until`: what waits for the resume. */
export const describePause = (by: string, until: Text, workflowId: string): ReportBlock[] => [
  { kind: 'paragraph', strong: text`Paused`, text: text`by ${by}. ${until} until it is resumed.` },
  {
    kind: 'choices',
    choices: [{ label: text`Resume it`, update: { name: 'resume', workflowId, argument: renderArgument() } }],
  },
];
