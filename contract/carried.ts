import { defineQuery } from '@temporalio/workflow';

/**
 * What a new run of the same workflow continues from, as it continues as new: plain JSON. Also answered for a run that was terminated,
 * so that the next one knows what this one knew.
 */
export type CarriedState = Readonly<Record<string, unknown>>;

export const carriedState = defineQuery<CarriedState>('carriedState');
