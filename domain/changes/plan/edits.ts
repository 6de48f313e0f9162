import type { Desired } from '../../render/desired.ts';
import type { EpisodeChange } from './changes.ts';
import { type LineEdit, listEdits } from './diff-lines.ts';

/** One place of one field that changes: lines of a text, or values. Without either the field's name says all. */
export type FieldEdit = LineEdit & { readonly field: string };

/** The same edit in several episodes, told once. */
export type Group = { readonly edit: FieldEdit; readonly episodes: readonly string[] };

/** Edits that always go together, such as a guest's name and addresses. */
export type Bundle = { readonly edits: readonly FieldEdit[]; readonly episodes: readonly string[] };

/** What an episode has to itself. */
export type Alone = { readonly episodeId: string; readonly edits: readonly FieldEdit[] };

/** Edits that several episodes share, the most shared first; then what is left, episode by episode in their order. */
export function groupEdits(changes: readonly EpisodeChange[]): {
  readonly groups: readonly Group[];
  readonly alone: readonly Alone[];
} {
  const all = changes.map((change) => ({ episodeId: change.episodeId, edits: editsOf(change) }));
  const met = new Map<string, { edit: FieldEdit; episodes: Set<string> }>();
  for (const { episodeId, edits } of all)
    for (const edit of edits) {
      const known = met.get(nameOf(edit)) ?? { edit, episodes: new Set<string>() };
      met.set(nameOf(edit), known);
      known.episodes.add(episodeId);
    }
  const isShared = (edit: FieldEdit): boolean => (met.get(nameOf(edit))?.episodes.size ?? 0) > 1;
  return {
    groups: [...met.values()]
      .filter(({ edit }) => isShared(edit))
      .map(({ edit, episodes }) => ({ edit, episodes: [...episodes] }))
      .sort(byReach),
    alone: all
      .map(({ episodeId, edits }) => ({ episodeId, edits: edits.filter((edit) => !isShared(edit)) }))
      .filter(({ edits }) => edits.length > 0),
  };
}

const nameOf = ({ field, removed, added }: FieldEdit): string => JSON.stringify([field, removed, added]);

/** The widest first; equal ones as they were met. */
const byReach = (a: Group, b: Group): number => b.episodes.length - a.episodes.length;

/** One list of episodes is told once, with all that changes in just these; the edits stay in the text's order. */
export function bundleGroups(groups: readonly Group[]): readonly Bundle[] {
  const bundles = new Map<string, { edits: FieldEdit[]; episodes: readonly string[] }>();
  for (const { edit, episodes } of groups) {
    const key = episodes.join(' ');
    const known = bundles.get(key) ?? { edits: [], episodes };
    bundles.set(key, known);
    known.edits.push(edit);
  }
  return [...bundles.values()];
}

/** Field by field, in their order; a new episode has no edits. */
export function editsOf({ base, desired, fields }: EpisodeChange): readonly FieldEdit[] {
  if (base === undefined) return [];
  return fields.flatMap((field) => {
    const edits = (READ[field] ?? NOTHING)(base, desired);
    return (edits.length === 0 ? NOTHING() : edits).map((edit) => ({ field, ...edit }));
  });
}

type Read = (base: Desired, desired: Desired) => readonly LineEdit[];

const NOTHING = (): readonly LineEdit[] => [{ removed: [], added: [] }];

const compareValues =
  (read: (desired: Desired) => string | undefined): Read =>
  (base, desired) => {
    const [old, now] = [read(base), read(desired)];
    if (old === now) return [];
    return [{ removed: old === undefined ? [] : [old], added: now === undefined ? [] : [now] }];
  };

const compareLists =
  (read: (desired: Desired) => readonly string[] | undefined): Read =>
  (base, desired) => {
    const [old, now] = [read(base) ?? [], read(desired) ?? []];
    const removed = old.filter((value) => !now.includes(value));
    const added = now.filter((value) => !old.includes(value));
    return removed.length + added.length === 0 ? [] : [{ removed, added }];
  };

/** How each field reads; what is not here has nothing that says more than its name. */
const READ: Readonly<Record<string, Read>> = {
  title: compareValues(({ title }) => title),
  description: (base, desired) => listEdits(base.body, desired.body),
  tags: compareLists(({ tags }) => tags),
  categoryId: compareValues(({ categoryId }) => categoryId),
  language: compareValues(({ language }) => language),
  start: compareValues(({ start }) => start),
  durationSeconds: compareValues(({ durationSeconds }) => `${Math.round(durationSeconds / 60)} minutes`),
  latency: compareValues(({ latency }) => latency),
  stream: compareValues(({ stream }) => stream),
  streamAfter: compareValues(({ streamAfter }) => streamAfter),
  visibility: compareValues(({ visibility }) =>
    visibility === undefined ? undefined : `${visibility.live}, then ${visibility.after}`,
  ),
  playlists: compareLists(({ playlists }) => playlists),
  status: compareValues(({ status }) => status),
  kind: compareValues(({ kind }) => kind),
  videoId: compareValues(({ videoId }) => videoId),
};
