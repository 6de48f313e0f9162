import { rm } from 'node:fs/promises';
import { locate } from '../layout/index.ts';
import { lintPackage } from './lint.ts';
import { buildPackage } from './package.ts';

/** `npm run build`: makes dist/, the folder that `npm pack ./dist` packs, and checks what its package.json says. */
const folder = locate('dist');
await rm(folder, { recursive: true, force: true });
const { seconds } = await buildPackage(folder);
console.log(`wrote ${folder} in ${seconds.toFixed(1)} s; try: node dist/bin/showrunner.cjs --help`);
const faults = await lintPackage(folder);
for (const fault of faults) console.error(`dist/package.json: ${fault}`);
process.exitCode = faults.length === 0 ? 0 : 1;
