import { readFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterEach, expect, test } from 'vitest';
import { createFolder } from '../../test/support/temporal/folder.ts';
import { writeStandIn } from '../../test/support/temporal/stand-in.ts';
import { hashFile } from './checksum.ts';
import { downloadSource } from './download.ts';

const closing: (() => void)[] = [];

afterEach(() => {
  for (const close of closing.splice(0)) close();
});

function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  closing.push(() => server.close().closeAllConnections());
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`);
    });
  });
}

async function makeArchive(): Promise<{ bytes: Buffer; sha256: string }> {
  const folder = await createFolder();
  await writeStandIn(folder);
  const path = join(folder, 'archive.tar.gz');
  await execa('tar', ['-czf', path, '-C', folder, 'temporal']);
  return { bytes: await readFile(path), sha256: await hashFile(path) };
}

async function download(urls: string[], sha256: string): Promise<string> {
  const work = { folder: await createFolder(), env: {}, log: () => undefined };
  return downloadSource({ urls, sha256, patienceMs: 300 }).make(work);
}

test('unpacks the binary of an archive with the right checksum, from the first URL that has it', async () => {
  const { bytes, sha256 } = await makeArchive();
  const missing = await serve((_, response) => response.writeHead(404).end());
  const good = await serve((_, response) => response.end(bytes));
  const path = await download([missing, good], sha256);
  expect(await readFile(path, 'utf8')).toContain('temporal version 1.8.2');
});

test('does not use an archive with another checksum', async () => {
  const { bytes } = await makeArchive();
  const url = await serve((_, response) => response.end(bytes));
  await expect(download([url], 'f'.repeat(64))).rejects.toThrow(`expected ${'f'.repeat(64)}`);
});

test('gives up quickly without an answer, and when a download stalls', async () => {
  const silent = await serve(() => undefined);
  const stuck = await serve((_, response) => response.writeHead(200).write('a beginning'));
  const started = Date.now();
  await expect(download([silent, stuck, 'http://127.0.0.1:9/'], '')).rejects.toThrow(
    /no answer within 0.3 s; .*no data for 0.3 s; .*(ECONNREFUSED|bad port)/,
  );
  expect(Date.now() - started).toBeLessThan(5_000);
});

test('is an error on a platform without a release', async () => {
  await expect(downloadSource(null).make({ folder: '', env: {}, log: () => undefined })).rejects.toThrow(
    /no release is known/,
  );
});
