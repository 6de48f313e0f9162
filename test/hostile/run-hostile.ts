import { defined } from '../../domain/shared/defined.ts';
import { openAcademy, type TestAcademy, until } from '../support/academy.ts';
import { academyFiles, finishedFiles, videoIdOf } from '../support/academy-files.ts';
import type { Build } from '../support/build.ts';
import type { TestWorker } from '../support/spawn-worker.ts';
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
  /** Of the worker's process: the longest time that it did nothing else, in ms, and the attacks before it. */
  readonly stalledMs: number;
  readonly stalledBy: string;
  /** Of the worker's process. */
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
  const waitedMs: number[] = [];
  let [attacks, peakMb, stalledMs, stalledBy] = [0, 0, 0, ''];
  const measure = async (worker: TestWorker): Promise<void> => {
    const usage = await worker.readUsage();
    peakMb = usage.peakMb;
    if (usage.stalledMs <= stalledMs) return;
    stalledMs = usage.stalledMs;
    stalledBy = formatDraws(draws.slice(Math.max(0, attacks - between), attacks));
  };
  const end = (error?: Error): HostileOutcome => ({
    ...{ attacks, waitedMs, stalledMs, stalledBy, peakMb },
    ...defined({ error }),
  });
  try {
    const worker = await academy.spawnTestWorker();
    await academy.waitUntilSynced();
    const branch = await SharedBranch.open(academy.content.folder, KEEP);
    await worker.readUsage();
    for (const draw of draws) {
      await branch.attack(renderAttack(draw), draw.kind);
      attacks += 1;
      options.print?.(`${attacks} ${formatDraws([draw])}`);
      if (attacks % between !== 0) continue;
      waitedMs.push(await correct(academy, branch, attacks));
      await measure(worker);
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
