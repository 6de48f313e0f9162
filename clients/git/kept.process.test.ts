import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { execa } from 'execa';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashKept, type KeptEntry, keptRef } from '../../domain/changes/kept/entry.ts';
import { createFolder, removeFolder } from '../../test/support/git-repository.ts';
import { createKeptStore } from './kept.ts';

let scratch: string;
let remote: string;

beforeEach(async () => {
  scratch = await createFolder();
  remote = join(scratch, 'remote.git');
  await execa('git', ['init', '--quiet', '--bare', remote]);
});
afterEach(() => removeFolder(scratch));

const open = (name: string, to: string | undefined = remote) =>
  createKeptStore({ folder: join(scratch, name, 'kept.git'), ...(to === undefined ? {} : { remote: to }) });
const openAlone = (name: string) => createKeptStore({ folder: join(scratch, name, 'kept.git') });

const VIDEO = 'vid_0000-01';
const entryOf = (description: string, more: Partial<KeptEntry> = {}): KeptEntry =>
  ({
    videoId: VIDEO,
    episodeId: 'talks/one',
    at: '2026-11-29T22:00:00.000Z',
    commit: 'c'.repeat(40),
    fields: ['description'],
    kind: 'texts',
    texts: { title: 'Theirs', description, tags: ['b', 'a'] },
    ...more,
  }) as KeptEntry;

async function refsOf(folder: string): Promise<Record<string, string>> {
  const { stdout } = await execa('git', ['for-each-ref', '--format=%(refname) %(objectname)'], {
    cwd: folder,
  });
  return Object.fromEntries(
    stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => line.split(' ') as [string, string]),
  );
}

describe('what is kept on a remote', () => {
  it('is a ref that git can list and show, and that a second machine reads, every byte', async () => {
    const description = '  Line \r\n\n\ttabs\u{1F600}\ud800 and space ';
    const hash = await open('one').keep(entryOf(description, { by: 'ann' }));
    const ref = keptRef({ videoId: VIDEO, hash });
    expect(Object.keys(await refsOf(remote))).toEqual([ref]);
    const { stdout } = await execa('git', ['show', `${ref}:title.txt`], { cwd: remote });
    expect(stdout).toBe('Theirs');
    const { stdout: log } = await execa('git', ['log', '--format=%an%n%B', ref], { cwd: remote });
    expect(log).toContain(`Showrunner\nKeep description of ${VIDEO}, talks/one`);
    expect(log).toContain(`Overwritten by commit ${'c'.repeat(40)}, released by ann.`);
    expect(await open('two').list(VIDEO)).toEqual([{ hash, entry: entryOf(description, { by: 'ann' }) }]);
    expect(await open('two').find(VIDEO, '0123456789abcdef')).toBeUndefined();
    expect(await open('two').list('another0000')).toEqual([]);
  });

  it('is never changed: the same content again, from any machine and at the same time, is the first ref', async () => {
    const first = await open('one').keep(entryOf('Same'));
    const before = await refsOf(remote);
    const later = entryOf('Same', { at: '2027-01-01T00:00:00.000Z', commit: 'd'.repeat(40) });
    const stores = [open('one'), open('two'), open('three'), open('two')];
    expect(await Promise.all(stores.map((store) => store.keep(later)))).toEqual(Array(4).fill(first));
    expect(await refsOf(remote)).toEqual(before);
    expect((await open('four').list(VIDEO)).map(({ entry }) => entry.at)).toEqual([
      '2026-11-29T22:00:00.000Z',
    ]);
  });

  it('is one ref for each content, and no ref ever moves or goes', async () => {
    const machines = [open('one'), open('two'), openAlone('three')];
    const steps = fc.array(
      fc.record({
        machine: fc.nat(2),
        text: fc.constantFrom('a', 'b', 'c', 'd'),
        day: fc.integer({ min: 1, max: 9 }),
      }),
      { minLength: 4, maxLength: 8 },
    );
    const folders = [remote, ...['one', 'two', 'three'].map((name) => join(scratch, name, 'kept.git'))];
    let known = await Promise.all(folders.map((folder) => refsOf(folder).catch(() => ({}))));
    await fc.assert(
      fc.asyncProperty(steps, async (taken) => {
        for (const { machine, text, day } of taken) {
          const entry = entryOf(text, { at: `2026-12-0${day}T00:00:00.000Z` });
          expect(await machines[machine]?.keep(entry)).toBe(hashKept(entry));
        }
        const now = await Promise.all(folders.map((folder) => refsOf(folder).catch(() => ({}))));
        known.forEach((refs, index) => {
          expect(now[index]).toMatchObject(refs);
        });
        known = now;
      }),
      { numRuns: 6 },
    );
  });

  it('is a picture too, with its bytes', async () => {
    const bytes = Buffer.from([0xff, 0xd8, 0, 10, 13, 0xff]);
    const { createHash } = await import('node:crypto');
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const picture = { url: 'https://i.ytimg.com/vi/x/maxresdefault.jpg', mimeType: 'image/jpeg', sha256 };
    const entry = { ...entryOf(''), kind: 'picture', fields: ['thumbnail'], picture } as KeptEntry;
    const hash = await open('one').keep(entry, bytes);
    const two = open('two');
    const kept = await two.find(VIDEO, hash);
    expect(kept?.entry).toMatchObject({ kind: 'picture', picture });
    expect(kept && (await two.readPicture(kept))).toEqual(bytes);
  });

  it('is listed newest first, and what is not an entry of its name is left out', async () => {
    const store = open('one');
    const old = await store.keep(entryOf('Old'));
    const recent = await store.keep(entryOf('Recent', { at: '2026-12-01T00:00:00.000Z' }));
    const { stdout: commit } = await execa('git', ['rev-parse', keptRef({ videoId: VIDEO, hash: old })], {
      cwd: remote,
    });
    for (const hash of ['0'.repeat(16), 'readme'])
      await execa('git', ['update-ref', keptRef({ videoId: VIDEO, hash }), commit], { cwd: remote });
    expect((await open('two').list(VIDEO)).map(({ hash }) => hash)).toEqual([recent, old]);
  });
});

