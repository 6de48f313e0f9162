import { writeGuest } from '../support/content.ts';
import { withEndings } from './cleanup.ts';
import { openStage, type Stage } from './environment.ts';
import { readQuota } from './local-youtube.ts';
import type { Measure, Row } from './row.ts';

const COUNTS = [10, 50, 180];

/** Units by the local YouTube's own ledger: what a guest's correction costs, and what a commit without any meaning does. */
export const measureUnits: Measure = ({ tell }) =>
  withEndings(async (later) => {
    const stage = await openStage({
      later,
      content: { episodes: 185, guests: 20, finished: 180, regulars: COUNTS },
    });
    tell('180 finished episodes stand');
    const rows: Row[] = [];
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
async function spendOn(stage: Stage, files: Readonly<Record<string, string>>): Promise<number> {
  const { spent } = await readQuota(stage.youtubeUrl);
  await stage.settled(await stage.repository.commit(files));
  return (await readQuota(stage.youtubeUrl)).spent - spent;
}

function describeGuest(count: number, units: number): Row {
  const goal = 51 * count + Math.ceil(count / 50);
  const what = `units for a guest in ${count} finished episodes`;
  return { what, measured: String(units), goal: `${goal} (51 N + N/50)`, kept: units <= goal };
}

const describeNothing = (what: string, units: number): Row => ({
  what: `units of a sync that changes nothing: ${what}`,
  measured: String(units),
  goal: '0',
  kept: units === 0,
});
