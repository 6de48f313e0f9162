import type { Repository } from '../../../clients/git/index.ts';
import type { Kept, KeptStore } from '../../../clients/git/kept.ts';
import { KEPT_FIELDS, type KeptField } from '../../../domain/changes/kept/entry.ts';
import { diffLines } from '../../../domain/changes/plan/diff-lines.ts';
import { type MarkerSettings, parseDescription } from '../../../domain/render/description/marker.ts';
import { type Desired, hashPicture } from '../../../domain/render/desired.ts';
import { renderAt } from '../../lib/render-at.ts';
import type { CommitWork, RecordedWrite } from './read-run.ts';

/** One field before and after a write; a description without its marker, a picture as a phrase. Absent: not known. */
export type FieldDiff = { readonly field: KeptField; readonly before?: string; readonly after?: string };

type Sources = {
  readonly repository: Repository;
  readonly store: KeptStore;
  readonly episodeId: string;
};
/** What a write put on YouTube last, field by field. */
type Values = Partial<Record<KeptField, string>>;
type ReadValues = (commit: string) => Promise<Values>;
type Reader = {
  readonly render: ReadValues;
  readonly readKept: (write: RecordedWrite, hash: string) => Promise<Values>;
};

/** Adds to each work what its writes changed. `works`: newest first, as they are returned. */
export async function addDiffs<Work extends CommitWork>(
  sources: Sources,
  works: readonly Work[],
): Promise<(Work & { readonly diffs: readonly FieldDiff[] })[]> {
  const reader = await createReader(sources);
  const known: Values = {};
  const added: (Work & { readonly diffs: readonly FieldDiff[] })[] = [];
  for (const work of works.toReversed()) {
    const diffs: FieldDiff[] = [];
    for (const write of work.writes) diffs.push(...(await diffWrite(reader, write, known)));
    added.unshift({ ...work, diffs });
  }
  return added;
}

/** Changes `known`. */
async function diffWrite(reader: Reader, write: RecordedWrite, known: Values): Promise<FieldDiff[]> {
  const after = await readAfter(reader, write);
  const kept = await readAll(write.kept.map((hash) => reader.readKept(write, hash)));
  const bases = await readAll(write.baseCommits.map((commit) => reader.render(commit)));
  const written = KEPT_FIELDS.filter((field) => write.fields?.includes(field) ?? field !== 'thumbnail');
  return written.flatMap((field) => {
    const before = kept[field] ?? known[field] ?? bases[field];
    const now = after[field];
    if (now !== undefined) known[field] = now;
    if (before === now) return [];
    return [
      { field, ...(before === undefined ? {} : { before }), ...(now === undefined ? {} : { after: now }) },
    ];
  });
}

const readAfter = (reader: Reader, write: RecordedWrite): Promise<Values> => {
  const { kept, from } = write.restored ?? {};
  return kept === undefined ? reader.render(from ?? write.commit) : reader.readKept(write, kept);
};

/** The last one that knows a field counts. */
const readAll = async (reads: readonly Promise<Values>[]): Promise<Values> =>
  Object.assign({}, ...(await Promise.all(reads))) as Values;

async function createReader({ repository, store, episodeId }: Sources): Promise<Reader> {
  const head = await repository.readCatalog(await repository.readHead()).catch(() => undefined);
  const forms = head?.catalog?.academy;
  const entries = new Map<string, Promise<readonly Kept[]>>();
  const listKept = (videoId: string): Promise<readonly Kept[]> => {
    const listed = entries.get(videoId) ?? store.list(videoId);
    entries.set(videoId, listed);
    return listed;
  };
  return {
    render: async (commit) => {
      const desired = await renderAt(repository, commit, { id: episodeId, aliases: [] });
      return desired === undefined ? {} : valuesOf(desired, commit);
    },
    readKept: async ({ videoId }, hash) => {
      const kept = videoId === undefined ? [] : await listKept(videoId);
      const found = kept.find((one) => one.hash === hash);
      return found === undefined ? {} : keptValues(found, forms);
    },
  };
}

const valuesOf = (desired: Desired, commit: string): Values => ({
  title: desired.title,
  description: desired.body,
  ...(desired.tags === undefined ? {} : { tags: desired.tags.join('\n') }),
  ...(desired.picture === undefined
    ? {}
    : { thumbnail: `drawn at commit ${commit.slice(0, 10)} (${hashPicture(desired)})` }),
});

function keptValues({ hash, entry }: Kept, forms: MarkerSettings | undefined): Values {
  if (entry.kind === 'picture') return { thumbnail: `kept as ${hash}, ${entry.picture.mimeType}` };
  const { title, description, tags } = entry.texts;
  const body =
    forms === undefined ? description : parseDescription({ videoId: entry.videoId, description }, forms).body;
  return { title, description: body, tags: tags.join('\n') };
}

/** Lines to print: `- ` before, `+ ` after. */
export function renderDiff({ field, before, after }: FieldDiff): string[] {
  const unknown = before === undefined ? ['- (not known)'] : [];
  const lines = diffLines(before ?? '', after ?? '');
  return [`  ${field}`, ...[...unknown, ...lines].map((line) => `    ${line}`)];
}
