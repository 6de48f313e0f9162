import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export type RunningYouTube = { readonly url: string; stop(): Promise<void> };

const ENTRY = fileURLToPath(new URL('../emulator/main.ts', import.meta.url));
const TIMEOUT_MS = 10_000;

/**
 * Starts the local YouTube as a process in a process group of its own, so that Ctrl-C stops the worker first. It ends with this
 * process, even when this is killed. Port 0: any free port.
 */
export async function startLocalYouTube({
  port,
  folder,
}: {
  port: number;
  folder: string;
}): Promise<RunningYouTube> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', ENTRY, '--port', String(port), '--state', folder, '--with-parent'],
    {
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
      cwd: fileURLToPath(new URL('..', import.meta.url)),
    },
  );
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await readUrl(child, ended);
  return {
    url,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function readUrl(child: ReturnType<typeof spawn>, ended: Promise<void>): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      const url = /local YouTube on (\S+)/.exec(output)?.[1];
      if (url !== undefined) resolve(url);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    void ended.then(() => reject(new Error(describeFailure(output))));
    setTimeout(
      () => reject(new Error(`the local YouTube did not start within ${TIMEOUT_MS / 1000} s: ${output}`)),
      TIMEOUT_MS,
    ).unref();
  });
}

const describeFailure = (output: string): string =>
  `${output.trim().replace(/; choose another one.*$/, '') || 'the local YouTube ended while starting'}; SHOWRUNNER_YOUTUBE_PORT sets another port`;
