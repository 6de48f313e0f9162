/** How an operator lets git log in: everything else named GIT_* could lead us to another repository. */
const KEPT = [
  'GIT_ASKPASS',
  'GIT_CONFIG_GLOBAL',
  'GIT_CONFIG_NOSYSTEM',
  'GIT_CONFIG_SYSTEM',
  'GIT_SSH',
  'GIT_SSH_COMMAND',
  'GIT_SSL_CAINFO',
];
/** simple-git refuses to start where one of these is set, and git has no use for them here. */
const DROPPED = /^(GIT_.*|EDITOR|PAGER|PREFIX|SSH_ASKPASS|VISUAL)$/i;

const OURS = {
  LC_ALL: 'C',
  GIT_TERMINAL_PROMPT: '0',
  // Never a lock in a person's work tree, not even to refresh its index.
  GIT_OPTIONAL_LOCKS: '0',
  // A file may be called `*` or `:(top)`.
  GIT_LITERAL_PATHSPECS: '1',
  // A commit is what its id says, whatever `git replace` shows to others.
  GIT_NO_REPLACE_OBJECTS: '1',
};

/** The names that simple-git must let through. */
export const ALLOWED_ENVIRONMENT: readonly string[] = [...KEPT, ...Object.keys(OURS)];

/** What git is started with: asks nothing, answers in English, and heeds no GIT_DIR of a hook that started us. */
export function createEnvironment(from: NodeJS.ProcessEnv): Record<string, string> {
  const kept = Object.entries(from).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && (KEPT.includes(entry[0]) || !DROPPED.test(entry[0])),
  );
  const ssh = { GIT_SSH_COMMAND: from['GIT_SSH_COMMAND'] ?? 'ssh -o BatchMode=yes' };
  return { ...Object.fromEntries(kept), ...(from['GIT_SSH'] === undefined ? ssh : {}), ...OURS };
}
