import { createThumbnails, type Thumbnails } from '../../activities/thumbnails/index.ts';
import type { Picture } from '../../domain/picture/picture.ts';
import { drawAvatar } from './avatar.ts';
import { withEndings } from './endings.ts';
import type { BenchOptions, Measure, Row } from './row.ts';
import { median, milliseconds, time } from './statistics.ts';
import { openChromium } from './thumbnail-chromium.ts';
import { drawNaively } from './thumbnail-naive.ts';

const TITLE = 'Red Hat vs. Talos Systems';
const TWO_MB = 2 * 1024 * 1024;

type Rival = { readonly ms: number; readonly bytes: number };

/** A thumbnail with two faces: ours when warm, and what it would be without the work that went into it. */
export const measureThumbnail: Measure = (options) =>
  withEndings(async (later) => {
    const avatars = [await drawAvatar(0), await drawAvatar(140)];
    const thumbnails = createThumbnails();
    later(() => thumbnails.close());
    const ours = await measureOurs(thumbnails, avatars, options);
    options.tell(`ours: ${milliseconds(ours.ms)}`);
    const naive = await repeat(options.quick ? 5 : 15, () => drawNaively(TITLE, avatars));
    options.tell(`satori and resvg, naive: ${milliseconds(naive.ms)}`);
    const chromium = await measureChromium(avatars, options);
    return [
      ...describeOurs(ours),
      compare('satori and resvg, naive', ours, naive, 3),
      ...describeChromium(ours, chromium),
    ];
  });

type Ours = Rival & { readonly same: boolean };

async function measureOurs(
  thumbnails: Thumbnails,
  avatars: readonly Buffer[],
  { quick }: BenchOptions,
): Promise<Ours> {
  const readBlob = async (blob: string): Promise<Buffer> => avatars[Number(blob)] ?? Buffer.alloc(0);
  const hashes = new Set<string>();
  const draw = async (): Promise<Buffer> => {
    const { bytes, sha256 } = await thumbnails.draw(PICTURE, readBlob);
    hashes.add(sha256);
    return bytes;
  };
  const measured = await repeat(quick ? 20 : 50, draw);
  return { ...measured, same: hashes.size === 1 };
}

const PICTURE: Picture = {
  kind: 'drawn',
  template: 'versus',
  title: TITLE,
  show: 'Workbench',
  number: 12,
  background: ['#0b132b', '#1c2541'],
  accent: '#5bc0be',
  faces: [0, 1].map((index) => ({
    initials: '',
    hue: 0,
    avatar: { path: `guests/avatars/${index}.png`, blob: String(index) },
  })),
};

/** The median, after three that do not count. */
async function repeat(times: number, draw: () => Promise<Buffer>): Promise<Rival> {
  const runs: number[] = [];
  let bytes = 0;
  for (let run = -3; run < times; run += 1) {
    const { ms, value } = await time(draw);
    bytes = value.length;
    if (run >= 0) runs.push(ms);
  }
  return { ms: median(runs), bytes };
}

const measureChromium = (avatars: readonly Buffer[], { quick }: BenchOptions): Promise<Rival | undefined> =>
  withEndings(async (later) => {
    const chromium = await openChromium(avatars, later);
    return chromium === undefined ? undefined : repeat(quick ? 5 : 15, () => chromium.draw(TITLE));
  });

const describeOurs = ({ ms, bytes, same }: Ours): Row[] => [
  {
    what: 'thumbnail with two faces, warm: time, size',
    measured: `${milliseconds(ms)}, ${Math.round(bytes / 1024)} KB`,
    goal: 'under 2 MB',
    kept: bytes < TWO_MB,
  },
  { what: 'thumbnail: the same bytes each time', measured: same ? 'yes' : 'no', goal: 'yes', kept: same },
];

const describeChromium = (ours: Rival, chromium: Rival | undefined): Row[] =>
  chromium === undefined
    ? [
        {
          what: 'thumbnail against a warm headless Chromium PNG',
          measured: 'no /usr/bin/chromium here',
          goal: '5 times',
        },
      ]
    : [compare('a warm headless Chromium PNG', ours, chromium, 5)];

function compare(rival: string, ours: Rival, theirs: Rival, goal: number): Row {
  const times = theirs.ms / ours.ms;
  return {
    what: `thumbnail against ${rival}`,
    measured: `${times.toFixed(1)} times faster (${milliseconds(theirs.ms)}, ${Math.round(theirs.bytes / 1024)} KB)`,
    goal: `${goal} times`,
    kept: times >= goal,
  };
}
