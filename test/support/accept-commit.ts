import { SYNC_ID } from '../../contract/ids.ts';
import { accept } from '../../contract/sync.ts';
import { type TestAcademy, until } from './academy.ts';

/** Waits until `sync` asks about a commit, and accepts it. @returns why it asked */
export async function acceptCommit(academy: TestAcademy, commit: string): Promise<readonly string[]> {
  const { blockedCommit } = await until(
    academy.sync,
    ({ blockedCommit: blocked }) => blocked?.commit === commit,
  );
  const sync = academy.client().workflow.getHandle(SYNC_ID);
  await sync.executeUpdate(accept, { args: [{ commit, by: 'the test' }] });
  return blockedCommit?.identity ?? [];
}
