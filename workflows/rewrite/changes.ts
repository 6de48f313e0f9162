import type { ChangedVideo, ChangesPage, WrittenVideo } from '../../contract/rewrite.ts';
import { printable } from '../../domain/shared/media/printable.ts';
import type { RewriteState } from './state.ts';

const PAGE = 20;

/** A page of what was changed, as the Temporal UI shows the answer of a query: JSON. Whatever is asked, there is a page. */
export function toChangesPage({ written = [], counts }: RewriteState, asked: unknown): ChangesPage {
  const of = Math.max(1, Math.ceil(written.length / PAGE));
  const page = Math.min(of, Math.max(1, parsePage(asked)));
  return {
    page,
    of,
    written: Math.max(counts.written, written.length),
    shown: written.length,
    next: describeNext(page, of, counts.written > written.length),
    videos: written.slice((page - 1) * PAGE, page * PAGE).map(toChangedVideo),
  };
}

/** A number, as a text or as the key of an object too: people type it. */
function parsePage(asked: unknown): number {
  const value = typeof asked === 'object' && asked !== null && 'page' in asked ? asked.page : asked;
  const number = Math.trunc(Number(value ?? 1));
  return Number.isFinite(number) ? number : 1;
}

function describeNext(page: number, of: number, isCut: boolean): string {
  if (page < of) return `the next page: the same query with the argument ${page + 1}`;
  return isCut
    ? 'the last page; of any other video: npx showrunner history EPISODE --diff'
    : 'the last page; all of one video: npx showrunner history EPISODE --diff';
}

function toChangedVideo({ episodeId, title, videoId, pages, did, changes = [] }: WrittenVideo): ChangedVideo {
  return {
    episode: printable(episodeId),
    ...(title === undefined ? {} : { title: printable(title) }),
    ...(videoId === undefined ? {} : { video: `${pages ?? 'https://youtu.be'}/${printable(videoId)}` }),
    did: printable(did),
    changes: changes.map(({ field, removed, added, more }) => ({
      field,
      before: removed.map(printable),
      after: added.map(printable),
      ...(more === undefined ? {} : { more }),
    })),
  };
}
