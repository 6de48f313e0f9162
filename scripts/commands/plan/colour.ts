import { styleText } from 'node:util';
import type { Paint, Tone } from '../../../domain/changes/plan/text.ts';
import { printable } from '../../../domain/shared/media/printable.ts';

const STYLES: Readonly<Record<Tone, Parameters<typeof styleText>[0]>> = {
  strong: 'bold',
  quiet: 'dim',
  old: 'red',
  new: 'green',
  gone: ['red', 'bold', 'underline'],
  came: ['green', 'bold', 'underline'],
  warn: 'yellow',
};

/** Terminal colours, always: whether they are wanted is decided once, below. */
export const paintAnsi: Paint = (tone, text) =>
  styleText(STYLES[tone], printable(text), { validateStream: false });

/** Only a terminal gets colours, and none with `--no-color` or NO_COLOR (no-color.org: set to anything). */
export const isColourWanted = ({
  flag,
  noColor = '',
  isTerminal,
}: {
  readonly flag: boolean;
  readonly noColor: string | undefined;
  readonly isTerminal: boolean;
}): boolean => flag && isTerminal && noColor === '';
