import { FIELDS, type Field } from '../../content/ownership.ts';
import type { Desired } from '../../render/desired.ts';
import { defined } from '../../shared/defined.ts';
import { type MergeInput, mergeVideo } from '../merge/merge.ts';
import { diffLines } from '../plan/diff-lines.ts';
import { applyEdits } from './edit-yaml.ts';
import { desiredValue, liveValue } from './live-values.ts';
import { PROPOSE, type Proposal, type ProposeInput } from './propose.ts';
import { tryEdits } from './try-edits.ts';
import type { Adoption, KeptField, YamlEdit } from './types.ts';

export type AdoptInput = ProposeInput & {
  readonly desired: Desired;
  readonly bases?: readonly Desired[];
  /** Those that an operator named; absent: all that a person's hand is on. */
  readonly fields?: readonly Field[] | undefined;
};

/**
 * What a person wrote on YouTube as edits of the episode's file: with them, what is desired equals what is live. Each edit
 * is tried before it is told. Reads nothing, writes nothing.
 */
export function adoptLive(input: AdoptInput): Adoption {
  const { path } = input.episode.origin;
  const edits: YamlEdit[] = [];
  const kept: KeptField[] = [];
  for (const field of input.fields ?? findEdited(input)) {
    const found = adoptField(input, edits, field);
    if ('why' in found) kept.push({ field, why: found.why });
    else edits.push(...found.edits.map((edit) => ({ field, path, ...edit })));
  }
  const diff = diffLines(input.text.trimEnd(), applyEdits(input.text, edits).trimEnd()).join('\n');
  return { path, edits, kept, diff };
}

type Found = { readonly edits: readonly Proposal[] } | { readonly why: string };

function adoptField(input: AdoptInput, edits: readonly YamlEdit[], field: Field): Found {
  const { desired, live, catalog } = input;
  if (desired.policy.fields[field] === 'keep')
    return { why: 'it is "keep" under fields: YouTube has the word already' };
  const wanted = liveValue(input, catalog.academy, field);
  if (wanted !== undefined && wanted === desiredValue(desired, live, field)) return { edits: [] };
  const proposals = PROPOSE[field](input);
  if ('why' in proposals) return proposals;
  let why = 'the content cannot say it';
  for (const proposal of proposals) {
    const tried = tryEdits(input, [...edits, ...proposal]);
    if ('why' in tried) why = tried.why;
    else if (desiredValue(tried.desired, live, field) === wanted) return { edits: proposal };
  }
  return { why };
}

/** Fields that the merge leaves alone; of the others the stream, the only one that was read. */
function findEdited(input: AdoptInput): Field[] {
  const { desired, live, catalog, boundStream } = input;
  const merge: Partial<Record<Field, string>> = mergeVideo(toMerge(input));
  const isBoundElsewhere =
    boundStream !== undefined && desired.stream !== undefined && boundStream !== desired.stream;
  return FIELDS.filter((field) => {
    if (field === 'stream') return isBoundElsewhere && desired.policy.fields.stream === 'full';
    if (field === 'thumbnail' || field === 'playlists') return false;
    const isTheirs = merge[field] === 'edited' || merge[field] === 'unknown';
    return isTheirs && liveValue(input, catalog.academy, field) !== desiredValue(desired, live, field);
  });
}

const toMerge = ({ desired, bases, live, broadcast, catalog }: AdoptInput): MergeInput => ({
  desired,
  live,
  broadcast,
  forms: catalog.academy,
  ...defined({ bases }),
});
