import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { measureCommit } from './commit.ts';
import { describeMachine } from './machine.ts';
import { measurePackage } from './package.ts';
import { measurePlan } from './plan.ts';
import { measureRewrite } from './rewrite.ts';
import type { BenchOptions, BenchRow, Measure } from './row.ts';
import { measureStart } from './start.ts';
import { renderTable } from './table.ts';
import { measureThumbnail } from './thumbnail.ts';
import { measureUnits } from './units.ts';

const MEASURES: Readonly<Record<string, Measure>> = {
  units: measureUnits,
  rewrite: measureRewrite,
  plan: measurePlan,
  commit: measureCommit,
  thumbnail: measureThumbnail,
  start: measureStart,
  package: measurePackage,
};
const RESULTS = fileURLToPath(new URL('RESULTS.md', import.meta.url));

// Else what it started would outlive it.
process.once('SIGTERM', () => process.exit(143));
process.once('SIGINT', () => process.exit(130));

try {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true },
      quick: { type: 'boolean', default: false },
      full: { type: 'boolean', default: false },
    },
  });
  await run(values.only ?? Object.keys(MEASURES), values);
} catch (error) {
  console.error(`bench: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
// Browsers and servers that were let go of must not keep us.
process.exit();

/** Measures one after the other; a measure that fails is a row, and the others go on. A part of them is not written down. */
type Size = Omit<BenchOptions, 'print'>;

async function run(names: readonly string[], size: Size): Promise<void> {
  const startedAt = performance.now();
  const print = (line: string): void =>
    console.error(`${((performance.now() - startedAt) / 1000).toFixed(0).padStart(4)} s  ${line}`);
  const machine = await describeMachine();
  const rows: BenchRow[] = [];
  for (const name of names) rows.push(...(await measureOne(name, { ...size, print })));
  const took = `- ${size.quick ? 'quick run, ' : ''}${((performance.now() - startedAt) / 1000).toFixed(0)} s in all`;
  const text = [...machine, took, '', renderTable(rows), ''].join('\n');
  console.log(text);
  if (names.length === Object.keys(MEASURES).length)
    await writeFile(RESULTS, `# Results of \`npm run bench\`\n\n${text}`);
}

async function measureOne(name: string, options: BenchOptions): Promise<readonly BenchRow[]> {
  const measure = MEASURES[name];
  if (measure === undefined)
    throw new Error(`--only: expected ${Object.keys(MEASURES).join(', ')}; found "${name}"`);
  options.print(`measuring ${name}`);
  try {
    return await measure(options);
  } catch (error) {
    process.exitCode = 1;
    const why = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    return [{ what: name, measured: `failed: ${why.slice(0, 200)}`, goal: '', met: false }];
  }
}
