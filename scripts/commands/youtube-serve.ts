import { spawn } from 'node:child_process';
import { type Settings, stateFolders } from '../../config/settings.ts';
import { listLoaders, locate, locateProgram } from '../../layout/index.ts';
import { defineCommand } from '../lib/command.ts';
import { readOwnSettings } from '../lib/settings.ts';

export const command = defineCommand({
  flags: {
    '--port <number>': 'the port; 0: any free port (default: SHOWRUNNER_YOUTUBE_PORT)',
    '--state <folder>': 'the state folder (default: SHOWRUNNER_STATE)',
  },
  run: async ({ port, state }, env) => {
    const portSetting = port === undefined ? {} : { SHOWRUNNER_YOUTUBE_PORT: port };
    const settings = readOwnSettings({ ...env, ...portSetting, SHOWRUNNER_YOUTUBE: undefined }, { state });
    process.exitCode = await serve(settings);
  },
});

/** Runs the local YouTube as a child process until it or this process ends; returns its exit code. */
function serve({ youtube, state }: Settings): Promise<number> {
  const program = locateProgram('youtube');
  const port = youtube.kind === 'start' ? youtube.port : 0;
  const child = spawn(
    process.execPath,
    [
      ...listLoaders(program),
      program,
      '--port',
      String(port),
      '--state',
      stateFolders(state).youtube,
      '--with-parent',
    ],
    { cwd: locate('.'), stdio: ['pipe', 'inherit', 'inherit'] },
  );
  // The terminal sends Ctrl-C to the child as well; a signal to this process alone is passed on.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
