import { monitorEventLoopDelay } from 'node:perf_hooks';
import { defined } from '../../domain/shared/defined.ts';
import { openAcademy, type TestAcademy, until } from '../support/academy.ts';
import { academyFiles, finishedFiles, videoIdOf } from '../support/academy-files.ts';
import type { Build } from '../support/build.ts';
import { SharedBranch } from './branch.ts';
import { type Draw, formatDraws, renderAttack } from './kinds.ts';

/** More at once would make the removal of their files look like a mistake, which asks a person. */
const KEEP = 3;
const FINISHED = 40;
/** The good author's video; the attacks claim another one. */
const VIDEO = 39;
/** "Within seconds", on a machine that runs other tests. */
const LIMIT_MS = 20_000;

export type HostileOutcome = {
  readonly attacks: number;
  /** How long each of the good author's commits took to the channel, in ms. */
  readonly waitedMs: readonly number[];
  /** The longest time that the worker's process did nothing else, in ms. */
  readonly stalledMs: number;
  /** The attacks before it. */
  readonly stalledBy: string;
  readonly peakMb: number;
  readonly error?: Error;
};

type HostileOptions = {
  /** Attacks between two commits of the good author. Absent: 5. */
  readonly between?: number;
  readonly build?: Build;
  readonly print?: (line: string) => void;
};

/** Pushes the attacks to the branch of an academy, where a good author corrects a video after every few of them. */
export async function runHostile(
  draws: readonly Draw[],
  { between = 5, ...options }: HostileOptions = {},
): Promise<HostileOutcome> {
  const files = { ...academyFiles(), ...withoutThumbnails(FINISHED), 'shows/evil.yaml': 'name: Evil\n' };
  const academy = await openAcademy({ files, ...defined({ build: options.build }) });
  const delay = monitorEventLoopDelay();
  const waitedMs: number[] = [];
  let [attacks, peak, stalled, stalledBy] = [0, 0, 0, ''];
  const measure = (): void => {
    peak = Math.max(peak, process.memoryUsage().rss);
    if (delay.max / 1e6 <= stalled) return;
    stalled = delay.max / 1e6;
    stalledBy = formatDraws(draws.slice(Math.max(0, attacks - between), attacks));
  };
  const end = (error?: Error): HostileOutcome => ({
    ...{ attacks, waitedMs, stalledMs: Math.round(stalled), stalledBy, peakMb: Math.round(peak / 1e6) },
    ...defined({ error }),
  });
  try {
    await academy.startWorker();
    await academy.waitUntilSynced();
    const branch = await SharedBranch.open(academy.content.folder, KEEP);
    delay.enable();
    for (const draw of draws) {
      await branch.attack(renderAttack(draw), draw.kind);
      attacks += 1;
      options.print?.(`${attacks} ${formatDraws([draw])}`);
      if (attacks % between === 0) waitedMs.push(await correct(academy, branch, attacks));
      measure();
    }
    return end();
  } catch (error) {
    const sync = await academy.sync().catch(String);
    const recent = formatDraws(draws.slice(Math.max(0, attacks - between - KEEP), attacks + 1));
    return end(
      new Error(
        `after ${attacks} attacks, ${waitedMs.length} good commits: ${String(error)}\n${JSON.stringify(sync)}\n${recent}`,
      ),
    );
  } finally {
    delay.disable();
    await academy.close();
  }
}

/** @returns how long it took from the push until the video said so, in ms */
async function correct(academy: TestAcademy, branch: SharedBranch, number: number): Promise<number> {
  const word = `corrected-${number}`;
  const [path, text] = Object.entries(withoutThumbnails(FINISHED))[VIDEO] ?? [];
  if (path === undefined) throw new Error('there is no episode to correct');
  await branch.commitGood(`say ${word}`, [{ path, data: `${text}description: ${word}\n` }]);
  const began = Date.now();
  await until(
    async () => (await academy.youtube.video(videoIdOf(VIDEO))).description,
    (description) => description.includes(word),
    LIMIT_MS,
  );
  return Date.now() - began;
}

const withoutThumbnails = (count: number): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(finishedFiles(count, () => 'ada')).map(([path, text]) => [
      path,
      `${text}thumbnail: keep\n`,
    ]),
  );
