import { chaptersBeyondEnd, unshownChapters } from './chapters.ts';
import { unreadableTitles } from './contrast.ts';
import type { ClaimRule, Rule } from './draft.ts';
import { duplicateAliases, duplicateClaims } from './duplicates.ts';
import { ambiguousMarkers } from './markers.ts';
import { idsThatDifferInCase, unusedGuests } from './names.ts';
import { overlappingStreams } from './overlaps.ts';
import { overriddenTexts } from './overrides.ts';
import { missingAvatars, missingThumbnails } from './pictures.ts';
import { unknownGuests, unknownHosts, unknownShows, unknownSponsors } from './references.ts';
import {
  misplacedPublications,
  missingStarts,
  missingVideos,
  startsAtEpoch,
  unclearStarts,
} from './schedule.ts';
import { unknownStreams } from './streams.ts';
import {
  unknownAcademyTemplate,
  unknownBlocks,
  unknownTemplates,
  unknownThumbnailTemplates,
} from './templates.ts';
import { formerNames, rawMarkdown, secondListsOfTimes } from './texts.ts';
import { unknownCategories, unknownLanguages } from './values.ts';

/** A file with a problem of one of these cannot be used as it is. */
export const REJECTING_RULES: readonly Rule[] = [
  unknownGuests,
  unknownHosts,
  unknownShows,
  unknownSponsors,
  unknownStreams,
  unknownTemplates,
  unknownThumbnailTemplates,
  unknownCategories,
  missingThumbnails,
  missingStarts,
  missingVideos,
  misplacedPublications,
  unclearStarts,
  startsAtEpoch,
];

/** The same, for files that no other rule rejected. */
export const CLAIM_RULES: readonly ClaimRule[] = [duplicateClaims];

/** A file with a problem of one of these is used, without the wrong part. */
export const WARNING_RULES: readonly Rule[] = [
  unknownAcademyTemplate,
  unknownBlocks,
  missingAvatars,
  unreadableTitles,
  duplicateAliases,
  ambiguousMarkers,
  unshownChapters,
  chaptersBeyondEnd,
  secondListsOfTimes,
  rawMarkdown,
  formerNames,
  unknownLanguages,
  overlappingStreams,
  idsThatDifferInCase,
  unusedGuests,
  overriddenTexts,
];
