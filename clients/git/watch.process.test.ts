import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  ACADEMY,
  createFolder,
  createTestRepository,
  removeFolder,
  type TestRepository,
} from '../../test/support/git-repository.ts';
import { openRepository, type Watch } from './index.ts';

let scratch: string;
let content: TestRepository;
let watch: Watch | undefined;

beforeEach(async () => {
  scratch = await createFolder();
  content = await createTestRepository(join(scratch, 'content'));
  await content.commit(ACADEMY);
});
afterEach(async () => {
  await watch?.close();
  await removeFolder(scratch);
});

async function start(location: string, pollMs: number) {
  const repository = await openRepository({ location, folder: join(scratch, 'state') });
  const onChange = vi.fn();
  watch = repository.watch(onChange, { pollMs });
  await vi.waitFor(() => expect(onChange).toHaveBeenCalled(), { timeout: 60_000 });
  // The events of the system start a moment after the first look.
  await wait(300);
  onChange.mockClear();
  return onChange;
}

const NEVER = 1_000_000;
const commit = () => content.commit({ 'guests/bob.yaml': `name: Bob ${Math.random()}\n` });

describe('a watch', () => {
  it('notices a commit in a local repository within a second, by file events alone', async () => {
    const onChange = await start(content.folder, NEVER);
    await commit();
    await vi.waitFor(() => expect(onChange).toHaveBeenCalled(), { timeout: 1_000, interval: 10 });
  });

  it('notices a change in packed refs', async () => {
    const onChange = await start(content.folder, NEVER);
    await content.git('pack-refs', '--all');
    await vi.waitFor(() => expect(onChange).toHaveBeenCalled(), { timeout: 1_000, interval: 10 });
  });

  it('notices a commit made in a linked work tree, and one made in another', async () => {
    await content.git('worktree', 'add', '--quiet', '-b', 'linked', '../linked');
    const linked = join(scratch, 'linked');
    const onChange = await start(linked, NEVER);
    await content.git('-C', linked, 'commit', '--quiet', '--allow-empty', '--message', 'Linked');
    await vi.waitFor(() => expect(onChange).toHaveBeenCalled(), { timeout: 1_000, interval: 10 });
    await wait(100);
    onChange.mockClear();
    await content.git('update-ref', 'refs/heads/linked', 'main');
    await vi.waitFor(() => expect(onChange).toHaveBeenCalled(), { timeout: 1_000, interval: 10 });
  });

  it('polls a URL', async () => {
    const onChange = await start(pathToFileURL(content.folder).href, 50);
    await commit();
    await vi.waitFor(() => expect(onChange).toHaveBeenCalled(), { timeout: 5_000, interval: 10 });
  });

  it('makes no call after it was closed, not even a pending one', async () => {
    const onChange = await start(content.folder, 20);
    await commit();
    await watch?.close();
    onChange.mockClear();
    await commit();
    await wait(200);
    expect(onChange).not.toHaveBeenCalled();
  });
});
