import { withEtag } from '../api/page.ts';
import { pickParts } from '../api/request.ts';

export type Category = { readonly id: string; readonly title: string; readonly assignable: boolean };

/** The categories of YouTube, and whether a video may have them. */
export const CATEGORIES: readonly Category[] = [
  { id: '1', title: 'Film & Animation', assignable: true },
  { id: '2', title: 'Autos & Vehicles', assignable: true },
  { id: '10', title: 'Music', assignable: true },
  { id: '15', title: 'Pets & Animals', assignable: true },
  { id: '17', title: 'Sports', assignable: true },
  { id: '18', title: 'Short Movies', assignable: false },
  { id: '19', title: 'Travel & Events', assignable: true },
  { id: '20', title: 'Gaming', assignable: true },
  { id: '21', title: 'Videoblogging', assignable: false },
  { id: '22', title: 'People & Blogs', assignable: true },
  { id: '23', title: 'Comedy', assignable: true },
  { id: '24', title: 'Entertainment', assignable: true },
  { id: '25', title: 'News & Politics', assignable: true },
  { id: '26', title: 'Howto & Style', assignable: true },
  { id: '27', title: 'Education', assignable: true },
  { id: '28', title: 'Science & Technology', assignable: true },
  { id: '29', title: 'Nonprofits & Activism', assignable: true },
  { id: '30', title: 'Movies', assignable: false },
  { id: '43', title: 'Shows', assignable: false },
  { id: '44', title: 'Trailers', assignable: false },
];

export const CATEGORY_PARTS = ['id', 'snippet'];

/** A `youtube#videoCategory`. */
export function renderCategory({ id, title, assignable }: Category, parts: ReadonlySet<string>) {
  return withEtag({
    kind: 'youtube#videoCategory',
    id,
    ...pickParts(parts, { snippet: () => ({ title, assignable, channelId: YOUTUBE }) }),
  });
}

/** The channel that the categories belong to. */
const YOUTUBE = 'UCBR8-60-B28hp2BmDPdntcQ';
