import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { locate } from '../layout/index.ts';
import packageFile from '../package.json' with { type: 'json' };

type Step = { readonly uses?: string; readonly run?: string };
type Job = {
  readonly uses?: string;
  readonly needs?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly strategy?: { readonly matrix: { readonly node: readonly string[] } };
  readonly steps?: readonly Step[];
};
type Workflow = {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
};

const FOLDER = locate('.github/workflows');
const names = readdirSync(FOLDER);
const read = (name: string): Workflow => parse(readFileSync(`${FOLDER}/${name}`, 'utf8'));
const stepsOf = ({ jobs }: Workflow): readonly Step[] =>
  Object.values(jobs).flatMap(({ steps = [] }) => steps);
const commandsOf = (workflow: Workflow): readonly string[] =>
  stepsOf(workflow).flatMap(({ run }) => run ?? []);

it.each(names)('%s runs scripts and files that exist', (name) => {
  const commands = commandsOf(read(name));
  const scripts = commands.flatMap((run) =>
    [...run.matchAll(/npm run ([\w:]+)/g)].map(([, script]) => script),
  );
  expect(scripts.filter((script) => !Object.keys(packageFile.scripts).includes(script ?? ''))).toEqual([]);
  const files = commands.flatMap((run) => [...run.matchAll(/[\w/-]+\.ts\b/g)].map(String));
  expect(files.filter((file) => !existsSync(locate(file)))).toEqual([]);
});

it.each(names)(
  '%s may read and no more, but where a job says it, and runs no scripts of packages',
  (name) => {
    const workflow = read(name);
    expect(workflow.permissions).toEqual({ contents: 'read' });
    expect(commandsOf(workflow).filter((run) => /npm ci(?! --ignore-scripts)/.test(run))).toEqual([]);
    // What others wrote, such as the name of a branch, would be part of a script.
    expect(commandsOf(workflow).filter((run) => /\$\{\{\s*github\.(?!token)[\w.]+\s*\}\}/.test(run))).toEqual(
      [],
    );
  },
);

it('the oldest Node of the matrix is that of package.json', () => {
  const versions = read('test.yml').jobs['test']?.strategy?.matrix.node ?? [];
  expect(packageFile.engines.node).toBe(`>=${versions[0]}`);
  expect(versions.length).toBeGreaterThan(3);
});

it('a release is published only after its tests, with provenance', () => {
  const { jobs } = read('release.yml');
  expect(jobs['test']?.uses).toBe('./.github/workflows/test.yml');
  for (const job of [jobs['package'], jobs['image']]) {
    expect(job?.needs).toBe('test');
    expect(job?.permissions).toMatchObject({ 'id-token': 'write' });
  }
  expect(commandsOf(read('release.yml')).join('\n')).toContain('npm publish ./dist --provenance');
});
