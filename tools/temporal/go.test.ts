import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createFolder } from '../../test/support/temporal/folder.ts';
import { writeScript } from '../../test/support/temporal/stand-in.ts';
import { goSource } from './go.ts';

const usualPlace = '/nowhere';

async function makeWith(go: string, log: (line: string) => void = () => undefined): Promise<string> {
  const folder = await createFolder();
  await writeScript(join(folder, 'go'), go);
  return goSource({ module: folder, usualPlace, progressEveryMs: 50 }).make({
    folder,
    env: { PATH: `${folder}:/usr/bin:/bin` },
    log,
  });
}

test('is an error without a go command, with one that is too old, and with one that must not fetch a newer one', async () => {
  const nothing = goSource({ usualPlace }).make({ folder: '', env: { PATH: '/none' }, log: () => undefined });
  await expect(nothing).rejects.toThrow('no `go` on the PATH or in /nowhere');
  await expect(makeWith('echo go1.19.8')).rejects.toThrow('is too old: go1.19.8');
  const local = 'echo "go: go.mod requires go >= 1.26.4 (running go 1.22.0; GOTOOLCHAIN=local)" >&2; exit 1';
  await expect(makeWith(local)).rejects.toThrow('go.mod requires go >= 1.26.4');
});

test('finds the go command in its usual folder too', async () => {
  const folder = await createFolder();
  await writeScript(join(folder, 'go'), 'echo go1.19.8');
  const source = goSource({ module: folder, usualPlace: folder });
  await expect(source.make({ folder, env: { PATH: '' }, log: () => undefined })).rejects.toThrow(
    `${folder}/go is too old`,
  );
});

test('builds the pinned version without C and without flags of the user', async () => {
  const lines: string[] = [];
  const go =
    'if [ "$1" = env ]; then echo go1.26.4; else echo "$CGO_ENABLED $GOFLAGS $GOWORK $*" >&2; exit 1; fi';
  await expect(makeWith(go, (line) => lines.push(line))).rejects.toThrow(
    /`go build` failed: 0 -mod=readonly off build .*temporalcli\.Version=1\.8\.2 -o .*github\.com\/temporalio\/cli\/cmd\/temporal/,
  );
  expect(lines[0]).toContain('about three minutes');
});

test('logs the progress of the build', async () => {
  const seen = join(await createFolder(), 'seen');
  const lines: string[] = [];
  // It ends when its progress was logged.
  const build = `echo "go: downloading example.org/x v1" >&2; echo fmt >&2; echo net >&2; until [ -e ${seen} ]; do sleep 0.05; done`;
  const path = await makeWith(`if [ "$1" = env ]; then echo go1.26.4; else ${build}; fi`, (line) => {
    lines.push(line);
    if (line.includes('2 packages compiled')) writeFileSync(seen, '');
  });
  expect(path).toMatch(/\/temporal$/);
  expect(lines.at(-1)).toMatch(
    /^Building the Temporal server: \d+ s, 1 modules fetched, 2 packages compiled$/,
  );
});
