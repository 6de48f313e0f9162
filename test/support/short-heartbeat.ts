// Replaces workflows/heartbeat.ts in the bundle for tests, which kill many workers.

/** Activities send one every two seconds, so that one may be three seconds late; in the product, seven. */
export const HEARTBEAT_TIMEOUT = '5 seconds';

/** Test academies are small: reading and planning are short. */
export const READ_HEARTBEAT_TIMEOUT = '8 seconds';
