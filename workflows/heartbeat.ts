/** How long after its last heartbeat a worker counts as dead. Tests bundle the workflows with shorter ones: see test/support/build.ts. */
export const HEARTBEAT_TIMEOUT = '10 seconds';

/** The same for what reads git and plans: that may keep a worker from sending one for seconds. */
export const READ_HEARTBEAT_TIMEOUT = '20 seconds';
