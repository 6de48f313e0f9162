import type { EpisodeFacts } from '../contract/episode-calls.ts';
import type { Dependencies } from './dependencies.ts';

/** What `videoPages` is when it is absent. */
const YOUTUBE = 'https://youtu.be';

/** For results in histories: nothing for Google's YouTube. */
export const describePages = ({ videos }: Dependencies['pages']): Pick<EpisodeFacts, 'videoPages'> =>
  videos === YOUTUBE ? {} : { videoPages: videos };