it('everything is listed at once, of every video, also what another machine kept', async () => {
  const other = { videoId: 'vid_0000-02', at: '2026-12-01T00:00:00.000Z' };
  const first = await open('one').keep(entryOf('One'));
  const second = await open('two').keep(entryOf('Two', other));
  const all = await open('three').listAll();
  expect(all.map(({ hash, entry }) => [entry.videoId, hash])).toEqual([
    [other.videoId, second],
    [VIDEO, first],
  ]);
  expect(await openAlone('four').listAll()).toEqual([]);
});

describe('without a remote', () => {
  it('what is kept is in the state folder, and says so', async () => {
    const store = openAlone('one');
    const hash = await store.keep(entryOf('Here'));
    expect([store.isOnThisMachineOnly, store.place]).toEqual([
      true,
      `${join(scratch, 'one', 'kept.git')}, on this machine only`,
    ]);
    expect((await openAlone('one').list(VIDEO)).map((kept) => kept.hash)).toEqual([hash]);
  });

  it('it is pushed when the same content is kept after a remote was set', async () => {
    const hash = await openAlone('one').keep(entryOf('Here'));
    expect(await open('two').list(VIDEO)).toEqual([]);
    await open('one').keep(entryOf('Here', { at: '2027-01-01T00:00:00.000Z' }));
    expect((await open('two').list(VIDEO)).map((kept) => kept.hash)).toEqual([hash]);
  });
});

describe('nothing counts as saved', () => {
  const keepAt = (to: string) => open('one', to).keep(entryOf('Lost'));
  const keptLocally = async () => Object.keys(await refsOf(join(scratch, 'one', 'kept.git')));

  it.each([
    ['is gone', async () => rm(remote, { recursive: true }), 'refused'],
    [
      'declines it',
      async () => {
        const hook = join(remote, 'hooks', 'pre-receive');
        await mkdir(join(remote, 'hooks'), { recursive: true });
        await writeFile(hook, '#!/bin/sh\necho "kept refs are not allowed" >&2\nexit 1\n');
        await chmod(hook, 0o755);
      },
      'git-failed',
    ],
  ] as const)('when the remote %s', async (_name, spoil, fault) => {
    await spoil();
    await expect(keepAt(remote)).rejects.toMatchObject({ fault });
    await expect(keepAt(pathToFileURL(remote).href)).rejects.toMatchObject({ fault });
    expect(await keptLocally()).toEqual([]);
  });

  it('when the remote has something else under its name', async () => {
    const hash = await openAlone('two').keep(entryOf('Other'));
    const other = keptRef({ videoId: VIDEO, hash });
    const name = keptRef({ videoId: VIDEO, hash: hashKept(entryOf('Lost')) });
    await execa('git', ['push', '--quiet', remote, `${other}:${name}`], {
      cwd: join(scratch, 'two', 'kept.git'),
    });
    await expect(keepAt(remote)).rejects.toThrow('rejected');
    expect(await keptLocally()).toEqual([]);
  });

  it('when the remote does not answer, and no message has a password', async () => {
    const url = 'https://ann:s3cret@127.0.0.1:9/kept.git';
    const error = await keepAt(url).catch((failure: unknown) => failure as Error);
    expect(error).toMatchObject({ fault: 'unreachable', kind: 'wait' });
    expect(JSON.stringify([String(error), (error as Error).stack])).not.toContain('s3cret');
    expect(open('one', url).place).toBe('https://(hidden)@127.0.0.1:9/kept.git');
  });
});
