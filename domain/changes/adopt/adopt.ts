import { FIELDS, type Field } from '../../content/ownership.ts';
import type { Desired } from '../../render/desired.ts';
import { defined } from '../../shared/defined.ts';
import { judgeStanding, type Remembered } from '../hand-over.ts';
import { type MergeInput, mergeVideo } from '../merge/merge.ts';
import { diffLines } from '../plan/diff-lines.ts';
import { applyEdits } from './edit-yaml.ts';
import { desiredValue, liveValue } from './live-values.ts';
import { PROPOSE, type Proposal, type ProposeInput } from './propose.ts';
import { tryEdits } from './try-edits.ts';
import type { Adoption, NotAdopted, YamlEdit } from './types.ts';

export type AdoptInput = ProposeInput & {
  readonly desired: Desired;
  readonly bases?: readonly Desired[];
  readonly remembered?: Remembered | undefined;
  /** Fields that an operator named; absent: all fields that a person edited. */
  readonly fields?: readonly Field[] | undefined;
};

/**
 * Turns a person's changes on YouTube into edits of the episode's file, after which the desired state equals the live one. Each
 * edit is tested before it is returned. No I/O.
 */
export function adoptLive(input: AdoptInput): Adoption {
  const { path } = input.episode.origin;
  const edits: YamlEdit[] = [];
  const notAdopted: NotAdopted[] = [];
  for (const field of input.fields ?? findEdited(input)) {
    const found = adoptField(input, edits, field);
    if ('why' in found) notAdopted.push({ field, why: found.why });
    else edits.push(...found.edits.map((edit) => ({ field, path, ...edit })));
  }
  const diff = diffLines(input.text.trimEnd(), applyEdits(input.text, edits).trimEnd()).join('\n');
  return { path, edits, notAdopted, diff };
}

type Found = { readonly edits: readonly Proposal[] } | { readonly why: string };

function adoptField(input: AdoptInput, edits: readonly YamlEdit[], field: Field): Found {
  const { desired, live, catalog } = input;
  if (desired.policy.fields[field] === 'keep')
    return { why: 'it is "keep" under fields, so the value on YouTube stays anyway' };
  const wanted = liveValue(input, catalog.academy, field);
  if (wanted !== undefined && wanted === desiredValue(desired, live, field)) return { edits: [] };
  const proposals = PROPOSE[field](input);
  if ('why' in proposals) return proposals;
  let why = 'the content cannot express it';
  for (const proposal of proposals) {
    const tried = tryEdits(input, [...edits, ...proposal]);
    if ('why' in tried) why = tried.why;
    else if (desiredValue(tried.desired, live, field) === wanted) return { edits: proposal };
  }
  return { why };
}

/** Fields that the merge does not overwrite, and the stream, the only other field that was read. */
function findEdited(input: AdoptInput): Field[] {
  const { desired, live, catalog, boundStream } = input;
  const merge: Partial<Record<Field, string>> = mergeVideo(mergeInputOf(input));
  const isBoundElsewhere =
    boundStream !== undefined && desired.stream !== undefined && boundStream !== desired.stream;
  return FIELDS.filter((field) => {
    if (field === 'stream') return isBoundElsewhere && desired.policy.fields.stream === 'full';
    if (field === 'thumbnail' || field === 'playlists') return false;
    const isTheirs = merge[field] === 'edited' || merge[field] === 'unknown';
    return isTheirs && liveValue(input, catalog.academy, field) !== desiredValue(desired, live, field);
  });
}

const mergeInputOf = ({
  desired,
  bases,
  live,
  broadcast,
  catalog,
  episode,
  remembered,
}: AdoptInput): MergeInput => ({
  desired,
  live,
  standing: judgeStanding({ live, episode, settings: catalog.academy, remembered }),
  broadcast,
  forms: catalog.academy,
  ...defined({ bases }),
});
