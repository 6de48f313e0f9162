import type { CommitChanges, EpisodeChange } from './changes.ts';
import { PAGE_SIZE } from './costs.ts';
import { checksumOf } from './plan.ts';

/** A commit's plan as text for a terminal: one line an episode, a readable diff of its texts, and the sum. */
export function renderPlan(plan: CommitChanges, label: string): string {
  const { changes, orphaned } = plan;
  if (changes.length === 0 && orphaned.length === 0) return `${label}: nothing to do`;
  const lines = changes.flatMap((change) => [renderHead(change), ...renderDiff(change)]);
  const orphans = orphaned.map((id) => `! ${id}: no file names it any more; its video is left as it is`);
  return [label, '', ...lines, ...orphans, '', renderSum(plan)].join('\n');
}

/** `3 episodes, 154 units, checksum 1a2b3c4d5e6f`; the listing of finished videos included. */
export function renderSum({ changes }: CommitChanges): string {
  const finished = changes.filter((change) => change.finished && change.units > 0).length;
  const units = changes.reduce((sum, change) => sum + change.units, Math.ceil(finished / PAGE_SIZE));
  const count = changes.length === 1 ? '1 episode' : `${changes.length} episodes`;
  return `${count}, about ${units} units, checksum ${checksumOf(changes.map((change) => change.desired))}`;
}

function renderHead({ episodeId, fields, cause, base }: EpisodeChange): string {
  const sign = base === undefined ? '+' : '~';
  return `${sign} ${episodeId}: ${fields.join(', ')}${cause === 'shared' ? ' (shared cause)' : ''}`;
}

function renderDiff({ base, desired }: EpisodeChange): string[] {
  if (base === undefined)
    return [`    ${desired.title}${desired.start === undefined ? '' : `, ${desired.start}`}`];
  const title = base.title === desired.title ? [] : [`    - ${base.title}`, `    + ${desired.title}`];
  return [...title, ...diffLines(base.body, desired.body).map((line) => `    ${line}`)];
}

/** Lines that left and lines that came; order within the text is kept. */
export function diffLines(before: string, after: string): string[] {
  const [old, now] = [before.split('\n'), after.split('\n')];
  const [inOld, inNow] = [new Set(old), new Set(now)];
  const removed = old.filter((line) => !inNow.has(line)).map((line) => `- ${line}`);
  return [...removed, ...now.filter((line) => !inOld.has(line)).map((line) => `+ ${line}`)];
}
