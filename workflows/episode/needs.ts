import { getExternalWorkflowHandle } from '@temporalio/workflow';
import { type Need, type NeedReason, needsChanged } from '../../contract/attention.ts';
import { episodeWorkflowId, SYNC_ID } from '../../contract/ids.ts';
import { describeEditedFields } from '../../contract/reports/needs.ts';
import { defined } from '../../domain/shared/defined.ts';
import { patch } from '../patch.ts';
import { asksWhichItIs } from './duplicate-question.ts';
import { listRefusedNeeds } from './refused-steps.ts';
import type { EpisodeState } from './state.ts';

/** Brings `needs` to what the state says. A need that stays keeps its time. */
export function refreshNeeds(state: EpisodeState, now: number): void {
  const before = state.needs ?? [];
  const sinceOf = (reason: NeedReason): number => before.find((one) => one.reason === reason)?.since ?? now;
  const needs = listNeeds(state).map((need) => ({ since: sinceOf(need.reason), ...need }));
  patch(state, { needs: needs.length === 0 ? undefined : needs });
}

type Found = Omit<Need, 'since'> & Partial<Pick<Need, 'since'>>;

/** All that needs a person, the gravest first. */
export function listNeeds(state: EpisodeState): Found[] {
  const { attention, pausedBy, skippedFields: fields, whose = 'ours' } = state;
  const main: Found[] =
    attention === undefined ? [] : [{ reason: reasonOf(state), message: attention, ...causeOf(state) }];
  const edited: Found[] =
    fields.length === 0 || whose !== 'ours'
      ? []
      : [{ reason: 'edited', message: describeEditedFields(fields), fields }];
  const paused: Found[] =
    pausedBy === undefined
      ? []
      : [{ reason: 'paused', message: `paused by ${pausedBy}: send the update \`resume\`` }];
  const others = edited.length === 0 ? main : main.filter(({ reason }) => reason !== 'edited');
  return [...others, ...listRefusedNeeds(state), ...edited, ...paused];
}

function reasonOf(state: EpisodeState): NeedReason {
  const { phase, stalled, stallReason, failures, replaced, unbound } = state;
  if (asksWhichItIs(state)) return 'duplicate';
  if (stalled) return stallReason === 'vanished' ? 'vanished' : 'refused';
  if (phase === 'missed' || phase === 'overdue') return phase;
  if (failures > 0) return 'failed';
  if (unbound !== undefined && unbound === state.attention) return 'unbound';
  return replaced?.needsPerson === true && state.skippedFields.length === 0 ? 'replaced' : 'edited';
}

const causeOf = ({ stalled, stallReason }: EpisodeState): Pick<Found, 'cause'> =>
  stalled ? defined({ cause: stallReason }) : {};

/** Has its needs reported, whatever they are: `sync` may list something that this run does not know of. */
export const reportAgain = (state: EpisodeState): void => patch(state, { reportedNeeds: undefined });

/** Signals `sync` what it needs, if that differs from what was reported before. Runs of version 0.2 do not. */
export async function reportNeeds(state: EpisodeState): Promise<void> {
  const { episodeId, title, videoId, needs = [], setsReasons, reportedNeeds } = state;
  const now = JSON.stringify(needs.map(({ since: _since, ...need }) => need));
  if (setsReasons !== true || now === reportedNeeds) return;
  await getExternalWorkflowHandle(SYNC_ID)
    .signal(needsChanged, { workflowId: episodeWorkflowId(episodeId), title, needs, ...defined({ videoId }) })
    .then(() => patch(state, { reportedNeeds: now }))
    .catch(() => undefined);
}
