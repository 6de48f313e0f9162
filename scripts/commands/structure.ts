import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { commitFiles, listChangedFiles, readCommitter } from '../../clients/git/commit-files.ts';
import { openLocal } from '../../clients/git/local.ts';
import {
  type EpisodeProposal,
  type ShowProposal,
  type Structure,
  structureTexts,
} from '../../domain/changes/structure/structure.ts';
import type { Confidence } from '../../domain/changes/structure/types.ts';
import type { Catalog } from '../../domain/content/catalog/records.ts';
import { renderShell } from '../../domain/shared/media/shell.ts';
import { printLines } from '../../domain/shared/media/terminal.ts';
import { isError, renderProblemLines } from '../../domain/shared/problem.ts';
import { defineCommand } from '../lib/command.ts';
import { type ContentOnDisk, readContentOnDisk } from '../lib/content-on-disk.ts';
import { JSON_FLAG, REPOSITORY_FLAG } from '../lib/flags.ts';
import { findNewProblems } from '../lib/new-problems.ts';
import { CommandError, count, type Outcome } from '../lib/outcome.ts';
import { listProblems } from '../lib/problems.ts';
import { resolveEpisode } from '../lib/resolve-episode.ts';
import { assertShow } from '../lib/select-episodes.ts';
import { readOwnSettings } from '../lib/settings.ts';
import { findFreeSlug, renderSlug } from '../lib/slug.ts';
import { readWorktree } from '../lib/worktree.ts';
import { readTextsBefore, writeDrafts } from './import-show-notes/write-drafts.ts';
import { CONFIDENCES, renderCard } from './structure/card.ts';
import { draftShows, type ShowDrafts } from './structure/drafts.ts';

export const command = defineCommand({
  arguments: { '[episode]': 'its id, a former id, or its file' },
  flags: {
    '--show <id>': 'all episodes of a show with a verbatim description',
    '--write': 'write what prints the same text, and commit it: one commit per show',
    '--confidence <high|medium|low>': 'the least confidence that is written (default: medium)',
    ...REPOSITORY_FLAG,
    ...JSON_FLAG,
  },
  run: ({ episode, show, write = false, confidence = 'medium', repository }, env) =>
    structure({
      location: readOwnSettings(env, { repository }).repository,
      episode,
      showId: show,
      write,
      confidence,
    }),
});

type Input = {
  readonly location: string;
  readonly episode: string | undefined;
  readonly showId: string | undefined;
  readonly write: boolean;
  readonly confidence: Confidence;
};

/**
 * Proposes fields for episodes whose description is verbatim, each with the proof that they print the same text. Writes and commits
 * nothing without `write`. 0: nothing to write, or written; 2: there is something to write; 1: it cannot be written.
 */
export async function structure(input: Input): Promise<Outcome> {
  const content = await readContentOnDisk(input.location);
  const isSelected = selectEpisodes(content.catalog, input);
  const files = await readFiles(content.folder, Object.values(content.catalog.episodes));
  const found = structureTexts({
    catalog: content.catalog,
    files,
    findId: (name, isTaken) => findFreeId(content, name, isTaken),
  });
  const selected = found.shows.flatMap((show) => {
    const episodes = show.episodes.filter(({ id }) => isSelected(id));
    return episodes.length === 0 ? [] : [{ ...show, episodes }];
  });
  const isSure = ({ confidence }: EpisodeProposal): boolean =>
    CONFIDENCES.indexOf(confidence) <= CONFIDENCES.indexOf(input.confidence);
  const drafts = draftShows({
    content,
    structure: { ...found, shows: selected },
    showFiles: await readFiles(content.folder, Object.values(content.catalog.shows)),
    isWanted: isSure,
  });
  const commits = input.write ? await writeShows(input.location, content, drafts) : [];
  return render(input, { found, selected, drafts, commits });
}

/** @throws CommandError when nothing is selected, or there is no such episode or show */
function selectEpisodes(
  catalog: Catalog,
  { episode: name, showId, location }: Input,
): (id: string) => boolean {
  if ((name === undefined) === (showId === undefined))
    throw new CommandError('name an episode, or all of a show with --show SHOW');
  if (showId !== undefined) {
    assertShow(catalog, showId);
    return (id) => catalog.episodes[id]?.show === showId;
  }
  if (name !== undefined && Object.hasOwn(catalog.shows, name) && !Object.hasOwn(catalog.episodes, name))
    throw new CommandError(`"${name}" is a show: add --show ${name}`);
  const { episode } = resolveEpisode(
    { catalog, problems: [], place: location, readFile: unread },
    name ?? '',
  );
  if (episode.verbatim === undefined)
    throw new CommandError(
      `${episode.origin.path} has no verbatim description: there is nothing to structure`,
    );
  return (id) => id === episode.id;
}

