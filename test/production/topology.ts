import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceVariables } from './compose-file.ts';
import { createDaemon, type Daemon } from './daemon.ts';
import { restartUnlessStopped } from './restart.ts';
import { openServer, SYSTEM } from './server.ts';

type ProductionOptions = {
  /** What .env says; a password of PostgreSQL is made up. */
  readonly variables: Readonly<Record<string, string>>;
  /** The worker's program in the package, as the image has it. */
  readonly program: string;
  /** The local YouTube, instead of Google. */
  readonly youtubeUrl: string;
  readonly log: (line: string) => void;
};

export type Production = Awaited<ReturnType<typeof openProduction>>;

const WORKERS = ['worker-1', 'worker-2'];

/**
 * All that docker-compose.yml describes but the UI: the server, and two workers of the product, each with the environment that the file
 * names. YouTube is the local one.
 *
 * @throws Error as `openServer`
 */
export async function openProduction({ variables, program, youtubeUrl, log }: ProductionOptions) {
  const server = await openServer({ variables, log });
  const { folder, service, address } = server;
  const environment = replaceVariables(service('worker').environment, {
    TEMPORAL_ADDRESS: address,
    SHOWRUNNER_YOUTUBE: youtubeUrl,
  });
  // As the image has it.
  await mkdir(join(folder, 'app', '.showrunner'), { recursive: true });
  const workers = WORKERS.map((name) => createWorker({ name, program, folder, environment }));
  let endWorkers = async (): Promise<void> => {
    for (const worker of workers) await worker.end('SIGKILL');
  };
  const close = async (): Promise<void> => {
    await endWorkers();
    await server.close();
  };
  try {
    await Promise.all(workers.map((worker) => worker.start()));
    log('both workers are ready');
    endWorkers = restartUnlessStopped(workers);
    return { ...server, workers, environment, close };
  } catch (error) {
    await close();
    throw error;
  }
}

type WorkerOptions = {
  readonly name: string;
  readonly program: string;
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
};

/** As the image runs it: the state folder is in the working directory, and both workers share it as they share the volume. */
const createWorker = ({ name, program, folder, environment }: WorkerOptions): Daemon =>
  createDaemon({
    name,
    command: process.execPath,
    args: [program],
    env: { ...SYSTEM, HOME: folder, NODE_ENV: 'production', ...environment },
    cwd: join(folder, 'app'),
    log: join(folder, `${name}.log`),
    isReady: (output) => / s {2}ready$/m.test(output),
  });
