import { defineUpdate } from '@temporalio/workflow';

/** Every workflow answers this query with its own status, plain JSON. */
export const statusQuery = 'status';

export const pause = defineUpdate<string, [Operator]>('pause');

export const resume = defineUpdate<string, [Operator]>('resume');

export const retry = defineUpdate<string, [Operator]>('retry');

/** Who sent the update; shown in the details. */
export type Operator = { readonly by?: string };

/** What a person sends who has nothing else to say. */
export const BY_YOU: Operator = { by: 'your name' };
