import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export type RunningYouTube = { readonly url: string; stop(): Promise<void> };

const ENTRY = fileURLToPath(new URL('../emulator/main.ts', import.meta.url));
const PATIENCE_MS = 10_000;

/**
 * Starts the local YouTube as a process of its own, in a group of its own: Ctrl-C ends the worker first. It ends with us,
 * even when we are killed. Port 0: any.
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
    let said = '';
    const read = (chunk: Buffer): void => {
      said += chunk.toString();
      const url = /local YouTube on (\S+)/.exec(said)?.[1];
      if (url !== undefined) resolve(url);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    void ended.then(() => reject(new Error(explain(said))));
    setTimeout(
      () => reject(new Error(`the local YouTube did not start within ${PATIENCE_MS / 1000} s: ${said}`)),
      PATIENCE_MS,
    ).unref();
  });
}

const explain = (said: string): string =>
  `${said.trim().replace(/; choose another one.*$/, '') || 'the local YouTube ended while starting'}; another port: SHOWRUNNER_YOUTUBE_PORT`;
