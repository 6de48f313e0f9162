// Replaces workflows/notifications/waits.ts in the bundle for tests, which do not wait half a minute for more.

export const GROUPING_MS = 500;

export const FIRST_RETRY_MS = 300;
