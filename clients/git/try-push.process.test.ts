import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  ACADEMY,
  createFolder,
  createTestRepository,
  removeFolder,
  type TestRepository,
} from '../../test/support/git-repository.ts';
import { tryPush } from './try-push.ts';

let scratch: string;
let content: TestRepository;
beforeAll(async () => {
  scratch = await createFolder();
  content = await createTestRepository(join(scratch, 'content'));
  await content.commit(ACADEMY);
});
afterAll(() => removeFolder(scratch));

const attempt = (location: string) => tryPush({ location, signal: new AbortController().signal });

it('a repository that we may push to says so, and gets nothing', async () => {
  const remote = join(scratch, 'remote.git');
  await content.git('clone', '--quiet', '--bare', '.', remote);
  const list = async () => (await execa('git', ['for-each-ref'], { cwd: remote })).stdout;
  const before = await list();
  await attempt(pathToFileURL(remote).href);
  expect(await list()).toBe(before);
});

it('one that lets us read alone refuses', async () => {
  // As GitHub answers a token without the right to write.
  const server = createServer((request, response) => {
    const isPush = request.url?.includes('git-receive-pack') === true;
    response.writeHead(isPush ? 403 : 200).end('Write access to repository not granted.');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  try {
    const refusal = expect.objectContaining({ fault: 'refused', kind: 'stall' });
    await expect(attempt(`http://127.0.0.1:${port}/academy.git`)).rejects.toEqual(refusal);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
