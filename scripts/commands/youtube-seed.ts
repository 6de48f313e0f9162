import { type Seeded, seedHandWritten, seedLocalYouTube } from '../../clients/youtube/seed-local.ts';
import type { Picture } from '../../domain/render/thumbnail/picture.ts';
import { printLines } from '../../domain/shared/media/terminal.ts';
import { createThumbnails } from '../../drawing/index.ts';
import { defineCommand } from '../lib/command.ts';
import { JSON_FLAG } from '../lib/flags.ts';
import { findLocalYouTube, type QuotaState, readControl } from '../lib/local-youtube.ts';
import { openContent } from '../lib/open-content.ts';
import { CommandError, count, type Outcome } from '../lib/outcome.ts';
import { readOwnSettings } from '../lib/settings.ts';

/**
 * Fills the local YouTube as if all past episodes of the newest commit had been streamed, or with a channel of many hand-written videos
 * that no file names; adds only what is missing.
 */
export const command = defineCommand({
  flags: {
    '--hand-written': 'texts as typed by hand, without our marker',
    '--videos <count>':
      'with --hand-written: so many finished videos of its own, 10 playlists and 4 upcoming streams, instead of the content',
    '--url <url>': 'the local YouTube to fill (default: the running one)',
    '--repository <folder>': 'the content, as last committed (default: the current folder)',
    ...JSON_FLAG,
  },
  run: async ({ handWritten = false, videos, url: wantedUrl, repository: location }, env) => {
    const invented = parseCount(videos, handWritten);
    const settings = readOwnSettings(env, { repository: location });
    const url = await findLocalYouTube(settings, wantedUrl);
    await readControl<QuotaState>(url, 'quota');
    if (invented !== undefined) return describe(url, await seedHandWritten(url, { videos: invented }));
    const repository = await openContent(settings);
    const { catalog } = await repository.readCatalog(await repository.readHead());
    if (catalog === undefined)
      throw new CommandError('academy.yaml is missing or invalid: run `npx showrunner validate`');
    const thumbnails = createThumbnails();
    try {
      const drawPicture = (picture: Picture) => thumbnails.draw(picture, repository.readBlob);
      const now = Date.now();
      const seeded = await seedLocalYouTube({ url, catalog, drawPicture, now, handWritten });
      return describe(url, seeded);
    } finally {
      await thumbnails.close();
    }
  },
});

function parseCount(videos: string | undefined, handWritten: boolean): number | undefined {
  if (videos === undefined) return undefined;
  if (!handWritten)
    throw new CommandError('--videos goes with --hand-written: the content says which videos there are');
  if (/^\d{1,4}$/.test(videos)) return Number(videos);
  throw new CommandError(`--videos: expected a number up to 9999, found "${videos}"`);
}

function describe(url: string, seeded: Seeded): Outcome {
  const text = `${count(seeded.created, 'video')} added to ${url}, ${seeded.existing} existed already`;
  return { code: 0, text: printLines([text]), json: { url, ...seeded } };
}
