import type { Rule } from './draft.ts';
import { duplicateAliases, duplicateIds, duplicateVideos } from './duplicates.ts';
import { missingAvatars, missingThumbnails } from './pictures.ts';
import { unknownGuests, unknownHosts, unknownShows, unknownSponsors } from './references.ts';
import { missingStarts, missingVideos, unclearStarts } from './schedule.ts';
import { unknownStreams } from './streams.ts';
import { unknownTemplates } from './templates.ts';

/** Who breaks one of these cannot be used as it is. */
export const REFUSING: readonly Rule[] = [
  unknownGuests,
  unknownHosts,
  unknownShows,
  unknownSponsors,
  unknownStreams,
  unknownTemplates,
  missingThumbnails,
  missingStarts,
  missingVideos,
  unclearStarts,
  duplicateIds,
  duplicateVideos,
];

/** Who breaks one of these is told, and used without the part that is wrong. */
export const TELLING: readonly Rule[] = [missingAvatars, duplicateAliases];
