import { setFlagsFromString } from 'node:v8';

const PERCENT = 40;
/** MB. V8's default is 16, which keeps 34 MB for young objects in every thread. */
const SEMI_SPACE = 4;

/**
 * Collects garbage when a heap has grown by 40 per cent; V8 waits until it has doubled. Rewriting ten thousand videos then needs
 * about as much memory as a hundred. Applies to all threads of the process, those of the workflows too; the smaller space for young
 * objects only to threads that start later.
 */
export const limitHeaps = (): void =>
  setFlagsFromString(`--heap-growing-percent=${PERCENT} --max-semi-space-size=${SEMI_SPACE}`);
