import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ImportedPlaylist } from '../../../domain/changes/import/imported-channel.ts';
import type { ChannelImport, KnownVideo } from '../../../domain/changes/import/plan-import.ts';
import type { Unproven } from '../../../domain/changes/import/prove-import.ts';
import type { LeftOnYouTube } from '../../../domain/changes/import/render-files.ts';
import { renderShell } from '../../../domain/shared/media/shell.ts';
import { type Printed, printLines } from '../../../domain/shared/media/terminal.ts';
import { count } from '../../lib/outcome.ts';

/** What an import did. `refused`: episodes that got no file. */
export type ImportReport = {
  readonly folder: string;
  readonly dryRun: boolean;
  readonly plan: ChannelImport;
  readonly refused: readonly Unproven[];
  /** Episodes whose new file does not render what YouTube shows: it changed while it was written. */
  readonly broken: readonly Unproven[];
  /** Files that name videos which the channel does not have. */
  readonly missing: readonly { readonly id: string; readonly videoId: string }[];
  readonly gone: readonly string[];
  /** Playlists of which YouTube hid some entries. */
  readonly hidden: readonly Pick<ImportedPlaylist, 'id' | 'title'>[];
  readonly units: number;
};

export function renderImport(report: ImportReport): Printed {
  const { plan } = report;
  return printLines([
    ...renderWritten(report),
    ...renderKnown(plan.known),
    ...renderLists(report),
    ...renderLeft(plan),
    ...renderProof(report),
    ...renderNext(report),
  ]);
}

function renderWritten({ plan, folder, dryRun }: ImportReport): string[] {
  const { files, shows, episodes } = plan;
  if (files.length === 0) return [`nothing new to write in ${folder}`];
  const parts = [
    ...(files.some(({ kind }) => kind === 'academy') ? ['academy.yaml'] : []),
    ...(shows.length > 0 ? [count(shows.length, 'show')] : []),
    count(episodes.length, 'episode'),
  ];
  const words = new Intl.ListFormat('en').format(parts);
  return [
    `${dryRun ? 'would write' : 'wrote'} ${words} in ${folder}`,
    ...shows.map(
      ({ id, playlistId, title }) => `  shows/${id}.yaml from the playlist "${title}" (${playlistId})`,
    ),
    ...some(episodes, SOME).map(({ path, videoId }) => `  ${path} (${videoId})`),
    ...rest(episodes, SOME, 'episode'),
  ];
}

function renderKnown(known: readonly KnownVideo[]): string[] {
  if (known.length === 0) return [];
  const differing = known.filter(({ differs }) => differs.length > 0);
  const same = known.length - differing.length;
  const head = `${count(known.length, 'video')} had a file before, which was not touched: ${format(same)} ${same === 1 ? 'says' : 'say'} what YouTube shows`;
  if (differing.length === 0) return [head];
  return [
    `${head}, ${format(differing.length)} differ:`,
    ...some(differing, MORE).map(({ id, differs }) => `  ${id}: ${differs.join(', ')}`),
    ...rest(differing, MORE, 'episode'),
  ];
}

function renderLists({ plan, missing, gone, hidden }: ImportReport): string[] {
  return [
    ...list(
      missing.map(({ id, videoId }) => `${id} (${videoId})`),
      'names a video that the channel does not have (any more):',
      'name videos that the channel does not have (any more):',
      'episode',
    ),
    ...list(
      plan.held.map(({ videoId, path }) => `${videoId} in ${path}`),
      'is only named by a file with problems, and got no other; see `npx showrunner validate`:',
      'are only named by files with problems, and got no others; see `npx showrunner validate`:',
      'video',
    ),
    ...list(
      gone,
      'is listed by YouTube but not returned (deleted, still processing, or of another channel), and got no file:',
      'are listed by YouTube but not returned (deleted, still processing, or of another channel), and got no files:',
      'video',
    ),
    ...list(
      hidden.map(({ id, title }) => `${title} (${id})`),
      'has entries that YouTube does not list (private or deleted videos of others):',
      'have entries that YouTube does not list (private or deleted videos of others):',
      'playlist',
    ),
  ];
}

function list(items: readonly string[], one: string, many: string, word: string): string[] {
  if (items.length === 0) return [];
  return [
    `${count(items.length, word)} ${items.length === 1 ? one : many}`,
    ...some(items, SOME).map((item) => `  ${item}`),
    ...rest(items, SOME, word),
  ];
}

const LEFT: Readonly<Record<LeftOnYouTube, string>> = {
  translations: 'title and description in languages that content cannot name',
  category: 'a category that no video may get any more',
  language: 'a language that content cannot name',
  tags: 'tags that YouTube would not take today',
  publication: 'the time at which it is published',
};

/** Nothing is lost silently. */
function renderLeft({ episodes }: ChannelImport): string[] {
  const lines = (Object.keys(LEFT) as LeftOnYouTube[]).flatMap((what) => {
    const of = episodes.filter(({ left }) => left.includes(what)).length;
    return of === 0 ? [] : [`  ${LEFT[what]}: ${count(of, 'video')}`];
  });
  return lines.length === 0 ? [] : ['no file can say this yet, and it stays on YouTube as it is:', ...lines];
}

function renderProof({ plan, refused, broken, units }: ImportReport): string[] {
  const all = plan.episodes.length + refused.length;
  const equal = plan.episodes.length - broken.length;
  return [
    '',
    ...(all === 0 ? [] : [`${format(equal)} of ${format(all)} files ${PROOF}`]),
    ...refused.map((one) => `  not written: ${describe(one)}`),
    ...broken.map((one) => `  not equal: ${describe(one)}`),
    `${count(units, 'unit')} spent on reading; nothing was written to YouTube`,
  ];
}

const PROOF = 'render title, description and tags as YouTube shows them, byte for byte';
const describe = ({ path, videoId, why }: Unproven): string => `${path} (${videoId}): ${why}`;
const format = (number: number): string => number.toLocaleString('en-US');

function renderNext({ plan, folder, dryRun }: ImportReport): string[] {
  if (plan.files.length === 0) return [];
  if (dryRun) return ['', 'Nothing was written: run it again without --dry-run.'];
  const git = resolve(folder) === process.cwd() ? ['git'] : ['git', '-C', folder];
  const folders = [...new Set(plan.files.map(({ path }) => path.split('/')[0] ?? path))];
  return [
    '',
    'Look at the files, then commit them:',
    ...(existsSync(join(folder, '.git')) ? [] : [`  ${renderShell([...git, 'init'])}`]),
    `  ${renderShell([...git, 'add', ...folders])}`,
    `  ${renderShell([...git, 'commit', '-m', 'Import the channel'])}`,
    'The videos are not handed over: Showrunner compares them with git and writes nothing to them.',
  ];
}

const SOME = 5;
const MORE = 20;
const some = <T>(items: readonly T[], most: number): readonly T[] => items.slice(0, most);
const rest = (items: readonly unknown[], most: number, word: string): string[] =>
  items.length <= most ? [] : [`  ... and ${count(items.length - most, `more ${word}`)}`];
