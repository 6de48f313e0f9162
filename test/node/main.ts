// npm run test:node -- 24 [arguments of vitest]: runs the tests on another Node, which npm's package `node-PLATFORM-ARCH` holds.
import { mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { execa } from 'execa';
import { locate } from '../../layout/index.ts';

const [wanted = '', ...args] = process.argv.slice(2);
if (!/^\d+(\.\d+){0,2}$/.test(wanted)) {
  console.error('say which Node, such as 24 or 22.12.0: npm run test:node -- 24 [arguments of vitest]');
  process.exit(1);
}

const node = await install(wanted);
const { stdout: version } = await execa(node, ['--version']);
console.log(`Node ${version} (${node})`);
const { exitCode } = await execa(node, [locate('node_modules/vitest/vitest.mjs'), 'run', ...args], {
  cwd: locate(''),
  stdio: 'inherit',
  reject: false,
  // What tests start as `node` is that one, too.
  env: { PATH: `${dirname(node)}${delimiter}${process.env['PATH'] ?? ''}` },
});
process.exitCode = exitCode ?? 1;

/** The path of that Node, from the cache or from npm. */
async function install(version: string): Promise<string> {
  const name = `node-${process.platform}-${process.arch}`;
  const cache = process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  const folder = join(cache, 'showrunner', 'node', version);
  await mkdir(folder, { recursive: true });
  const options = ['--prefix', folder, '--no-save', '--ignore-scripts', '--loglevel', 'error'];
  await execa('npm', ['install', ...options, `${name}@${version}`], { cwd: folder, stdio: 'inherit' });
  return join(folder, 'node_modules', name, 'bin', 'node');
}
