import type { Checks } from '../../../clients/checks.ts';
import { isUrl } from '../../../clients/git/address.ts';
import { RepositoryError } from '../../../clients/git/errors.ts';
import { tryPush } from '../../../clients/git/try-push.ts';
import { findGitLogin } from '../../../clients/github/git-login.ts';
import type { Settings } from '../../../config/settings.ts';
import { defined } from '../../../domain/shared/defined.ts';
import { fine, problem, type Verdict } from '../../../domain/shared/finding.ts';

type Wanted = Pick<Settings, 'repository' | 'writeBack' | 'codeHost'>;

/**
 * Whether the ids of new videos can be committed to their files. A folder is never written to, `off` needs nothing, and where the
 * repository cannot be read, that is said already.
 */
export async function checkWriteBack(
  checks: Checks,
  { repository: location, writeBack, codeHost }: Wanted,
): Promise<void> {
  const isRead = checks.findings.some(({ check, state }) => check === 'repository' && state === 'fine');
  if (!isRead || !isUrl(location) || writeBack === 'off') return;
  await checks.run({
    name: 'write-back',
    late: 'the repository does not answer',
    run: async (signal) => {
      const login = findGitLogin(codeHost, location);
      const refusal = await tryPush({ location, signal, ...defined({ login }) }).then(
        () => undefined,
        toRefusal,
      );
      return { verdicts: [judgeWriteBack(writeBack, refusal)] };
    },
  });
}

/** What comes back by itself is no refusal. */
function toRefusal(error: unknown): string {
  if (error instanceof RepositoryError && error.fault === 'refused') return error.message;
  throw error;
}

/** `refusal`: why we may not push; absent: we may. Where no setting asks for it, that is no fault. */
export function judgeWriteBack(writeBack: string | undefined, refusal: string | undefined): Verdict {
  if (refusal === undefined) {
    const where = writeBack === undefined || writeBack === 'branch' ? 'the followed branch' : writeBack;
    return fine(`ids of new videos are pushed to ${where}`);
  }
  return writeBack === undefined
    ? fine('we may not push, so ids of new videos are not committed: SHOWRUNNER_WRITE_BACK is not set')
    : problem(
        `SHOWRUNNER_WRITE_BACK=${writeBack}, and we may not push: ${refusal} Allow this key or token to write, or set it to off.`,
      );
}
