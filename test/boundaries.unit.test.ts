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

/** Breaks each rule: the importing file and its import. Every target below exists. */
const FORBIDDEN: readonly (readonly [rule: string, from: string, line: string])[] = [
  ['no-circle', 'domain/shared/circle-a.ts', "import './circle-b.ts';"],
  ['no-circle', 'domain/shared/type-circle-a.ts', "import type { X } from './type-circle-b.ts';"],
  ['unresolvable', 'domain/lost.ts', "import 'nowhere';"],
  ['domain-imports', 'domain/up.ts', "import type { X } from '../workflows/episode.ts';"],
  ['domain-imports', 'domain/plays.ts', "import { x } from '../emulator/server.ts';"],
  [
    'domain-shared-imports-downwards',
    'domain/shared/up.ts',
    "import { x } from '../content/parse/parse.ts';",
  ],
  [
    'domain-content-imports-downwards',
    'domain/content/up.ts',
    "import type { X } from '../render/desired.ts';",
  ],
  ['domain-render-imports-downwards', 'domain/render/up.ts', "import { x } from '../changes/plan/plan.ts';"],
  ['domain-does-no-io', 'domain/io.ts', "import { readFile } from 'node:fs/promises';"],
  ['domain-does-no-io', 'domain/io-old.ts', "import { readFile } from 'fs';"],
  ['domain-libraries-are-pure', 'domain/library.ts', "import { execa } from 'execa';"],
  ['contract-imports', 'contract/up.ts', "import type { X } from '../workflows/episode.ts';"],
  [
    'contract-takes-types-of-domain',
    'contract/plans.ts',
    "import { x } from '../domain/changes/plan/plan.ts';",
  ],
  ['contract-knows-only-temporal', 'contract/validates.ts', "import { z } from 'zod';"],
  ['config-imports', 'config/works.ts', "import { x } from '../worker/worker.ts';"],
  ['clients-imports', 'clients/draws.ts', "import { x } from '../drawing/index.ts';"],
  ['clients-imports', 'clients/sends.ts', "import { x } from '../contract/ids.ts';"],
  ['drawing-imports', 'drawing/reads.ts', "import { x } from '../clients/git/index.ts';"],
  [
    'workflows-take-types-and-constants-of-domain',
    'workflows/plans.ts',
    "import { plan } from '../domain/changes/plan/plan.ts';",
  ],
  [
    'workflows-take-signatures-of-activities',
    'workflows/does.ts',
    "import { act } from '../activities/index.ts';",
  ],
  ['workflows-imports', 'workflows/wires.ts', "import { x } from '../config/settings.ts';"],
  ['workflows-know-only-temporal', 'workflows/validates.ts', "import { z } from 'zod';"],
  ['workflows-know-only-temporal', 'workflows/hashes.ts', "import { createHash } from 'node:crypto';"],
  ['activities-imports', 'activities/decides.ts', "import { x } from '../workflows/episode.ts';"],
  ['activities-imports', 'activities/wires.ts', "import { x } from '../config/settings.ts';"],
  ['activities-imports', 'activities/plays.ts', "import { x } from '../emulator/server.ts';"],
  ['worker-imports', 'worker/decides.ts', "import { x } from '../workflows/episode.ts';"],
  ['worker-imports', 'worker/talks.ts', "import { x } from '../scripts/lib/outcome.ts';"],
  ['scripts-imports', 'scripts/decides.ts', "import { x } from '../workflows/episode.ts';"],
  ['scripts-imports', 'scripts/does.ts', "import { x } from '../activities/index.ts';"],
  ['scripts-imports', 'scripts/works.ts', "import { x } from '../worker/worker.ts';"],
  ['emulator-imports', 'emulator/knows.ts', "import { x } from '../domain/changes/plan/plan.ts';"],
  ['tools-imports', 'tools/knows.ts', "import { x } from '../config/settings.ts';"],
  ['layout-imports', 'layout/knows.ts', "import { x } from '../config/settings.ts';"],
  ['build-imports', 'build/talks.ts', "import { x } from '../scripts/lib/outcome.ts';"],
];