const unread = (): Promise<Buffer> => Promise.reject(new Error('not read'));

type Recorded = { readonly origin: { readonly path: string } };

async function readFiles(folder: string, records: readonly Recorded[]): Promise<ReadonlyMap<string, string>> {
  const paths = records.map(({ origin }) => origin.path);
  const texts = await Promise.all(paths.map((path) => readFile(join(folder, path), 'utf8').catch(() => '')));
  return new Map(paths.map((path, at) => [path, texts[at] ?? '']));
}

/** A name that no file has, valid or not. */
const findFreeId = ({ exists }: ContentOnDisk, name: string, isTaken: (id: string) => boolean): string =>
  findFreeSlug(
    renderSlug(name, 'guest'),
    (id) => isTaken(id) || ['guests', 'sponsors'].some((folder) => exists(`${folder}/${id}.yaml`)),
  );

type Commit = { readonly showId: string | undefined; readonly commit: string; readonly files: number };

/** Everything is checked before anything is written. @throws CommandError */
async function writeShows(
  location: string,
  { folder }: ContentOnDisk,
  shows: readonly ShowDrafts[],
): Promise<Commit[]> {
  const all = shows.flatMap(({ drafts }) => drafts);
  if (all.length === 0) return [];
  const { git } = await openLocal({ location });
  const committer = await readCommitter(git);
  const changed = await listChangedFiles(git);
  const open = all.filter(({ path }) => changed.has(path)).map(({ path }) => path);
  if (open.length > 0)
    throw new CommandError('nothing was written, because files have changes that are not committed:', open);
  const before = listProblems(await readWorktree(location));
  const after = listProblems(await readWorktree(location, ...all));
  const errors = findNewProblems(before, after).filter(isError);
  if (errors.length > 0)
    throw new CommandError(
      'nothing was written, the content would be invalid:',
      errors.flatMap(renderProblemLines),
    );
  const commits: Commit[] = [];
  for (const { showId, drafts } of shows) {
    await writeDrafts(folder, drafts, await readTextsBefore(folder, drafts));
    const paths = drafts.map(({ path }) => path);
    const episodes = paths.filter((path) => path.startsWith('episodes/')).length;
    const message = `Structure ${count(episodes, 'description')}${showId === undefined ? '' : ` of ${showId}`}`;
    commits.push({
      showId,
      commit: await commitFiles(git, { paths, message, committer }),
      files: paths.length,
    });
  }
  return commits;
}

type Result = {
  readonly found: Structure;
  readonly selected: readonly ShowProposal[];
  readonly drafts: readonly ShowDrafts[];
  readonly commits: readonly Commit[];
};

function render(input: Input, { found, selected, drafts, commits }: Result): Outcome {
  const number = drafts.reduce((sum, one) => sum + one.drafts.length, 0);
  const isOpen = !input.write && number > 0;
  const { guests, sponsors } = found;
  return {
    code: isOpen ? 2 : 0,
    text: printLines([
      ...(selected.length === 0
        ? ['no description is verbatim: there is nothing to structure']
        : renderCard(found, selected)),
      ...describeEnd(input, number, commits),
    ]),
    json: { shows: selected, guests, sponsors, commits },
  };
}

function describeEnd(input: Input, number: number, commits: readonly Commit[]): string[] {
  if (commits.length > 0)
    return commits.map(({ commit, files }) => `committed ${count(files, 'file')}: ${commit.slice(0, 10)}`);
  if (number === 0) return ['nothing to write'];
  const words = [
    ...(input.episode === undefined ? ['--show', input.showId ?? ''] : [input.episode]),
    ...(input.confidence === 'medium' ? [] : ['--confidence', input.confidence]),
    '--write',
  ];
  return [
    `To write and commit ${count(number, 'file')}:`,
    `  ${renderShell(['npx', 'showrunner', 'structure', ...words])}`,
  ];
}
