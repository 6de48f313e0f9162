import { formatTimestamp, shiftChapters } from '../../shared/chapters.ts';
import type { KeyPath } from '../../shared/key-path.ts';
import { describeFault } from '../../shared/messages.ts';
import type { ProblemCode } from '../../shared/problem.ts';
import type { Entry, Rule, RuleFault } from './draft.ts';
import { perRecord } from './per-record.ts';

/** YouTube accepts other chapters silently and shows none of them. See YouTube Help, "Video chapters". */
const FEWEST = 3;
const SHORTEST = 10;

type Record = Entry<'episode'>['record'];

/** Chapters of the recording begin at its start, are three or more, ascend, and are long enough. */
export const unshownChapters: Rule = ({ episodes }) => episodes.flatMap((episode) => ofOne(episode));

const ofOne = perRecord<'episode'>((record) => {
  if (record.chapters.length === 0) return [];
  return [...checkCount(record), ...checkStart(record), ...checkSteps(record)];
});

function checkCount(record: Record): RuleFault[] {
  const found = shiftChapters(record).length;
  if (found >= FEWEST) return [];
  const hint = 'Otherwise YouTube shows no chapters at all.';
  return [{ ...fault('chapters-too-few', ['chapters'], `at least ${FEWEST} chapters`, String(found)), hint }];
}

function checkStart(record: Record): RuleFault[] {
  const first = shiftChapters(record)[0];
  if (first === undefined || first.seconds === 0) return [];
  const offset = (record.chapterOffset ?? 0) === 0 ? '' : ', chapterOffset included';
  const found = `${formatTimestamp(first.seconds)}${offset}`;
  const hint = 'Otherwise YouTube shows no chapters at all.';
  return [
    { ...fault('chapters-start-late', timeOf(first.index), 'the first chapter at 00:00', found), hint },
  ];
}

function checkSteps(record: Record): RuleFault[] {
  const shown = shiftChapters(record);
  return shown.flatMap(({ seconds, index }, at) => {
    const before = shown[at - 1];
    if (before === undefined) return [];
    const step = seconds - before.seconds;
    const expected = `a time after ${formatTimestamp(before.seconds)}, the chapter before`;
    if (step <= 0) return [fault('chapters-unordered', timeOf(index), expected, formatTimestamp(seconds))];
    if (step >= SHORTEST) return [];
    const least = `at least ${SHORTEST} seconds after the chapter before`;
    return [fault('chapter-too-short', timeOf(index), least, String(step))];
  });
}

/** By the episode's own duration: what a show plans says nothing about a recording. One problem, however many chapters are late. */
export const chaptersBeyondEnd: Rule = ({ episodes }) => episodes.flatMap((episode) => beyondEnd(episode));

const beyondEnd = perRecord<'episode'>((record) => {
  const { duration } = record;
  if (duration === undefined) return [];
  const [first, ...more] = shiftChapters(record).filter(({ seconds }) => seconds >= duration);
  if (first === undefined) return [];
  const expected = `a time before the end at ${formatTimestamp(duration)}`;
  const others = more.length === 0 ? '' : `, and ${more.length} more`;
  const found = `${formatTimestamp(first.seconds)}${others}`;
  const hint = 'If the stream took longer, correct "duration:".';
  return [{ ...fault('chapter-beyond-end', timeOf(first.index), expected, found), hint }];
});

const timeOf = (index: number): KeyPath => ['chapters', index, 'time'];
const fault = (code: ProblemCode, key: KeyPath, expected: string, found: string): RuleFault => ({
  key,
  code,
  message: describeFault(key, expected, found),
});
