import { SETTINGS } from '../../content/ownership.ts';
import type { Desired } from '../../render/desired.ts';
import { describeTranslations } from '../merge/translations.ts';
import { wantedSetting } from '../setting-values.ts';
import type { EpisodeChange } from './changes.ts';
import { type LineEdit, listEdits } from './diff-lines.ts';

/** One place of one field that changes: lines of a text, or values. Without either, only the field's name is shown. */
export type FieldEdit = LineEdit & { readonly field: string };

/** The same edit in several episodes. */
export type EditGroup = { readonly edit: FieldEdit; readonly episodes: readonly string[] };

/** Edits that always occur together, such as a guest's name and addresses. */
export type EditBundle = { readonly edits: readonly FieldEdit[]; readonly episodes: readonly string[] };

/** The edits of one episode that no other episode has. */
export type IndividualEdits = { readonly episodeId: string; readonly edits: readonly FieldEdit[] };

/** Edits that several episodes share, most common first; and the individual edits of each episode, in order. */
export function groupEdits(changes: readonly EpisodeChange[]): {
  readonly groups: readonly EditGroup[];
  readonly individual: readonly IndividualEdits[];
} {
  const all = changes.map((change) => ({ episodeId: change.episodeId, edits: editsOf(change) }));
  const met = new Map<string, { edit: FieldEdit; episodes: Set<string> }>();
  for (const { episodeId, edits } of all)
    for (const edit of edits) {
      const known = met.get(keyOf(edit)) ?? { edit, episodes: new Set<string>() };
      met.set(keyOf(edit), known);
      known.episodes.add(episodeId);
    }
  const isShared = (edit: FieldEdit): boolean => (met.get(keyOf(edit))?.episodes.size ?? 0) > 1;
  return {
    groups: [...met.values()]
      .filter(({ edit }) => isShared(edit))
      .map(({ edit, episodes }) => ({ edit, episodes: [...episodes] }))
      .sort(byReach),
    individual: all
      .map(({ episodeId, edits }) => ({ episodeId, edits: edits.filter((edit) => !isShared(edit)) }))
      .filter(({ edits }) => edits.length > 0),
  };
}

const keyOf = ({ field, removed, added }: FieldEdit): string => JSON.stringify([field, removed, added]);

/** Most episodes first; equal ones keep their order. */
const byReach = (a: EditGroup, b: EditGroup): number => b.episodes.length - a.episodes.length;

/** Bundles the groups with exactly the same episodes; edits stay in the order of the text. */
export function bundleGroups(groups: readonly EditGroup[]): readonly EditBundle[] {
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
function editsOf({ base, desired, fields }: EpisodeChange): readonly FieldEdit[] {
  if (base === undefined) return [];
  return fields.flatMap((field) => {
    const edits = (COMPARE[field] ?? nameOnly)(base, desired);
    return (edits.length === 0 ? nameOnly() : edits).map((edit) => ({ field, ...edit }));
  });
}

type Compare = (base: Desired, desired: Desired) => readonly LineEdit[];

const nameOnly = (): readonly LineEdit[] => [{ removed: [], added: [] }];

const compareValues =
  (read: (desired: Desired) => string | undefined): Compare =>
  (base, desired) => {
    const [old, now] = [read(base), read(desired)];
    if (old === now) return [];
    return [{ removed: old === undefined ? [] : [old], added: now === undefined ? [] : [now] }];
  };

const compareLists =
  (read: (desired: Desired) => readonly string[] | undefined): Compare =>
  (base, desired) => {
    const [old, now] = [read(base) ?? [], read(desired) ?? []];
    const removed = old.filter((value) => !now.includes(value));
    const added = now.filter((value) => !old.includes(value));
    return removed.length + added.length === 0 ? [] : [{ removed, added }];
  };

const describeAll = ({ localizations }: Desired): string =>
  describeTranslations(localizations, Object.keys(localizations ?? {})) ?? '';

/** How each field is compared; for any other field only its name is shown. */
const COMPARE: Readonly<Record<string, Compare>> = {
  title: compareValues(({ title }) => title),
  description: (base, desired) => listEdits(base.body, desired.body),
  tags: compareLists(({ tags }) => tags),
  categoryId: compareValues(({ categoryId }) => categoryId),
  language: compareValues(({ language }) => language),
  localizations: (base, desired) => listEdits(describeAll(base), describeAll(desired)),
  ...Object.fromEntries(
    SETTINGS.map((field) => [field, compareValues((desired) => wantedSetting(desired, field))]),
  ),
  start: compareValues(({ start }) => start),
  durationSeconds: compareValues(({ durationSeconds }) => `${Math.round(durationSeconds / 60)} minutes`),
  latency: compareValues(({ latency }) => latency),
  stream: compareValues(({ stream }) => stream),
  streamAfter: compareValues(({ streamAfter }) => streamAfter),
  visibility: compareValues(({ visibility }) =>
    visibility === undefined ? undefined : `${visibility.live}, then ${visibility.after}`,
  ),
  publishAt: compareValues(({ publishAt }) => publishAt),
  playlists: compareLists(({ playlists }) => playlists),
  status: compareValues(({ status }) => status),
  kind: compareValues(({ kind }) => kind),
  videoId: compareValues(({ videoId }) => videoId),
};
