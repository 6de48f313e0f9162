import { unshownCaptions } from './captions.ts';
import { chaptersBeyondEnd, unshownChapters } from './chapters.ts';
import { unreadableTitles } from './contrast.ts';
import type { ClaimRule, Rule } from './draft.ts';
import { duplicateAliases, duplicateClaims } from './duplicates.ts';
import { EVERY_KIND, forKinds, type KindRule, ON_YOUTUBE } from './kinds.ts';
import { ambiguousMarkers } from './markers.ts';
import { movedFiles } from './moved.ts';
import { idsThatDifferInCase, unusedGuests } from './names.ts';
import { overriddenTexts } from './overrides.ts';
import { missingAvatars, missingThumbnails } from './pictures.ts';
import { unknownProfiles } from './profiles.ts';
import { unknownGuests, unknownHosts, unknownShows, unknownSponsors } from './references.ts';
import { replacedVideos } from './replaced.ts';
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
import { unlistedGuests } from './unlisted.ts';
import { misplacedTranslations, tagsWithCommas, unknownCategories, unknownLanguages } from './values.ts';

/** A file with a problem of one of these cannot be used as it is. */
export const REJECTING_RULES: readonly KindRule[] = [
  ...forKinds(EVERY_KIND, [
    unknownGuests,
    unknownHosts,
    unknownShows,
    unknownSponsors,
    unknownStreams,
    unknownTemplates,
    unknownThumbnailTemplates,
    missingThumbnails,
    misplacedPublications,
    replacedVideos,
    unclearStarts,
    movedFiles,
  ]),
  ...forKinds(ON_YOUTUBE, [unknownCategories, startsAtEpoch, tagsWithCommas, misplacedTranslations]),
  ...forKinds(['live'], [missingStarts]),
  ...forKinds(['video'], [missingVideos]),
];

/** The same, for files that no other rule rejected. Episodes of every kind have claims. */
export const CLAIM_RULES: readonly ClaimRule[] = [duplicateClaims];

/** A file with a problem of one of these is used, without the wrong part, unless that part is a file that was removed. */
export const REFERENCE_RULES: readonly Rule[] = [unknownAcademyTemplate, missingAvatars, unknownProfiles];

/** The same, for what is wrong in the files that exist. */
export const WARNING_RULES: readonly KindRule[] = [
  ...forKinds(EVERY_KIND, [
    unknownBlocks,
    unreadableTitles,
    duplicateAliases,
    ambiguousMarkers,
    formerNames,
    unlistedGuests,
    idsThatDifferInCase,
    unusedGuests,
  ]),
  ...forKinds(ON_YOUTUBE, [
    unshownChapters,
    chaptersBeyondEnd,
    secondListsOfTimes,
    rawMarkdown,
    unknownLanguages,
    overriddenTexts,
  ]),
  ...forKinds(['live'], [unshownCaptions]),
];
