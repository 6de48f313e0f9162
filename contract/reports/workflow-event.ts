import { episodeWorkflowId, SYNC_ID } from '../ids.ts';
import type { WorkflowEvent } from '../workflow-event.ts';
import { count, describeTime } from './words.ts';

const EPISODE = episodeWorkflowId('');

/** What a workflow tells, as one line for a terminal. What others wrote in it is not escaped yet. */
export function describeWorkflowEvent(reported: WorkflowEvent, now: number): string {
  switch (reported.event) {
    case 'commit':
      return describeCommitTaken(reported);
    case 'synced':
      return `commit ${short(reported.commit)}: done${reported.needs === 0 ? '' : ` but for ${reported.needs}, which ${reported.needs === 1 ? 'needs' : 'need'} you: npx showrunner status`}`;
    case 'need':
      return describeNeed(reported);
    case 'cured':
      return `${subjectOf(reported)}: ${describeCure(reported)}`;
    case 'decided':
      return `${nameOf(reported.workflowId)}: ${reported.decision}`;
    case 'live':
      return `${reported.episodeId}: live${reported.videoId === undefined ? '' : ` (video ${reported.videoId})`}`;
    case 'ended':
      return `${reported.episodeId}: the stream has ended`;
    case 'no-units':
      return describeNoUnits(reported, now);
    case 'units-again':
      return `units: a new day, ${count(reported.perDay, 'unit')}; what waited goes on`;
  }
}

type Of<Event extends WorkflowEvent['event']> = Extract<WorkflowEvent, { readonly event: Event }>;

const short = (commit: string): string => commit.slice(0, 10);

const nameOf = (workflowId: string): string =>
  workflowId.startsWith(EPISODE) ? workflowId.slice(EPISODE.length) : workflowId;

function describeCommitTaken(reported: Of<'commit'>): string {
  const { commit, subject, author, usable, direct, indirect, compares, orphaned } = reported;
  const by = author === undefined ? '' : ` by ${author}`;
  const changes = [
    ...(direct === 0 ? [] : [`${count(direct, 'episode')} by their own file`]),
    ...(indirect === 0
      ? []
      : [`${count(indirect, 'episode')} ${compares ? 'compared with YouTube' : 'through a shared file'}`]),
    ...(orphaned.length === 0 ? [] : [`without a file now: ${listSome(orphaned)}`]),
  ];
  const effect = usable
    ? changes.join(', ') || 'changes no episode'
    : 'cannot be used, and nothing of it is done';
  return `commit ${short(commit)} "${subject}"${by}: ${effect}`;
}

const listSome = (ids: readonly string[]): string =>
  ids.length <= 3 ? ids.join(', ') : `${ids.slice(0, 3).join(', ')} and ${ids.length - 3} more`;

/** A broken file is its own subject. */
const subjectOf = ({ workflowId, place }: { workflowId: string; place?: string }): string =>
  place === undefined || workflowId !== SYNC_ID ? nameOf(workflowId) : place;

function describeNeed(reported: Of<'need'>): string {
  const { reason, message, more } = reported;
  if (more !== undefined) return `and ${more} more need you (${reason}): npx showrunner status`;
  return `${subjectOf(reported)}: needs you (${reason}): ${message}`;
}

function describeCure({ reason }: Of<'cured'>): string {
  if (reason === 'credentials') return 'the credentials work again';
  if (reason === 'channel') return 'the channel is the right one again';
  if (reason === 'broken') return 'valid again';
  if (reason === 'paused') return 'continues after the pause';
  return `no longer needs you (${reason})`;
}

function describeNoUnits({ lane, until, closed }: Of<'no-units'>, now: number): string {
  const when = until === undefined ? '' : `; more ${describeTime(until, now)}`;
  if (closed) return `units: YouTube says that today's are used up${when}`;
  const what =
    lane === 'live' ? 'what waits' : 'rewrites and checks that wait (the reserve is for live work)';
  return `units: too few left today for ${what}${when}`;
}
