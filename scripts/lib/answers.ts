import { resolve } from 'node:path';
import type { Settings } from '../../config/settings.ts';
import type { VerdictKind } from '../../contract/episode.ts';
import { parseFieldNames } from '../../domain/changes/parse-fields.ts';
import type { Paint } from '../../domain/changes/plan/text.ts';
import { printable, printableMessage } from '../../domain/shared/media/printable.ts';
import { renderShell } from '../../domain/shared/media/shell.ts';
import { type Printed, printLines } from '../../domain/shared/media/terminal.ts';
import type { Console } from './confirm.ts';
import { CommandError, count, type ExitCode } from './outcome.ts';
import type { Failed } from './preview-episodes.ts';
import type { Selection } from './select-episodes.ts';
import type { TemporalInput } from './temporal.ts';

/** The input of `overwrite` and `adopt`, the two answers to an edit, for one episode or many. */
export type AnswerInput = TemporalInput & {
  readonly selection: Selection;
  /** Names of fields; undefined: every field that is not overwritten now. */
  readonly fields: readonly string[] | undefined;
  readonly console: Console;
  readonly paint?: Paint | undefined;
};

/** @throws CommandError with a suggestion when a field name is misspelt */
export function assertFields(fields: readonly string[] | undefined): void {
  const named = parseFieldNames(fields);
  if (named.kind === 'refused') throw new CommandError(named.reason);
}

/** More episodes are only counted. */
export const MOST_SHOWN = 10;

/** The first ones, and how many more there are. */
export function listFirst<Item>(items: readonly Item[], render: (item: Item) => readonly string[]): string[] {
  const rest = items.length - MOST_SHOWN;
  return [
    ...items.slice(0, MOST_SHOWN).flatMap(render),
    ...(rest > 0 ? [`and ${count(rest, 'more episode')}`] : []),
  ];
}

/** An error comes before what is left to do. */
export const worstOf = (codes: readonly ExitCode[]): ExitCode =>
  codes.includes(1) ? 1 : codes.includes(2) ? 2 : 0;

/** Of one episode, by its verdict. */
export const exitCodeOf = (kind: VerdictKind): ExitCode => EXIT_CODES[kind];

const EXIT_CODES = {
  written: 0,
  unchanged: 0,
  'not-ours': 1,
  edited: 2,
  deferred: 2,
  stalled: 1,
  failed: 1,
} as const satisfies Readonly<Record<VerdictKind, ExitCode>>;

/** The fields of each episode as `title in 3, tags in 1`. */
export function countFields(episodes: readonly (readonly string[])[]): string {
  const counts = new Map<string, number>();
  for (const field of episodes.flat()) counts.set(field, (counts.get(field) ?? 0) + 1);
  return [...counts].map(([field, number]) => `${printable(field)} in ${number}`).join(', ');
}

/** All of them: a person must see each. */
export const describeFailed = (failed: readonly Failed[]): string[] =>
  failed.map(({ episodeId, why }) => `${episodeId}: ${printableMessage(why)}`);

/** What became of each: also what the workflow says of it. */
export const describeResults = (
  results: readonly { readonly episodeId: string; readonly kind: VerdictKind; readonly detail: string }[],
): Printed =>
  printLines(
    results.map(({ episodeId, kind, detail }) => `${episodeId}: ${kind}, ${printableMessage(detail)}`),
  );

export const describeUnlisted = (unlisted: number): string[] =>
  unlisted <= 0
    ? []
    : [
        `The last check counted ${count(unlisted, 'more edited video')} than it lists: run \`npx showrunner drift\`, then this again.`,
      ];

/** The same command again, with what it still needs. */
export function renderCommand(
  verb: string,
  { selection, fields, settings }: Pick<AnswerInput, 'selection' | 'fields' | 'settings'>,
  more: readonly string[],
): string {
  const { episodeIds, show, reason } = selection;
  return renderShell([
    ...['npx', 'showrunner', verb],
    ...episodeIds,
    ...(show === undefined ? [] : ['--show', show]),
    ...(reason === undefined ? [] : ['--reason', reason]),
    ...(fields === undefined ? [] : ['--field', ...fields]),
    ...describePlace(settings),
    ...more,
  ]);
}

/** Places that are not the defaults. */
const describePlace = ({ repository, state }: Settings): string[] => [
  ...(repository === process.cwd() ? [] : ['--repository', repository]),
  ...(state === resolve('.showrunner') ? [] : ['--state', state]),
];
