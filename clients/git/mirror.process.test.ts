import { once } from 'node:events';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { execa } from 'execa';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  ACADEMY,
  createFolder,
  createTestRepository,
  removeFolder,
  type TestRepository,
} from '../../test/support/git-repository.ts';
import { openRepository } from './index.ts';

let scratch: string;
let content: TestRepository;
let url: string;

beforeEach(async () => {
  scratch = await createFolder();
  content = await createTestRepository(join(scratch, 'content'));
  url = pathToFileURL(content.folder).href;
});
afterEach(() => removeFolder(scratch));

const open = (location = url) => openRepository({ location, folder: join(scratch, 'state') });

/** As git does by itself after a fetch, only without the two weeks of patience. */
async function collectGarbage(): Promise<void> {
  const [mirror = ''] = await readdir(join(scratch, 'state/mirrors'));
  const keep = ['-c', 'gc.reflogExpire=never', '-c', 'gc.reflogExpireUnreachable=never'];
  await execa('git', [...keep, 'gc', '--quiet', '--prune=now'], {
    cwd: join(scratch, 'state/mirrors', mirror),
  });
}

/** git reads a repository over plain HTTP, file by file. */
async function serve(folder: string) {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '', 'http://x').pathname.replace('/academy.git', '');
    const bytes = await readFile(join(folder, path)).catch(() => undefined);
    response.writeHead(bytes === undefined ? 404 : 200).end(bytes);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return { port: typeof address === 'object' ? address?.port : undefined, close };
}

describe('a URL', () => {
  it('waits for git, when another process of ours writes to the same mirror', async () => {
    const first = await content.commit(ACADEMY);
    await open();
    const [name = ''] = await readdir(join(scratch, 'state/mirrors'));
    const config = join(scratch, 'state/mirrors', name, 'config');
    // The default branch is not known any more: it is written again.
    await writeFile(config, '[core]\n\tbare = true\n');
    await writeFile(`${config}.lock`, '');
    const opening = open();
    await setTimeout(300);
    await rm(`${config}.lock`);
    expect(await (await opening).readHead()).toBe(first);
  });

  it('is opened by several processes at once, each with the same mirror', async () => {
    const first = await content.commit(ACADEMY);
    const opened = await Promise.all(Array.from({ length: 6 }, () => open()));
    for (const repository of opened) expect(await repository.readHead()).toBe(first);
    expect(await readdir(join(scratch, 'state/mirrors'))).toHaveLength(1);
  });

  it('is mirrored in our state folder, and followed', async () => {
    const first = await content.commit(ACADEMY);
    const repository = await open();
    expect(repository.branch).toBe('main');
    expect(await repository.readHead()).toBe(first);
    const second = await content.commit({ 'guests/bob.yaml': 'name: Bob\n' });
    expect(await repository.readHead()).toBe(second);
    expect(Object.keys((await repository.readCatalog(second)).catalog?.guests ?? {})).toEqual(['ada', 'bob']);
    expect(await readdir(join(scratch, 'state/mirrors'))).toHaveLength(1);
  });

  it('is followed through a force-push, and dropped commits stay readable', async () => {
    await content.commit(ACADEMY);
    const thrown = await content.commit({ 'guests/bob.yaml': 'name: Bob\n' });
    const repository = await open();
    await repository.readHead();
    await content.git('reset', '--quiet', '--hard', 'HEAD~1');
    const next = await content.commit({ 'guests/eve.yaml': 'name: Eve\n' });
    expect(await repository.readHead()).toBe(next);
    await Promise.all([repository.readHead(), repository.readHead(), (await open()).readHead()]);
    await collectGarbage();
    expect(Object.keys((await repository.readCatalog(thrown)).catalog?.guests ?? {})).toContain('bob');
  });

  it('is fetched for a commit that another worker saw first', async () => {
    await content.commit(ACADEMY);
    const repository = await open();
    await repository.readHead();
    const second = await content.commit({ 'guests/bob.yaml': 'name: Bob\n' });
    expect(Object.keys((await repository.readCatalog(second)).catalog?.guests ?? {})).toContain('bob');
    const lost = repository.readCatalog('0123456789012345678901234567890123456789');
    await expect(lost).rejects.toMatchObject({ fault: 'unknown-commit', kind: 'bug' });
  });

  it('drops deleted branches, so that others can use their name', async () => {
    const first = await content.commit(ACADEMY);
    await content.git('branch', 'work');
    const repository = await open();
    await repository.readHead();
    await content.git('branch', '--move', 'work', 'work/more');
    await repository.readHead();
    expect(await repository.resolve('work/more')).toBe(first);
    expect(await repository.resolve('work')).toBeUndefined();
  });

  it('needs no network to be opened again, but to fetch', async () => {
    const first = await content.commit(ACADEMY);
    await content.git('update-server-info');
    const server = await serve(join(content.folder, '.git'));
    const address = `http://127.0.0.1:${server.port}/academy.git`;
    expect(await (await open(address)).readHead()).toBe(first);
    await server.close();
    const again = await open(address);
    expect(again.branch).toBe('main');
    expect(await again.resolve('main')).toBe(first);
    await expect(again.readHead()).rejects.toMatchObject({ fault: 'unreachable', kind: 'wait' });
  });

  it('never shows a password', async () => {
    const first = await content.commit(ACADEMY);
    await content.git('update-server-info');
    const server = await serve(join(content.folder, '.git'));
    const repository = await open(`http://ada:s3cret@127.0.0.1:${server.port}/academy.git`);
    expect(await repository.readHead()).toBe(first);
    expect(repository.location).toBe(`http://(hidden)@127.0.0.1:${server.port}/academy.git`);
    const state = join(scratch, 'state/mirrors');
    const { stdout } = await execa('grep', ['--recursive', 's3cret', state], { reject: false });
    expect(stdout).toBe('');
    await server.close();
  });

  it('says that the host does not answer, and hides the login', async () => {
    const opening = open('http://ada:s3cret@127.0.0.1:9/academy.git');
    await expect(opening).rejects.toMatchObject({ fault: 'unreachable', kind: 'wait' });
    await expect(opening).rejects.not.toThrow('s3cret');
  });

  it('says that the address is wrong', async () => {
    await expect(open(`${url}-not`)).rejects.toMatchObject({ fault: 'refused', kind: 'stall' });
  });

  it('says that nothing was pushed yet', async () => {
    await expect(open()).rejects.toMatchObject({ fault: 'no-commit' });
  });
});
