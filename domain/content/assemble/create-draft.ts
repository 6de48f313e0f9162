import { defined } from '../../shared/defined.ts';
import { freeze } from '../../shared/freeze.ts';
import { compareTexts, type Problem } from '../../shared/problem.ts';
import type { Steps } from '../../shared/steps.ts';
import { type RecordSource, recordSource } from '../catalog/sources.ts';
import { isThumbnailTemplate } from '../catalog/thumbnail-templates.ts';
import { kindOfPath } from '../parse/id.ts';
import { type ParsedFile, type ParsedFileOf, parseFile } from '../parse/parse.ts';
import {
  type Claimants,
  type Draft,
  type Entry,
  type MissingReference,
  type Moves,
  type Names,
  useOf,
} from '../rules/draft.ts';
import type { Kind } from '../schema/kinds.ts';

/** One content file at a commit: `blob` is git's object id of `text`; `lastGoodCommit` is the commit of a last valid version. */
export type SourceFile = {
  readonly path: string;
  readonly blob: string;
  readonly text: string;
  readonly lastGoodCommit?: string;
};

/** A cache of parsed files, by path and blob: a Map, or an LRU cache. */
export type ParsedFiles = {
  get(key: string): ParsedFile | undefined;
  set(key: string, parsed: ParsedFile): unknown;
};

/** `files`: records and templates. `blobs`: the object ids of every other file, by path from the repository's root. */
export type CatalogInput = {
  readonly commit: string;
  readonly files: readonly SourceFile[];
  readonly blobs: Readonly<Record<string, string>>;
  /** By path and blob; filled here, owned by the caller. */
  readonly cache?: ParsedFiles;
  /** The files that had the claims in `contested` first, by the names there. */
  readonly firstClaimants?: Claimants;
  /** Files of earlier commits, among `files` or `blobs`, and the files that may still use them. */
  readonly kept?: readonly MissingReference[];
  readonly moves?: Moves;
  /** When the commit was made, in ms since 1970; absent: everything is upcoming. */
  readonly now?: number;
};

type Read = { readonly source: SourceFile; readonly parsed: ParsedFile };
export type CreatedDraft = {
  readonly draft: Draft;
  readonly problems: readonly Problem[];
  readonly broken: readonly string[];
};

/** Parses each file by itself: records in the order of their paths, and the problems inside them. */
export function* createDraft(input: CatalogInput): Steps<CreatedDraft> {
  const sources = input.files.toSorted((a, b) => compareTexts(a.path, b.path));
  const reads: Read[] = [];
  for (const source of sources) {
    reads.push(...readSource(source, input.cache));
    yield;
  }
  const broken = reads.filter(({ parsed }) => parsed.record === undefined).map(({ source }) => source.path);
  const problems = reads.flatMap(({ parsed }) => parsed.problems);
  const draft = toDraft(reads, sources, input);
  if (reads.some(({ parsed }) => parsed.kind === 'academy')) return { draft, problems, broken };
  return { draft, problems: [...problems, missingAcademy], broken: [...broken, missingAcademy.path] };
}

const missingAcademy: Problem = {
  path: 'academy.yaml',
  line: 1,
  column: 1,
  code: 'missing-academy',
  message: 'expected academy.yaml at the root of the repository, found nothing',
};

function readSource(source: SourceFile, cache: ParsedFiles | undefined): Read[] {
  const kind = kindOfPath(source.path);
  if (kind === undefined) return [];
  const key = `${source.path}\n${source.blob}`;
  const known = cache?.get(key);
  if (known !== undefined) return [{ source, parsed: known }];
  const parsed = parseFile(kind, source.path, source.text);
  cache?.set(key, parsed);
  return [{ source, parsed }];
}

const listRemoved = (kept: readonly MissingReference[]): Draft['removed'] => ({
  files: new Set(kept.map(({ file }) => file)),
  uses: new Set(kept.map(useOf)),
  names: new Set(kept.map(({ file, reference }) => `${file}\n${reference.replace(/^guest /, '')}`)),
});

function toDraft(
  reads: readonly Read[],
  sources: readonly SourceFile[],
  { blobs, kept = [], moves = new Map(), now = 0 }: CatalogInput,
): Draft {
  const removed = listRemoved(kept);
  const own = reads.filter(({ source }) => !removed.files.has(source.path));
  const academy = selectEntries(reads, 'academy', removed.files)[0];
  return {
    ...defined({ academy: academy && recordSource(academy.record, withoutCommit(academy)) }),
    shows: selectEntries(reads, 'show', removed.files),
    guests: selectEntries(reads, 'guest', removed.files),
    sponsors: selectEntries(reads, 'sponsor', removed.files),
    episodes: selectEntries(reads, 'episode', removed.files),
    hasUnreadFiles: reads.some(({ parsed }) => parsed.record === undefined),
    names: {
      show: listNames(own, 'show'),
      guest: listNames(own, 'guest'),
      sponsor: listNames(own, 'sponsor'),
    },
    templates: readTemplates(sources),
    pages: readPages(sources),
    blobs: Object.assign(Object.create(null), blobs),
    removed,
    moves,
    now,
  };
}

let last: Draft['templates'] = freeze(Object.create(null));

/** Returns the same object while no template changes, as renderings are memoized by it. */
function readTemplates(sources: readonly SourceFile[]): Draft['templates'] {
  const templates: Record<string, string> = Object.create(null);
  for (const { path, text } of sources) if (/^templates\/.+\.liquid$/.test(path)) templates[path] = text;
  const paths = Object.keys(templates);
  const isSame =
    paths.length === Object.keys(last).length && paths.every((path) => templates[path] === last[path]);
  if (!isSame) last = freeze(templates);
  return last;
}

function readPages(sources: readonly SourceFile[]): Draft['pages'] {
  const pages: Record<string, string> = Object.create(null);
  for (const { path, text } of sources) if (isThumbnailTemplate(path)) pages[path] = text;
  return pages;
}

/** Commits share the academy's record, so it does not know which commit it came from. */
const withoutCommit = ({ path, place }: RecordSource): RecordSource => ({ path, place });

function selectEntries<K extends Kind>(
  reads: readonly Read[],
  kind: K,
  removed: ReadonlySet<string>,
): Entry<K>[] {
  return reads.flatMap(({ source, parsed }) => {
    if (!isKind(parsed, kind) || parsed.record === undefined) return [];
    const { path, blob, lastGoodCommit } = source;
    const id = ('id' in parsed.record ? parsed.record.id : undefined) ?? parsed.id;
    const { record, place } = parsed;
    const isRemoved = removed.has(path) ? true : undefined;
    return [{ id, path, blob, record, place, ...defined({ lastGoodCommit, isRemoved }) }];
  });
}

const isKind = <K extends Kind>(file: ParsedFile, kind: K): file is ParsedFileOf<K> => file.kind === kind;

/** Former ids are known ids too, also those of a broken file as far as they are readable. */
function listNames(reads: readonly Read[], kind: Kind): Names {
  const files = reads.map(({ parsed }) => parsed).filter((parsed) => parsed.kind === kind);
  const namesOf = (list: readonly ParsedFile[]) => new Set(list.flatMap(({ names }) => names));
  return {
    usable: namesOf(files.filter(({ record }) => record !== undefined)),
    unusable: namesOf(files.filter(({ record }) => record === undefined)),
  };
}
