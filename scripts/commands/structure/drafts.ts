import { stringify } from 'yaml';
import { applyEdits } from '../../../domain/changes/adopt/edit-yaml.ts';
import type { GuestProposal, SponsorProposal } from '../../../domain/changes/structure/records.ts';
import type {
  EpisodeProposal,
  ShowProposal,
  Structure,
} from '../../../domain/changes/structure/structure.ts';
import { renderGuestFile } from '../../../domain/content/show-notes/merge-guest.ts';
import type { ContentOnDisk } from '../../lib/content-on-disk.ts';
import { renderModeline } from '../../lib/modeline.ts';
import type { ExtraFile } from '../../lib/worktree.ts';

/** The files of one commit. `showId` undefined: of episodes without a show. */
export type ShowDrafts = { readonly showId: string | undefined; readonly drafts: readonly ExtraFile[] };

type Input = {
  readonly content: Pick<ContentOnDisk, 'folder' | 'catalog'>;
  readonly structure: Structure;
  /** The files of shows, by path. */
  readonly showFiles: ReadonlyMap<string, string>;
  readonly isWanted: (episode: EpisodeProposal) => boolean;
};

/** The files that the wanted proposals change, for each show; a new record belongs to the first show that names it. */
export function draftShows({ content, structure, showFiles, isWanted }: Input): ShowDrafts[] {
  const used = new Set<string>();
  return structure.shows.flatMap((show) => {
    const episodes = show.episodes.filter((one) => one.text !== undefined && isWanted(one));
    if (episodes.length === 0) return [];
    const fresh = listRecords(structure, show, episodes).filter(({ path }) => !used.has(path));
    for (const { path } of fresh) used.add(path);
    const drafts = [
      ...fresh.map(({ path, kind, render }) => ({
        path,
        text: `${renderModeline({ folder: content.folder, path, kind })}${render()}`,
      })),
      ...draftShow(content, show, showFiles),
      ...episodes.map(({ path, text = '' }) => ({ path, text })),
    ];
    return [{ showId: show.showId, drafts }];
  });
}

type Draft = { readonly path: string; readonly kind: 'guest' | 'sponsor'; readonly render: () => string };

/** New records that these episodes name. */
function listRecords(
  { guests, sponsors }: Structure,
  { hosts = [] }: ShowProposal,
  episodes: readonly EpisodeProposal[],
): Draft[] {
  const named = new Set([
    ...hosts.map((id) => `guests/${id}.yaml`),
    ...episodes.flatMap(({ fields }) => [
      ...(fields?.guests ?? []).map((guest) => `guests/${typeof guest === 'string' ? guest : guest.id}.yaml`),
      ...(fields?.hosts ?? []).map((id) => `guests/${id}.yaml`),
      ...(fields?.sponsors ?? []).map((one) => `sponsors/${typeof one === 'string' ? one : one.id}.yaml`),
    ]),
  ]);
  const drafts = [
    ...guests.flatMap((guest): Draft[] =>
      guest.exists
        ? []
        : [{ path: `guests/${guest.id}.yaml`, kind: 'guest', render: () => renderGuest(guest) }],
    ),
    ...sponsors.flatMap(({ id, sponsor, exists }): Draft[] =>
      exists ? [] : [{ path: `sponsors/${id}.yaml`, kind: 'sponsor', render: () => renderSponsor(sponsor) }],
    ),
  ];
  return drafts.filter(({ path }) => named.has(path));
}

/** Other spellings are a comment: a person decides which of them are former names. */
export const renderGuest = ({ draft, spellings }: GuestProposal): string =>
  `${renderGuestFile(draft)}${
    spellings.length === 0
      ? ''
      : `# Texts also say the following. If these are former names or slips:\n# formerNames: ${JSON.stringify(spellings)}\n`
  }`;

const renderSponsor = (sponsor: SponsorProposal['sponsor']): string => stringify(sponsor, { lineWidth: 0 });

function draftShow(
  { catalog }: Input['content'],
  { showId, template, hosts, follow, neighbours }: ShowProposal,
  showFiles: Input['showFiles'],
): ExtraFile[] {
  const path = catalog.shows[showId ?? '']?.origin.path;
  const text = path === undefined ? undefined : showFiles.get(path);
  const edits = [
    ...(hosts === undefined ? [] : [{ key: ['hosts'], value: hosts }]),
    ...(template === undefined ? [] : [{ key: ['description'], value: template }]),
    ...(follow === undefined ? [] : [{ key: ['follow'], value: follow }]),
    ...(neighbours === undefined ? [] : [{ key: ['neighbours'], value: neighbours }]),
  ];
  return path === undefined || text === undefined || edits.length === 0
    ? []
    : [{ path, text: applyEdits(text, edits) }];
}
