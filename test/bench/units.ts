import { writeGuest } from '../support/content.ts';
import { withCleanup } from './cleanup.ts';
import { type BenchEnvironment, openBenchEnvironment } from './environment.ts';
import { readQuota } from './local-youtube.ts';
import type { BenchRow, Measure } from './row.ts';

const COUNTS = [10, 50, 180];

/** Units by the local YouTube's own ledger: what a guest's correction costs, and what a commit without any meaning does. */
export const measureUnits: Measure = ({ print }) =>
  withCleanup(async (onCleanup) => {
    const stage = await openBenchEnvironment({
      onCleanup,
      content: { episodes: 185, guests: 20, finished: 180, regulars: COUNTS },
    });
    print('180 finished episodes are on YouTube');
    const rows: BenchRow[] = [];
    for (const count of COUNTS) rows.push(describeGuest(count, await spendOn(stage, correct(count))));
    rows.push(describeNothing('an empty commit', await spendOn(stage, {})));
    rows.push(describeNothing('a comment in a guest file', await spendOn(stage, COMMENT)));
    return rows;
  });

const correct = (count: number) => ({
  [`guests/regular-${count}.yaml`]: writeGuest(`Regular ${count}`, 'Director'),
});

const COMMENT = { 'guests/guest-0001.yaml': `# Nobody reads this.\n${writeGuest('Guest 0001')}` };

/** Units between a commit and the moment at which every episode has answered for it. */
async function spendOn(stage: BenchEnvironment, files: Readonly<Record<string, string>>): Promise<number> {
  const { spent } = await readQuota(stage.youtubeUrl);
  await stage.waitUntilSynced(await stage.repository.commit(files));
  return (await readQuota(stage.youtubeUrl)).spent - spent;
}

function describeGuest(count: number, units: number): BenchRow {
  const goal = 51 * count + Math.ceil(count / 50);
  const what = `units for a guest in ${count} finished episodes`;
  return { what, measured: String(units), goal: `${goal} (51 N + N/50)`, met: units <= goal };
}

const describeNothing = (what: string, units: number): BenchRow => ({
  what: `units of a sync that changes nothing: ${what}`,
  measured: String(units),
  goal: '0',
  met: units === 0,
});
