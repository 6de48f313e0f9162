import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Settings, stateFolders } from '../../config/settings.ts';

const ENTRY = fileURLToPath(new URL('../../emulator/main.ts', import.meta.url));
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Runs the local YouTube as a process of its own until it ends, or we do; answers its exit code. */
export function serve({ youtube, state }: Settings): Promise<number> {
  const port = youtube.kind === 'start' ? youtube.port : 0;
  const child = spawn(
    process.execPath,
    [
      '--import',
      'tsx',
      ENTRY,
      '--port',
      String(port),
      '--state',
      stateFolders(state).youtube,
      '--with-parent',
    ],
    { cwd: ROOT, stdio: ['pipe', 'inherit', 'inherit'] },
  );
  // Ctrl-C reaches the child by itself; a signal to us alone is passed on.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
