import { defineUpdate } from '@temporalio/workflow';

/** Who pressed the button, shown in the details. */
export type Operator = { readonly by?: string };

export const pause = defineUpdate<string, [Operator]>('pause');

export const resume = defineUpdate<string, [Operator]>('resume');

export const retry = defineUpdate<string, [Operator]>('retry');
