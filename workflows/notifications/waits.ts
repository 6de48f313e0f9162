/** How long a message waits for more of its kind. Tests bundle the workflows with shorter times: see test/support/build.ts. */
export const GROUPING_MS = 30_000;

/** After the first failure; each further one waits four times as long. */
export const FIRST_RETRY_MS = 5000;
