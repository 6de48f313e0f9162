import type { ParsedShowNotes, ShowNotes } from '../../../domain/content/show-notes/show-notes.ts';
import type { ContentOnDisk } from '../../lib/content-on-disk.ts';
import type { ExtraFile } from '../../lib/worktree.ts';
import { type Change, type ImportedNotes, NotesRefusedError } from './change.ts';
import { createDrafts, type Drafts } from './drafts.ts';
import { compareEpisode, draftEpisode, findEpisode } from './episodes.ts';
import { createPeople, type People } from './people.ts';
import { draftShow, resolveShowId } from './shows.ts';

export type NotesFile = { readonly file: string; readonly read: ParsedShowNotes };
export type ImportPlan = { readonly drafts: readonly ExtraFile[]; readonly files: readonly ImportedNotes[] };
type Input = {
  readonly content: ContentOnDisk;
  readonly files: readonly NotesFile[];
  readonly show: string | undefined;
  /** Files of notes that must not be written, with the reason. */
  readonly refused: ReadonlyMap<string, Pick<ImportedNotes, 'refused' | 'problems'>>;
};

/** Plans each file of notes in turn, so that the second finds guests of the first. Writes nothing. */
export async function planImport(input: Input): Promise<ImportPlan> {
  const drafts = createDrafts(input.content.folder);
  const people = createPeople(input.content, drafts);
  const fileByKey = new Map<string, string>();
  const files: ImportedNotes[] = [];
  for (const { file, read } of input.files) {
    const rest = { file, leftovers: read.leftovers, faults: read.faults, problems: [], changes: [] };
    const refused = input.refused.get(file);
    if (read.notes === undefined) files.push({ ...rest, refused: 'its front matter cannot be read' });
    else if (refused !== undefined) files.push({ ...rest, ...refused });
    else {
      const planned = await planNotes(input, { drafts, people, fileByKey }, { file, notes: read.notes });
      // The drafts contain what the refused file added before it was refused: start again without it.
      if (typeof planned === 'string')
        return planImport({
          ...input,
          refused: new Map([...input.refused, [file, { refused: planned, problems: [] }]]),
        });
      files.push({ ...rest, ...planned });
    }
  }
  return { drafts: drafts.list(), files };
}

type State = { readonly drafts: Drafts; readonly people: People; readonly fileByKey: Map<string, string> };
type Planned = { readonly episode: string; readonly changes: readonly Change[] };

/** Returns a text when the notes are refused: the reason. */
async function planNotes(
  input: Input,
  state: State,
  { file, notes }: { file: string; notes: ShowNotes },
): Promise<Planned | string> {
  try {
    const showOf = () => resolveShowId(input.content, notes, input.show);
    const known = findEpisode(input.content, notes, showOf);
    assertUnique(state.fileByKey, file, [
      ...(notes.videoId === undefined ? [] : [`video ${notes.videoId}`]),
      ...(known === undefined ? [] : [known.id]),
      ...(known !== undefined || notes.number === undefined ? [] : [`number ${notes.number} of ${showOf()}`]),
    ]);
    if (known !== undefined) {
      const { ids, changes } = await draftGuests(state.people, notes);
      return { episode: known.id, changes: [...changes, compareEpisode(known, notes, ids)] };
    }
    const show = draftShow(input.content, state.drafts, notes, showOf());
    const { ids, changes } = await draftGuests(state.people, notes);
    const { id, ...episode } = draftEpisode(input.content, state.drafts, {
      notes,
      show: show.id,
      guests: ids,
    });
    return { episode: id, changes: [...(show.change ? [show.change] : []), ...changes, episode] };
  } catch (error) {
    if (error instanceof NotesRefusedError) return error.message;
    throw error;
  }
}

/** @throws NotesRefusedError when an earlier file is about the same episode */
function assertUnique(fileByKey: Map<string, string>, file: string, keys: readonly string[]): void {
  for (const key of keys) {
    const earlier = fileByKey.get(key);
    if (earlier !== undefined) throw new NotesRefusedError(`${earlier} is about the same episode (${key})`);
    fileByKey.set(key, file);
  }
}

async function draftGuests(people: People, { guests }: ShowNotes) {
  const ids: string[] = [];
  const changes: Change[] = [];
  for (const guest of guests) {
    const { id, change } = await people.draft(guest);
    if (!ids.includes(id)) ids.push(id);
    changes.push(change);
  }
  return { ids, changes };
}