/** Imports that the table allows and a rule that is too wide would refuse. */
const ALLOWED: readonly (readonly [from: string, line: string])[] = [
  ['domain/content/validates.ts', "import { z } from 'zod';"],
  ['domain/changes/down.ts', "import { x } from '../content/parse/parse.ts';"],
  ['contract/types.ts', "import type { X } from '../domain/changes/plan/plan.ts';"],
  ['contract/defines.ts', "import { defineSignal } from '@temporalio/workflow';"],
  ['config/connects.ts', "import { readFile } from 'node:fs/promises';"],
  ['clients/renders.ts', "import { x } from '../domain/render/desired.ts';"],
  ['workflows/costs.ts', "import { COSTS } from '../domain/shared/costs.ts';"],
  ['workflows/helps.ts', "import { x } from '../domain/shared/defined.ts';"],
  ['workflows/types.ts', "import type { Plan } from '../domain/changes/plan/plan.ts';"],
  ['workflows/signatures.ts', "import type { Activities } from '../activities/index.ts';"],
  ['workflows/sends.ts', "import { x } from '../contract/ids.ts';"],
  ['workflows/waits.ts', "import { sleep } from '@temporalio/workflow';"],
  ['activities/sends.ts', "import { x } from '../contract/ids.ts';"],
  ['activities/draws.ts', "import { x } from '../drawing/index.ts';"],
  ['worker/starts.ts', "import { x } from '../contract/ids.ts';"],
  ['worker/configured.ts', "import { x } from '../config/settings.ts';"],
  ['scripts/reads.ts', "import { x } from '../clients/git/index.ts';"],
  ['scripts/configured.ts', "import { x } from '../config/settings.ts';"],
  ['scripts/demo.ts', "import { x } from '../worker/worker.ts';"],
  ['tools/finds.ts', "import { x } from '../layout/index.ts';"],
  ['build/packs.ts', "import { x } from '../worker/worker.ts';"],
  ['domain/io.test.ts', "import { readFile } from 'node:fs/promises';"],
];

/** Reading all of the tree takes 10 s on two cores, and minutes on a machine that is busy. */
const PATIENCE_MS = 300_000;

const TARGETS = [
  'domain/content/parse/parse.ts',
  'domain/render/desired.ts',
  'domain/changes/plan/plan.ts',
  'domain/shared/costs.ts',
  'domain/shared/defined.ts',
  'contract/ids.ts',
  'config/settings.ts',
  'clients/git/index.ts',
  'drawing/index.ts',
  'activities/index.ts',
  'workflows/episode.ts',
  'worker/worker.ts',
  'scripts/lib/outcome.ts',
  'emulator/server.ts',
  'layout/index.ts',
];

const FOLDERS = [
  ...['domain', 'contract', 'config', 'clients', 'drawing', 'activities'],
  ...['workflows', 'worker', 'scripts', 'emulator', 'tools', 'layout', 'build'],
];

describe('the import table', () => {
  it('holds in the current tree', { timeout: PATIENCE_MS }, async () => {
    const { summary } = await cruiseTree(root, [...FOLDERS, 'test', 'deploy']);
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
    write(scratch, 'domain/shared/circle-b.ts', "import './circle-a.ts';\n");
    const back = "import type { X } from './type-circle-a.ts';\nexport type { X };\n";
    write(scratch, 'domain/shared/type-circle-b.ts', back);
    const { summary } = await cruiseTree(scratch, FOLDERS);
    found = summary.violations.map(({ rule, from }) => [rule.name, from]);
  }, PATIENCE_MS);
  afterAll(() => rmSync(scratch, { recursive: true, force: true }));

  it.each(FORBIDDEN)('%s: refuses %s with %s', (rule, from) => {
    expect(found).toContainEqual([rule, from]);
  });

  it.each(ALLOWED)('allows %s with %s', (from) => {
    expect(found.filter(([, path]) => path === from)).toEqual([]);
  });

  it('is tested', () => {
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
