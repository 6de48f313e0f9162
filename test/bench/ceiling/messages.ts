import { defineUpdate } from '@temporalio/workflow';

export const touch = defineUpdate<string, []>('touch');
