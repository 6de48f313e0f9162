import { seedLocalYouTube } from '../../clients/youtube/seed-local.ts';
import type { Picture } from '../../domain/render/thumbnail/picture.ts';
import { printLines } from '../../domain/shared/media/terminal.ts';
import { createThumbnails } from '../../drawing/index.ts';
import { defineCommand } from '../lib/command.ts';
import { JSON_FLAG } from '../lib/flags.ts';
import { findLocalYouTube, type QuotaState, readControl } from '../lib/local-youtube.ts';
import { openContent } from '../lib/open-content.ts';
import { CommandError, count } from '../lib/outcome.ts';
import { readOwnSettings } from '../lib/settings.ts';

/** Fills the local YouTube as if all past episodes of the newest commit had been streamed; adds only what is missing. */
export const command = defineCommand({
  flags: {
    '--hand-written': 'texts as typed by hand, without our marker',
    '--url <url>': 'the local YouTube to fill (default: the running one)',
    '--repository <folder>': 'the content, as last committed (default: the current folder)',
    ...JSON_FLAG,
  },
  run: async ({ handWritten = false, url: wantedUrl, repository: location }, env) => {
    const settings = readOwnSettings(env, { repository: location });
    const url = await findLocalYouTube(settings, wantedUrl);
    await readControl<QuotaState>(url, 'quota');
    const repository = await openContent(settings);
    const { catalog } = await repository.readCatalog(await repository.readHead());
    if (catalog === undefined)
      throw new CommandError('academy.yaml is missing or invalid: run `npx showrunner validate`');
    const thumbnails = createThumbnails();
    try {
      const drawPicture = (picture: Picture) => thumbnails.draw(picture, repository.readBlob);
      const now = Date.now();
      const seeded = await seedLocalYouTube({ url, catalog, drawPicture, now, handWritten });
      const text = `${count(seeded.created, 'video')} added to ${url}, ${seeded.existing} existed already`;
      return { code: 0, text: printLines([text]), json: { url, ...seeded } };
    } finally {
      await thumbnails.close();
    }
  },
});
