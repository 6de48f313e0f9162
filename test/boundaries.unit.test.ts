import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cruise, type ICruiseOptions, type ICruiseResult } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const config: { forbidden: { name: string }[]; options: ICruiseOptions } = createRequire(import.meta.url)(
  '../.dependency-cruiser.cjs',
);

/** What breaks each rule: the file that imports, and what it says. Every target below exists. */
const FORBIDDEN: readonly (readonly [rule: string, from: string, line: string])[] = [
  ['no-circle', 'domain/circle-a.ts', "import './circle-b.ts';"],
  ['unresolvable', 'domain/lost.ts', "import 'nowhere';"],
  ['domain-imports-only-itself', 'domain/up.ts', "import type { X } from '../workflows/episode.ts';"],
  ['domain-does-no-io', 'domain/io.ts', "import { readFile } from 'node:fs/promises';"],
  ['domain-does-no-io', 'domain/io-old.ts', "import { readFile } from 'fs';"],
  ['domain-libraries-are-pure', 'domain/library.ts', "import { execa } from 'execa';"],
  [
    'workflows-take-types-and-constants-of-domain',
    'workflows/plans.ts',
    "import { plan } from '../domain/plan/plan.ts';",
  ],
  [
    'workflows-take-signatures-of-activities',
    'workflows/does.ts',
    "import { act } from '../activities/index.ts';",
  ],
  ['workflows-stay-deterministic', 'workflows/wires.ts', "import { x } from '../worker/settings.ts';"],
  ['workflows-know-only-temporal', 'workflows/validates.ts', "import { z } from 'zod';"],
  ['workflows-know-only-temporal', 'workflows/hashes.ts', "import { createHash } from 'node:crypto';"],
  ['activities-do', 'activities/decides.ts', "import { x } from '../workflows/episode.ts';"],
  ['activities-do', 'activities/wires.ts', "import { x } from '../worker/settings.ts';"],
  ['worker-takes-workflows-as-a-path', 'worker/decides.ts', "import { x } from '../workflows/episode.ts';"],
  ['worker-wires', 'worker/talks.ts', "import { x } from '../scripts/outcome.ts';"],
  ['scripts-only-talk', 'scripts/decides.ts', "import { x } from '../workflows/episode.ts';"],
  ['scripts-take-readers-and-clients', 'scripts/does.ts', "import { x } from '../activities/index.ts';"],
  ['scripts-take-configuration', 'scripts/works.ts', "import { x } from '../worker/worker.ts';"],
  ['emulator-stands-alone', 'emulator/knows.ts', "import { x } from '../domain/plan/plan.ts';"],
  ['nobody-imports-the-emulator', 'activities/plays.ts', "import { x } from '../emulator/server.ts';"],
  ['nobody-imports-the-emulator', 'domain/plays.ts', "import { x } from '../emulator/server.ts';"],
  ['tools-stand-alone', 'tools/knows.ts', "import { x } from '../worker/settings.ts';"],
];

/** What the table allows, and a rule that is too wide would refuse. */
const ALLOWED: readonly (readonly [from: string, line: string])[] = [
  ['domain/parses.ts', "import { z } from 'zod';"],
  ['domain/parses-more.ts', "import './parses.ts';"],
  ['workflows/costs.ts', "import { COSTS } from '../domain/costs.ts';"],
  ['workflows/types.ts', "import type { Plan } from '../domain/plan/plan.ts';"],
  ['workflows/signatures.ts', "import type { Activities } from '../activities/index.ts';"],
  ['workflows/waits.ts', "import { sleep } from '@temporalio/workflow';"],
  ['activities/asks.ts', "import { x } from '../workflows/names.ts';"],
  ['worker/starts.ts', "import { x } from '../workflows/messages.ts';"],
  ['scripts/reads.ts', "import { x } from '../activities/repository/index.ts';"],
  ['scripts/configured.ts', "import { x } from '../worker/settings.ts';"],
  ['scripts/demo.ts', "import { x } from '../worker/worker.ts';"],
  ['domain/io.test.ts', "import { readFile } from 'node:fs/promises';"],
];

const TARGETS = [
  'domain/plan/plan.ts',
  'domain/costs.ts',
  'workflows/episode.ts',
  'workflows/names.ts',
  'workflows/messages.ts',
  'activities/index.ts',
  'activities/repository/index.ts',
  'worker/settings.ts',
  'worker/worker.ts',
  'scripts/outcome.ts',
  'emulator/server.ts',
];

describe('the import table', () => {
  it('holds in the tree as it stands', async () => {
    const folders = ['domain', 'workflows', 'activities', 'worker', 'scripts', 'emulator', 'tools', 'test'];
    const { summary } = await cruiseTree(root, folders);
    expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`)).toEqual([]);
    expect(summary.totalCruised).toBeGreaterThan(300);
  });
});

describe('each rule', () => {
  let scratch: string;
  let found: [rule: string, from: string][];
  beforeAll(async () => {
    scratch = mkdtempSync(join(tmpdir(), 'showrunner-boundaries-'));
    symlinkSync(join(root, 'node_modules'), join(scratch, 'node_modules'));
    cpSync(join(root, 'package.json'), join(scratch, 'package.json'));
    for (const path of TARGETS) write(scratch, path, 'export type X = 1;\nexport const x = 1;\n');
    for (const [, path, line] of FORBIDDEN) write(scratch, path, `${line}\n`);
    for (const [path, line] of ALLOWED) write(scratch, path, `${line}\n`);
    write(scratch, 'domain/circle-b.ts', "import './circle-a.ts';\n");
    const folders = ['domain', 'workflows', 'activities', 'worker', 'scripts', 'emulator', 'tools'];
    const { summary } = await cruiseTree(scratch, folders);
    found = summary.violations.map(({ rule, from }) => [rule.name, from]);
  });
  afterAll(() => rmSync(scratch, { recursive: true, force: true }));

  it.each(FORBIDDEN)('%s: refuses %s that says %s', (rule, from) => {
    expect(found).toContainEqual([rule, from]);
  });

  it.each(ALLOWED)('lets %s say %s', (from) => {
    expect(found.filter(([, path]) => path === from)).toEqual([]);
  });

  it('is tried', () => {
    const tried = new Set(FORBIDDEN.map(([rule]) => rule));
    expect(config.forbidden.map(({ name }) => name).filter((name) => !tried.has(name))).toEqual([]);
  });
});

async function cruiseTree(baseDir: string, folders: string[]): Promise<ICruiseResult> {
  const { tsConfig: _read, enhancedResolveOptions, ...options } = config.options;
  const { output } = await cruise(
    folders,
    { ...options, baseDir, validate: true, ruleSet: { forbidden: config.forbidden } } as ICruiseOptions,
    enhancedResolveOptions,
    { tsConfig: extractTSConfig(join(root, 'tsconfig.json')) },
  );
  if (typeof output === 'string') throw new Error('expected the result as an object');
  return output;
}

function write(scratch: string, path: string, text: string): void {
  mkdirSync(dirname(join(scratch, path)), { recursive: true });
  writeFileSync(join(scratch, path), text);
}
