import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { startBench } from '../../test/support/emulator-client.ts';
import { drawGreyPicture } from '../state/grey.ts';
import { findPython, PACKAGE } from './find-python.ts';

const python = findPython();
if (python === undefined)
  console.warn(
    `Skipped: Google's client for Python, as there is no Python with ${PACKAGE}; see CONTRIBUTING.md.`,
  );

/** A film of two chunks of 256 KiB and a rest. */
const FILM = 600_000;

test.skipIf(python === undefined)(
  "Google's client for Python lists, writes, uploads and deletes",
  async () => {
    const bench = await startBench();
    const folder = writeFiles();
    const videos = ['A', 'B', 'C'].map((title, index) => ({ id: `seeded-${index}`, title }));
    await bench.control('/seed', { videos });
    expect(await play(bench.url, folder)).toEqual({
      lists: {
        channel: 'UCshowrunnerlocal0000000',
        titles: ['C', 'B', 'A'],
        handle: { items: [{ id: 'UCshowrunnerlocal0000000' }] },
        categories: 20,
      },
      longList: { method: 'POST', ids: ['seeded-0'] },
      writes: { title: 'Renamed', synthetic: true, playlist: 'Q' },
      uploads: { id: expect.any(String), size: String(FILM), progress: [262_144, 524_288], simple: 'Simple' },
      batch: { good: ['seeded-1'], 'bad part': 400 },
      refusals: [
        [400, 'missingRequiredParameter'],
        [400, 'incompatibleParameters'],
        [400, 'invalidImage'],
        [404, 'videoNotFound'],
      ],
    });
    expect(await bench.control('/channel')).toMatchObject({
      videos: [
        { title: 'Film', privacyStatus: 'unlisted' },
        {},
        {},
        { title: 'A', hasCustomThumbnail: true },
      ],
      playlists: [],
    });
    // Three lists of channels, one of categories, two pages, four of videos; seven writes, and three pictures.
    expect(await bench.control('/quota')).toMatchObject({
      spent: 3 + 1 + 2 + 4 + 7 * 50 + 3 * 50,
      byMethod: { 'thumbnails.set': { calls: 3 }, 'videos.insert': { calls: 2, units: 0 } },
    });
    rmSync(folder, { recursive: true });
    await bench.close();
  },
);

function writeFiles(): string {
  const folder = mkdtempSync(join(tmpdir(), 'google-python-'));
  const picture = drawGreyPicture(64, 36, 10);
  writeFileSync(join(folder, 'picture.png'), picture);
  writeFileSync(join(folder, 'cut.png'), picture.subarray(0, picture.length - 20));
  writeFileSync(join(folder, 'film.mp4'), Buffer.alloc(FILM, 7));
  return folder;
}

async function play(url: string, folder: string): Promise<unknown> {
  const script = join(import.meta.dirname, 'client.py');
  const { stdout } = await promisify(execFile)(python ?? 'python3', [script, url, folder]);
  return JSON.parse(stdout);
}
