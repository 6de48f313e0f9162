import type { Need, SubjectNeeds } from '../../contract/attention.ts';
import { SYNC_ID } from '../../contract/ids.ts';
import { unmarked } from '../../contract/reports/text.ts';
import { count } from '../../contract/reports/words.ts';
import type { BlockedCommit } from '../../contract/sync.ts';
import { dropSubjects, NO_NEEDS, setNeeds } from './needs.ts';
import type { SyncState } from './state.ts';

const REWRITE = 'rewrite/';

/** Brings the list to what `sync` itself, and the rewrite that it started, wait for. */
export function refreshOwnNeeds(state: SyncState, now: number): void {
  const { needs: list = NO_NEEDS, rewrite } = state;
  const others = dropSubjects(
    list,
    ({ workflowId }) => workflowId.startsWith(REWRITE) && workflowId !== rewrite?.workflowId,
  );
  const withOwn = setNeeds(others, { workflowId: SYNC_ID, needs: listOwn(state, now) });
  state.needs = rewrite === undefined ? withOwn : setNeeds(withOwn, describeRewrite(state, rewrite, now));
}

function listOwn({ blockedCommit, refused, pausedBy }: SyncState, since: number): Need[] {
  const isWarning = (code: string): boolean => code.endsWith('(warning)');
  return [
    ...(blockedCommit === undefined
      ? []
      : [{ reason: 'approval', message: describeBlocked(blockedCommit), since } as const]),
    ...refused
      .filter(({ code }) => !isWarning(code))
      .map(({ path, line, column, code, message }) => ({
        ...({ reason: 'broken', place: `${path}:${line}:${column}` } as const),
        message: `${code}: ${unmarked(message)}`,
        since,
      })),
    ...(pausedBy === undefined
      ? []
      : [
          {
            reason: 'paused',
            message: `paused by ${unmarked(pausedBy)}: no commit is processed until \`npx showrunner resume\``,
            since,
          } as const,
        ]),
  ];
}

const describeBlocked = ({ commit, subject, orphaned, of, identity = [] }: BlockedCommit): string => {
  const reasons = [
    ...(orphaned === undefined ? [] : [`${orphaned} of ${of} episodes would lose their file`]),
    ...identity.map(unmarked),
  ];
  return `commit ${commit.slice(0, 10)} (${unmarked(subject)}) waits for \`npx showrunner accept\`: ${reasons.join('; ')}`;
};

function describeRewrite(
  { pendingApproval, rewritePausedBy }: SyncState,
  { workflowId, commit }: NonNullable<SyncState['rewrite']>,
  since: number,
): SubjectNeeds {
  const waits = pendingApproval?.commit === commit ? pendingApproval.changeKeys.length : 0;
  return {
    workflowId,
    needs: [
      ...(waits === 0
        ? []
        : [
            {
              reason: 'approval',
              message: `${count(waits, 'change')} of commit ${commit.slice(0, 10)} wait for \`npx showrunner approve\``,
              since,
            } as const,
          ]),
      ...(rewritePausedBy === undefined
        ? []
        : [
            {
              reason: 'paused',
              message: `paused by ${unmarked(rewritePausedBy)}, and so is every later rewrite: send the update \`resume\``,
              since,
            } as const,
          ]),
    ],
  };
}
