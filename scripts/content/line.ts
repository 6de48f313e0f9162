import { CommandError } from '../outcome.ts';

/** A text of one line, without white space around it. */
export function cleanLine(what: string, text: string): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  if (line === '') throw new CommandError(`${what}: expected some words, found nothing`);
  return line;
}
