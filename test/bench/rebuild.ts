import { WORKFLOWS } from '../../contract/ids.ts';
import { withEndings } from './endings.ts';
import { readQuota } from './local-youtube.ts';
import type { BenchOptions, Measure, Row } from './row.ts';
import { openStage, type Stage } from './stage.ts';
import { seconds } from './statistics.ts';

/** The first sync of a channel that is already right, and the same after everything but git and YouTube is lost. */
export const measureRebuild: Measure = async (options) => [
  await measureFirst(options.quick ? 200 : 2000, options),
  await measureLoss(options.quick ? 100 : 500, options),
];

const measureFirst = (count: number, { tell }: BenchOptions): Promise<Row> =>
  withEndings(async (later) => {
    const stage = await openStage({ later, content: contentOf(count) });
    tell(`${count} videos were known`);
    const { spent } = await readQuota(stage.youtubeUrl);
    const started = await countEpisodes(stage);
    const goal = Math.ceil(count / 50) + 1;
    return {
      what: `first sync of ${count} known videos`,
      measured: `${spent} units, ${started} workflows of episodes`,
      goal: `${goal} units, 0 workflows`,
      kept: spent <= goal && started === 0,
    };
  });

const measureLoss = (count: number, { tell }: BenchOptions): Promise<Row> =>
  withEndings(async (later) => {
    const stage = await openStage({ later, content: contentOf(count) });
    const before = await readQuota(stage.youtubeUrl);
    const startedAt = performance.now();
    await stage.loseAllState();
    await stage.settled(stage.repository.head);
    const ms = performance.now() - startedAt;
    const after = await readQuota(stage.youtubeUrl);
    tell(`${count} episodes stand again`);
    const writes = countWrites(after) - countWrites(before);
    const goal = Math.ceil(count / 50) + 1;
    return {
      what: `rebuild of ${count} episodes after all state is lost, server and worker started`,
      measured: `${seconds(ms)}, ${after.spent - before.spent} units, ${writes} writes`,
      goal: `${goal} units, 0 writes`,
      kept: after.spent - before.spent <= goal && writes === 0,
    };
  });

const contentOf = (count: number) => ({ episodes: count, guests: 20, finished: count });

const countEpisodes = async (stage: Stage): Promise<number> =>
  (await stage.life().client.workflow.count(`WorkflowType = '${WORKFLOWS.episode}'`)).count;

const countWrites = ({ byMethod }: Awaited<ReturnType<typeof readQuota>>): number =>
  Object.entries(byMethod).reduce(
    (sum, [method, { calls }]) => (method.endsWith('.list') ? sum : sum + calls),
    0,
  );
