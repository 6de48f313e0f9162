import { readFile } from 'node:fs/promises';
import { createThumbnails, type Thumbnails } from '../../drawing/index.ts';
import { createDrawingProcess } from '../../drawing/process/drawing-process.ts';
import { drawAvatar } from './avatar.ts';
import { withCleanup } from './cleanup.ts';
import type { BenchOptions, BenchRow, Measure } from './row.ts';
import { median, milliseconds, time } from './statistics.ts';
import { openChromium } from './thumbnail-chromium.ts';
import { drawNaively } from './thumbnail-naive.ts';
import { pictureOf, titleOf } from './thumbnail-picture.ts';

const TWO_MB = 2 * 1024 * 1024;

type Rival = { readonly ms: number; readonly bytes: number };

/** A thumbnail with two faces: ours when warm, and what it would be without the work that went into it. */
export const measureThumbnail: Measure = (options) =>
  withCleanup(async (later) => {
    const avatars = [await drawAvatar(0), await drawAvatar(140)];
    const readBlob = async (blob: string): Promise<Buffer> => avatars[Number(blob.at(-1))] ?? Buffer.alloc(0);
    const thumbnails = createThumbnails();
    later(() => thumbnails.close());
    const ours = await measureOurs(thumbnails, readBlob, options);
    options.print(`ours: ${milliseconds(ours.ms)}`);
    const large = await measureLarge(readBlob, options);
    const naive = await repeat(options.quick ? 5 : 15, (run) => drawNaively(titleOf(run), avatars));
    options.print(`satori and resvg, naive: ${milliseconds(naive.ms)}`);
    const chromium = await measureChromium(avatars, options);
    return [
      ...describeOurs(ours),
      ...large,
      compare('satori and resvg, naive', ours, naive, 3),
      ...describeChromium(ours, chromium),
    ];
  });

type Ours = Rival & { readonly same: boolean };

async function measureOurs(
  thumbnails: Thumbnails,
  readBlob: (blob: string) => Promise<Buffer>,
  { quick }: BenchOptions,
): Promise<Ours> {
  const draw = (run: number) => thumbnails.draw(pictureOf(titleOf(run)), readBlob);
  const measured = await repeat(quick ? 20 : 50, async (run) => (await draw(run)).bytes);
  const hashes = new Set<string>();
  for (let run = 0; run < 5; run += 1) hashes.add((await draw(0)).sha256);
  return { ...measured, same: hashes.size === 1 };
}

/** In a process of its own, whose memory is the largest it had: what one size needs. */
async function measureLarge(
  readBlob: (blob: string) => Promise<Buffer>,
  { quick, print }: BenchOptions,
): Promise<readonly BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const size of ['1080p', '4k'] as const) {
    const drawing = createDrawingProcess({ timeoutMs: 60_000 });
    const readFile = ({ blob }: { readonly blob: string }) => readBlob(blob);
    const { ms, bytes } = await repeat(quick ? 5 : 20, async (run) => {
      const picture = { ...pictureOf(titleOf(run)), size };
      const answer = await drawing.run({ kind: 'draw', picture }, readFile);
      return answer.kind === 'drawn' ? answer.bytes : Buffer.alloc(0);
    });
    const peak = await readPeakMemory(drawing.pid());
    await drawing.close();
    print(`${size}: ${milliseconds(ms)}`);
    rows.push({
      what: `thumbnail in ${size} with two faces, warm: time, size, most memory of the drawing process`,
      measured: `${milliseconds(ms)}, ${Math.round(bytes / 1024)} KB, ${peak} MB`,
      goal: 'under 10 MB',
      met: bytes > 0 && bytes < TEN_MB,
    });
  }
  return rows;
}

const TEN_MB = 10_000_000;

/** Megabytes; Linux only. */
async function readPeakMemory(pid: number | undefined): Promise<string> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kilobytes = /^VmHWM:\s*(\d+) kB$/m.exec(status)?.[1];
  return kilobytes === undefined ? '?' : String(Math.round(Number(kilobytes) / 1024));
}

/** The median, after three that do not count. Each run has a title of its own. */
async function repeat(times: number, draw: (run: number) => Promise<Buffer>): Promise<Rival> {
  const runs: number[] = [];
  let bytes = 0;
  for (let run = -3; run < times; run += 1) {
    const { ms, value } = await time(() => draw(run + 3));
    bytes = value.length;
    if (run >= 0) runs.push(ms);
  }
  return { ms: median(runs), bytes };
}

const measureChromium = (avatars: readonly Buffer[], { quick }: BenchOptions): Promise<Rival | undefined> =>
  withCleanup(async (later) => {
    const chromium = await openChromium(avatars, later);
    return chromium === undefined ? undefined : repeat(quick ? 5 : 15, (run) => chromium.draw(titleOf(run)));
  });

const describeOurs = ({ ms, bytes, same }: Ours): BenchRow[] => [
  {
    what: 'thumbnail with two faces, warm: time, size',
    measured: `${milliseconds(ms)}, ${Math.round(bytes / 1024)} KB`,
    goal: 'under 2 MB',
    met: bytes < TWO_MB,
  },
  { what: 'thumbnail: the same bytes each time', measured: same ? 'yes' : 'no', goal: 'yes', met: same },
];

const describeChromium = (ours: Rival, chromium: Rival | undefined): BenchRow[] =>
  chromium === undefined
    ? [
        {
          what: 'thumbnail against a warm headless Chromium PNG',
          measured: 'no /usr/bin/chromium here',
          goal: '5 times',
        },
      ]
    : [compare('a warm headless Chromium PNG', ours, chromium, 5)];

function compare(rival: string, ours: Rival, theirs: Rival, goal: number): BenchRow {
  const times = theirs.ms / ours.ms;
  return {
    what: `thumbnail against ${rival}`,
    measured: `${times.toFixed(1)} times faster (${milliseconds(theirs.ms)}, ${Math.round(theirs.bytes / 1024)} KB)`,
    goal: `${goal} times`,
    met: times >= goal,
  };
}
