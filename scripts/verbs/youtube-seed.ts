import { seedLocalYouTube } from '../../clients/youtube/seed-local.ts';
import type { Settings } from '../../config/settings.ts';
import type { Picture } from '../../domain/render/thumbnail/picture.ts';
import { createThumbnails } from '../../drawing/index.ts';
import { openContent } from '../content/open.ts';
import { CommandError, count, type Outcome } from '../outcome.ts';
import { type QuotaState, readControl } from '../youtube/control.ts';
import { findYouTube } from '../youtube/find.ts';

/** Fills the local YouTube as if all past episodes of the newest commit had been streamed; adds only what is missing. */
export async function seed(input: {
  settings: Settings;
  handWritten: boolean;
  now: number;
  url?: string;
}): Promise<Outcome> {
  const { settings, handWritten, now } = input;
  const url = await findYouTube(settings, input.url);
  await readControl<QuotaState>(url, 'quota');
  const repository = await openContent(settings);
  const { catalog } = await repository.readCatalog(await repository.readHead());
  if (catalog === undefined) throw new CommandError('no usable academy.yaml: run `npx showrunner validate`');
  const thumbnails = createThumbnails();
  try {
    const drawPicture = (picture: Picture) => thumbnails.draw(picture, repository.readBlob);
    const seeded = await seedLocalYouTube({ url, catalog, drawPicture, now, handWritten });
    const text = `${count(seeded.created, 'video')} put on ${url}, ${seeded.existing} were there already`;
    return { code: 0, text, json: { url, ...seeded } };
  } finally {
    await thumbnails.close();
  }
}
