import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readSettings } from '../../../config/settings.ts';
import { createFolder, createTestRepository, removeFolder } from '../../../test/support/git-repository.ts';
import { readAcademyChannel, writeAcademyChannel } from './academy-channel.ts';

const ID = 'UCshowrunnerlocal0000000';
let folder: string;
beforeEach(async () => {
  folder = await createFolder();
  await createTestRepository(folder);
});
afterEach(() => removeFolder(folder));

const path = (): string => join(folder, 'academy.yaml');
const read = () => readAcademyChannel(readSettings({}, { SHOWRUNNER_REPOSITORY: folder }));

it.each([
  ['a file without it', '# Ours.\nname: A # the name\n', `# Ours.\nname: A # the name\nchannelId: ${ID}\n`],
  ['an empty value', 'channelId: # to come\nname: A\n', `channelId: ${ID} # to come\nname: A\n`],
  ['no line end', 'name: A', `name: A\nchannelId: ${ID}\n`],
])('%s gets the channel, and keeps everything else', async (_name, before, after) => {
  await writeFile(path(), before);
  expect(await read()).toEqual({ path: path() });
  await writeAcademyChannel(path(), ID);
  expect(await readFile(path(), 'utf8')).toBe(after);
  expect(await read()).toEqual({ path: path(), channelId: ID });
});

it('a file that is not valid otherwise says its channel, too; none says nothing', async () => {
  expect(await read()).toEqual({});
  await writeFile(path(), `channelId: ${ID}\nnmae: A\nmanage: everything\n`);
  expect(await read()).toMatchObject({ channelId: ID });
});
