import type { NotesRead, ShowNotes } from '../../../domain/content/import/notes.ts';
import type { UsableContent } from '../../content/usable.ts';
import type { ExtraFile } from '../../content/worktree.ts';
import { createDrafts, type Drafts } from './drafts.ts';
import { compareEpisode, findEpisode, placeEpisode } from './episodes.ts';
import { createPeople, type People } from './people.ts';
import { findShowId, placeShow } from './shows.ts';
import { type Change, type ImportedNotes, RefusedNotes } from './step.ts';

export type NotesFile = { readonly file: string; readonly read: NotesRead };
export type ImportPlan = { readonly drafts: readonly ExtraFile[]; readonly files: readonly ImportedNotes[] };
type Input = {
  readonly content: UsableContent;
  readonly files: readonly NotesFile[];
  readonly show: string | undefined;
  /** Files of which nothing is to be written, and why. */
  readonly refused: ReadonlyMap<string, Pick<ImportedNotes, 'refused' | 'problems'>>;
};

/** What each file of notes comes to, one after the other: a guest of the first is known to the second. Nothing is written. */
export async function planImport(input: Input): Promise<ImportPlan> {
  const drafts = createDrafts(input.content.folder);
  const people = createPeople(input.content, drafts);
  const claims = new Map<string, string>();
  const files: ImportedNotes[] = [];
  for (const { file, read } of input.files) {
    const rest = { file, leftovers: read.leftovers, faults: read.faults, problems: [], changes: [] };
    const refused = input.refused.get(file);
    if (read.notes === undefined) files.push({ ...rest, refused: 'its front matter cannot be read' });
    else if (refused !== undefined) files.push({ ...rest, ...refused });
    else {
      const planned = await planNotes(input, { drafts, people, claims }, { file, notes: read.notes });
      // What a refused file drafted before is in the drafts: begin again without it.
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

type State = { readonly drafts: Drafts; readonly people: People; readonly claims: Map<string, string> };
type Planned = { readonly episode: string; readonly changes: readonly Change[] };

/** A text says why the notes are refused. */
async function planNotes(
  input: Input,
  state: State,
  { file, notes }: { file: string; notes: ShowNotes },
): Promise<Planned | string> {
  try {
    const showOf = () => findShowId(input.content, notes, input.show);
    const known = findEpisode(input.content, notes, showOf);
    claim(state.claims, file, [
      ...(notes.videoId === undefined ? [] : [`video ${notes.videoId}`]),
      ...(known === undefined ? [] : [known.id]),
      ...(known !== undefined || notes.number === undefined ? [] : [`number ${notes.number} of ${showOf()}`]),
    ]);
    if (known !== undefined) {
      const { ids, changes } = await placeGuests(state.people, notes);
      return { episode: known.id, changes: [...changes, compareEpisode(known, notes, ids)] };
    }
    const show = placeShow(input.content, state.drafts, notes, showOf());
    const { ids, changes } = await placeGuests(state.people, notes);
    const { id, ...episode } = placeEpisode(input.content, state.drafts, {
      notes,
      show: show.id,
      guests: ids,
    });
    return { episode: id, changes: [...(show.change ? [show.change] : []), ...changes, episode] };
  } catch (error) {
    if (error instanceof RefusedNotes) return error.message;
    throw error;
  }
}

function claim(claims: Map<string, string>, file: string, keys: readonly string[]): void {
  for (const key of keys) {
    const earlier = claims.get(key);
    if (earlier !== undefined) throw new RefusedNotes(`${earlier} is about the same episode (${key})`);
    claims.set(key, file);
  }
}

async function placeGuests(people: People, { guests }: ShowNotes) {
  const ids: string[] = [];
  const changes: Change[] = [];
  for (const guest of guests) {
    const placed = await people.place(guest);
    if (!ids.includes(placed.id)) ids.push(placed.id);
    changes.push(placed.change);
  }
  return { ids, changes };
}
