import { FIELDS, type Field } from '../../content/ownership.ts';
import { defined } from '../../shared/defined.ts';
import type { Standing } from '../hand-over.ts';
import { type MergeInput, mergeVideo } from '../merge/merge.ts';
import { desiredValue, liveValue } from './live-values.ts';
import type { ProposeInput } from './propose.ts';
import type { FieldDifference } from './types.ts';

type Input = ProposeInput & Pick<MergeInput, 'bases'>;

export type EditedFields = ReadonlyMap<Field, Exclude<FieldDifference['reason'], 'named'>>;

/** Fields that the merge does not overwrite, and the stream, the only other field that was read. */
export function findEdited(input: Input, standing: Standing): EditedFields {
  const { desired, live, catalog, boundStream, bases, broadcast } = input;
  const forms = catalog.academy;
  const merge: Partial<Record<Field, string>> = mergeVideo({
    desired,
    live,
    broadcast,
    forms,
    standing,
    ...defined({ bases }),
  });
  const isBoundElsewhere =
    boundStream !== undefined && desired.stream !== undefined && boundStream !== desired.stream;
  const decide = (field: Field): 'edited' | 'unknown' | undefined => {
    if (field === 'stream')
      return isBoundElsewhere && desired.policy.fields.stream === 'full' ? 'edited' : undefined;
    if (field === 'thumbnail' || field === 'playlists') return undefined;
    const decision = merge[field];
    if (decision !== 'edited' && decision !== 'unknown') return undefined;
    return liveValue(input, forms, field) === desiredValue(desired, live, field) ? undefined : decision;
  };
  return new Map(
    FIELDS.flatMap((field) => {
      const decision = decide(field);
      return decision === undefined ? [] : [[field, decision] as const];
    }),
  );
}
