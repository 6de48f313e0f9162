import type { Field } from '../../content/ownership.ts';
import { parseDescription } from '../../render/description/marker.ts';
import type { Desired } from '../../render/desired.ts';
import { defined } from '../../shared/defined.ts';
import { judgeStanding, type Remembered, type Standing } from '../hand-over.ts';
import { diffLines } from '../plan/diff-lines.ts';
import { listDifferences } from './differences.ts';
import { applyEdits } from './edit-yaml.ts';
import { estimateOverwrite } from './estimate-overwrite.ts';
import { findEdited } from './find-edited.ts';
import { describeFrozen, listFrozen } from './frozen.ts';
import { desiredValue, liveValue } from './live-values.ts';
import { PROPOSE, type ProposeInput } from './propose.ts';
import { shortenDifferences } from './shown.ts';
import { tryEdits } from './try-edits.ts';
import type { Adoption, NotAdopted, Proposal, YamlEdit } from './types.ts';
import { whoseVideo } from './whose.ts';

export type AdoptInput = ProposeInput & {
  readonly bases?: readonly Desired[];
  readonly remembered?: Remembered | undefined;
  /** Fields that an operator named; absent: all fields that a person edited. */
  readonly fields?: readonly Field[] | undefined;
  /** An operator chose this one of several videos: the file must name it. */
  readonly chosen?: boolean;
};

/**
 * Turns a person's changes on YouTube into edits of the episode's file, after which the desired state equals the live one. Each
 * edit is tested before it is returned. No I/O.
 */
export function adoptLive(input: AdoptInput): Adoption {
  const { catalog, episode, desired, live, text } = input;
  const { path } = episode.origin;
  const standing = standingOf(input);
  const edited = findEdited(input, standing);
  const fields = input.fields ?? [...edited.keys()];
  const adopted = refuseEmptying(input, adoptFields(input, fields));
  const edits = adopted.edits.map((edit) => ({ ...edit, path }));
  const frozen = listFrozen(catalog, episode, edits);
  const differences = listDifferences(input, fields, edited);
  return {
    path,
    edits,
    notAdopted: adopted.notAdopted,
    diff: diffLines(text.trimEnd(), applyEdits(text, edits).trimEnd()).join('\n'),
    ...(frozen.length === 0 ? {} : { frozen, warning: describeFrozen(frozen) }),
    video: summarize(input),
    whose: whoseVideo(desired, standing),
    differences,
    shown: shortenDifferences(differences),
    overwriteUnits: estimateOverwrite(
      desired,
      live,
      differences.map(({ field }) => field),
    ),
  };
}

const standingOf = ({ live, episode, catalog, remembered }: AdoptInput): Standing =>
  judgeStanding({ live, episode, settings: catalog.academy, remembered });

const summarize = ({ live, broadcast }: AdoptInput): NonNullable<Adoption['video']> => ({
  videoId: live.videoId,
  title: live.title,
  privacy: live.privacy,
  ...defined({ date: broadcast?.start ?? live.start }),
});

type FieldEdit = Proposal & Pick<YamlEdit, 'field'>;
type Adopted = { readonly edits: readonly FieldEdit[]; readonly notAdopted: readonly NotAdopted[] };

function adoptFields(input: AdoptInput, fields: readonly Field[]): Adopted {
  const edits: FieldEdit[] = [];
  const notAdopted: NotAdopted[] = [];
  for (const field of fields) {
    const found = adoptField(input, edits, field);
    if ('why' in found) notAdopted.push({ field, why: found.why });
    else edits.push(...found.edits.map((edit) => ({ field, ...edit })));
  }
  return { edits: nameVideo(input, edits), notAdopted };
}

type Found = { readonly edits: readonly Proposal[] } | { readonly why: string };

function adoptField(input: AdoptInput, edits: readonly FieldEdit[], field: Field): Found {
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

/** A video without a sealed marker, or one of several, is only found again if the file names it. */
function nameVideo(
  { live, episode, catalog, chosen }: AdoptInput,
  edits: readonly FieldEdit[],
): readonly FieldEdit[] {
  const [first] = edits;
  const isFound = parseDescription(live, catalog.academy).marker !== undefined;
  if (first === undefined || episode.youtube?.videoId !== undefined || (isFound && chosen !== true))
    return edits;
  return [...edits, { field: first.field, key: ['youtube', 'videoId'], value: live.videoId }];
}

/** A file that was adopted from a video must not say that its description is empty. */
function refuseEmptying(input: AdoptInput, adopted: Adopted): Adopted {
  const { live, desired, catalog } = input;
  if (adopted.edits.length === 0 || desired.policy.fields.description === 'keep') return adopted;
  const tried = tryEdits(input, adopted.edits);
  const isEmptied =
    !('why' in tried) &&
    desiredValue(tried.desired, live, 'description') === '' &&
    liveValue(input, catalog.academy, 'description') !== '';
  if (!isEmptied) return adopted;
  const why =
    'the file would then say that the description on YouTube is to be emptied: adopt the description too, or write "fields: { description: keep }" into the file';
  const fields = [...new Set(adopted.edits.map(({ field }) => field))];
  return { edits: [], notAdopted: [...adopted.notAdopted, ...fields.map((field) => ({ field, why }))] };
}
