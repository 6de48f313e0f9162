import { openRepository } from '../../clients/git/index.ts';
import { planPendingApproval } from '../../domain/changes/approval/approval.ts';
import { compareCatalogs } from '../../domain/changes/plan/changes.ts';
import { excludeChanges } from '../../workflows/rewrite/approval.ts';
import { openRewrite } from '../../workflows/rewrite/state.ts';
import { MOST_PAIRS } from '../../workflows/sync/approvals.ts';
import { type Took, takenBy, time } from './statistics.ts';

/** What a plan that waits for a person took, and how many bytes its largest payloads have. */
export type WithholdTimes = {
  readonly pairs: number;
  readonly compare: Took;
  /** Hashing every pair, the checksum, the heads. */
  readonly withhold: Took;
  /** The same for a check, when the pairs are hashed. */
  readonly again: Took;
  readonly bytes: { readonly plan: number; readonly rewrite: number; readonly decided: number };
};

const [location = '', folder = '', base = '', head = ''] = process.argv.slice(2);
const now = Date.now();
const repository = await openRepository({ location, folder });
const [before, after] = [await repository.readCatalog(base), await repository.readCatalog(head)];
if (after.catalog === undefined) throw new Error('the generated content has no usable academy.yaml');
const approval = { ...after.catalog.academy.approval, episodes: 10 };
const catalog = { ...after.catalog, academy: { ...after.catalog.academy, approval } };
const decided = { approved: [], rejected: [] };
const compared = await time(async () => compareCatalogs({ base: before.catalog, head: catalog, now }));
const { changes } = compared.value;
const asked = await time(async () => planPendingApproval({ changes, catalog, priorDecisions: decided }));
const again = await time(async () => planPendingApproval({ changes, catalog, priorDecisions: decided }));
const begun = openRewrite({
  ...{ commit: head, subject: 'all', seq: 1, baseCommits: [base], total: changes.length, startedAt: now },
});
excludeChanges(begun, asked.value);
const times: WithholdTimes = {
  pairs: asked.value?.open?.changeKeys.length ?? 0,
  compare: takenBy(compared),
  withhold: takenBy(asked),
  again: takenBy(again),
  bytes: { plan: sizeOf(asked.value), rewrite: sizeOf(begun), decided: sizeOf(fillDecided()) },
};
console.log(JSON.stringify(times));

/** As much as `sync` ever keeps and hands over: approved and rejected pairs, and a question as large as this one. */
function fillDecided() {
  const pairs = Array.from({ length: MOST_PAIRS }, (_, index) => index.toString(16).padStart(10, '0'));
  const { checksum, changeKeys: open } = asked.value?.open ?? {};
  return { approved: pairs, rejected: pairs, pending: { commit: head, checksum, changeKeys: open } };
}

function sizeOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value) ?? '');
}
