// Replaces workflows/heartbeat.ts in the bundle for tests, which kill many workers.

/** As in the product, a heartbeat may be two seconds late: there the SDK sends one every 8 s, here every 2 s. */
export const HEARTBEAT_TIMEOUT = '4 seconds';

/** Test academies are small: reading and planning are short. */
export const READ_HEARTBEAT_TIMEOUT = '8 seconds';
