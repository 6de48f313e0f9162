// For .github/workflows/release.yml: prints the notes of a version, and fails when package.json has another one.
import { readFile } from 'node:fs/promises';
import { locate } from '../../layout/index.ts';
import { readNotes } from './changelog.ts';

const [tag = ''] = process.argv.slice(2);
const { version } = JSON.parse(await readFile(locate('package.json'), 'utf8')) as {
  readonly version: string;
};
if (tag !== `v${version}`) throw new Error(`the tag is ${tag}, and package.json has ${version}`);
console.log(readNotes(await readFile(locate('CHANGELOG.md'), 'utf8'), version));
