import type { Repository } from '../../../clients/git/index.ts';
import type { Kept, KeptStore } from '../../../clients/git/kept.ts';
import { isKeptHash, type KeptField, type KeptTexts } from '../../../domain/changes/kept/entry.ts';
import { type Desired, ownershipOf } from '../../../domain/render/desired.ts';
import { parseInstant } from '../../../domain/shared/start-time.ts';
import type { Target } from '../../lib/episode-update.ts';
import { resolveCommit } from '../../lib/open-content.ts';
import { CommandError } from '../../lib/outcome.ts';
import { renderAt } from '../../lib/render-at.ts';

/** Something that can be written back. */
export type Candidate = {
  readonly source: { readonly kept: string } | { readonly from: string };
  /** For people. */
  readonly label: string;
  /** ISO 8601, UTC: when it was kept, or committed. */
  readonly at: string;
  /** Restored unless an operator names others. */
  readonly fields: readonly KeptField[];
  readonly texts?: KeptTexts;
  readonly picture?: { readonly bytes: Buffer; readonly mimeType: string };
  /** It has a picture that is drawn when it is uploaded. */
  readonly draws?: true;
};

export type RestoreSources = {
  readonly store: KeptStore;
  readonly repository: Repository;
  readonly target: Pick<Target, 'episode' | 'catalog' | 'position'>;
  /** All entries of its video, newest first. */
  readonly kept: readonly Kept[];
};

export type Wanted = { readonly from?: string | undefined; readonly before?: string | undefined };

/** What may be restored, newest first: by default what was kept. @throws CommandError */
export async function listCandidates(
  sources: RestoreSources,
  { from, before }: Wanted,
): Promise<Candidate[]> {
  const { repository, kept } = sources;
  if (from !== undefined) return [await findNamed(sources, from)];
  if (before === undefined) return Promise.all(kept.map((one) => toCandidate(sources, one)));
  const instant = parseBefore(before, sources);
  const entries = await Promise.all(
    kept.filter(({ entry }) => entry.at < instant).map((one) => toCandidate(sources, one)),
  );
  const commit = await repository.findCommitBefore(instant);
  const rendered = commit === undefined ? undefined : await renderCandidate(sources, commit);
  return [...entries, ...(rendered === undefined ? [] : [rendered])].toSorted((a, b) =>
    b.at.localeCompare(a.at),
  );
}

/** What no episode can be restored from is an error at once. @throws CommandError */
export async function assertWanted(repository: Repository, { from, before }: Wanted): Promise<void> {
  if (before !== undefined) parseTime(before, 'UTC');
  if (from !== undefined && !isKeptHash(from)) await resolveCommit(repository, from);
}

async function findNamed(sources: RestoreSources, from: string): Promise<Candidate> {
  const entry = isKeptHash(from) ? sources.kept.find(({ hash }) => hash === from) : undefined;
  if (entry !== undefined) return toCandidate(sources, entry);
  const commit = await resolveCommit(sources.repository, from);
  const candidate = await renderCandidate(sources, commit);
  if (candidate !== undefined) return candidate;
  throw new CommandError(
    `commit ${commit.slice(0, 10)} does not render ${sources.target.episode.id}: name another one`,
  );
}

async function toCandidate({ store, repository }: RestoreSources, kept: Kept): Promise<Candidate> {
  const { hash, entry } = kept;
  const { at, commit, by, fields } = entry;
  const subject = await repository.readSubject(commit).catch(() => 'no longer in the repository');
  const because = by === undefined ? '' : `, released by ${by}`;
  const label = `${hash}, kept ${at}, before commit ${commit.slice(0, 10)} "${subject}" overwrote it${because}`;
  const common = { source: { kept: hash }, label, at, fields };
  if (entry.kind === 'texts') return { ...common, texts: entry.texts };
  const { mimeType } = entry.picture;
  return { ...common, picture: { bytes: await store.readPicture(kept), mimeType } };
}

async function renderCandidate(
  { repository, target }: RestoreSources,
  commit: string,
): Promise<Candidate | undefined> {
  const desired = await renderAt(repository, commit, target.episode);
  if (desired === undefined) return undefined;
  const now = await renderAt(repository, target.position.commit, target.episode);
  const { title, body, tags = [] } = desired;
  return {
    source: { from: commit },
    label: `commit ${commit.slice(0, 10)} "${await repository.readSubject(commit)}"`,
    at: await repository.readTime(commit),
    fields: TEXTS.filter((field) => isSet(desired, field) && ownershipOf(now ?? desired, field) === 'full'),
    texts: { title, description: body, tags },
    ...(desired.picture === undefined ? {} : { draws: true as const }),
  };
}

const TEXTS = ['title', 'description', 'tags'] as const;
const isSet = ({ tags }: Desired, field: (typeof TEXTS)[number]): boolean =>
  field !== 'tags' || tags !== undefined;

/** A day without a time begins in the time zone of the episode's show. */
const parseBefore = (text: string, { target: { episode, catalog } }: RestoreSources): string =>
  parseTime(text, catalog.shows[episode.show ?? '']?.timezone ?? 'UTC');

function parseTime(text: string, zone: string): string {
  const instant = parseInstant(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00` : text, zone);
  if ('ms' in instant) return new Date(instant.ms).toISOString();
  throw new CommandError(`--before: expected 2026-11-29 or 2026-11-29T18:00:00Z, found "${text}"`);
}
