import type { QuotaStatus } from '../messages.ts';

/** Markdown for the Temporal UI. */
export function renderQuotaDetails(status: QuotaStatus, now: number): string {
  const spent = Object.values(status.spent).reduce((sum, units) => sum + units, 0);
  const rows = Object.entries(status.spent).map(([lane, units]) => `| ${lane} | ${units} |`);
  const waiters = status.waiters.map(
    ({ workflowId, lane, atLeast }) => `- \`${workflowId}\` waits for ${atLeast} units (${lane})`,
  );
  return [
    `**${spent + status.granted} of ${status.perDay}** units used or granted on ${status.day} (Pacific time). The last ${status.reserve} are kept for live work.`,
    `Resets at ${status.resetsAt}, in ${Math.max(0, Math.round((Date.parse(status.resetsAt) - now) / 60_000))} minutes.`,
    ['| lane | units |', '|---|---|', ...rows, `| granted, not settled | ${status.granted} |`].join('\n'),
    waiters.length === 0 ? 'Nobody waits.' : waiters.slice(0, 20).join('\n'),
  ].join('\n\n');
}
