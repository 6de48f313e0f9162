import { setFlagsFromString } from 'node:v8';

const PERCENT = 40;

/**
 * Collects garbage when the heap has grown by 40 per cent; V8 waits until it has doubled. Rewriting ten thousand videos then needs
 * about as much memory as a hundred. Applies to all threads of the process, those of the workflows too.
 */
export const limitHeapGrowth = (): void => setFlagsFromString(`--heap-growing-percent=${PERCENT}`);
