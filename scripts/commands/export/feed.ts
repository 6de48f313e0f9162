import { Feed } from 'feed';
import type { PublicCatalog, PublicEpisode } from '../../../domain/render/export/schema.ts';
import { defined } from '../../../domain/shared/defined.ts';
import { feedHtml, feedTitle } from '../../../domain/shared/media/feed.ts';
import { printable } from '../../../domain/shared/media/printable.ts';

type Input = {
  readonly catalog: PublicCatalog;
  readonly title: string;
  /** Where the feed will be found, so that it can name itself. */
  readonly address?: string | undefined;
  /** ms since 1970 */
  readonly now: number;
};

const MOST_ITEMS = 50;

/** A feed (RSS 2.0) of the newest episodes, newest first. */
export function renderFeed({ catalog, title, address, now }: Input): string {
  const { academy, episodes } = catalog;
  const feed = new Feed({
    title: printable(title),
    description: printable(`Episodes of ${title}`),
    link: academy.url ?? academy.channelUrl,
    updated: new Date(now),
    generator: 'Showrunner',
    ...(address === undefined ? {} : { feedLinks: { rss: new URL(address).href } }),
  });
  const newest = episodes.filter(({ start }) => start !== undefined).toReversed();
  for (const episode of newest.slice(0, MOST_ITEMS)) feed.addItem(describeItem(episode, catalog));
  return `${feed.rss2()}\n`;
}

/** An id that stays when titles and addresses change; a reader shows an item once. */
function describeItem(episode: PublicEpisode, { academy, shows }: PublicCatalog) {
  const { id, title, start = '', description = '' } = episode;
  const show = shows.find((one) => one.id === episode.show);
  return {
    title: feedTitle(title),
    guid: `${id}@${academy.channelId}`,
    link: episode.url ?? episode.watchUrl ?? academy.channelUrl,
    date: new Date(start),
    ...(description === '' ? {} : { description: feedHtml(description) }),
    ...defined({ category: show && [{ name: printable(show.name) }] }),
  };
}
