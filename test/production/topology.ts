import { randomUUID } from 'node:crypto';
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { connect as openSocket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { type ReadService, readComposeFile, replaceVariables } from './compose-file.ts';
import { createDaemon, type Daemon } from './daemon.ts';
import { findPorts } from './ports.ts';
import { createPostgres } from './postgres.ts';
import { prepareServerPrograms, type ServerPrograms } from './server-programs.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** What every container has. */
const SYSTEM = { PATH: process.env['PATH'] ?? '', HOME: tmpdir(), LANG: 'C.UTF-8' };

type TopologyOptions = {
  /** What .env says; a password of PostgreSQL is made up. */
  readonly variables: Readonly<Record<string, string>>;
  /** The local YouTube, instead of Google. */
  readonly youtubeUrl: string;
  readonly workers?: number;
  readonly log: (line: string) => void;
};

export type Production = Awaited<ReturnType<typeof openProduction>>;

/**
 * What docker-compose.yml describes, without containers: its services as processes of this machine, in its order, each with the
 * environment that the file names. Only hosts and ports are others, and YouTube is the local one.
 *
 * @throws Error when Temporal's programs or PostgreSQL cannot be had on this machine
 */
export async function openProduction({ variables, youtubeUrl, workers = 2, log }: TopologyOptions) {
  const folder = await mkdtemp(join(tmpdir(), 'showrunner-production-'));
  // PostgreSQL runs as another user.
  await chmod(folder, 0o755);
  const started: Daemon[] = [];
  const close = async (): Promise<void> => {
    for (const daemon of started.toReversed())
      await daemon.end(daemon.name === 'postgresql' ? 'SIGQUIT' : 'SIGKILL');
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  const start = async (daemon: Daemon): Promise<Daemon> => {
    started.push(daemon);
    await daemon.start();
    log(`${daemon.name} is ready`);
    return daemon;
  };
  try {
    const service = readComposeFile({ POSTGRES_PASSWORD: randomUUID(), ...variables });
    const programs = await prepareServerPrograms(folder, log);
    await assertVersion(programs, service('temporal').version);
    const ports = await findPorts(10);
    const [databasePort = 0, frontendPort = 0] = ports;
    const postgres = await start(await openPostgres(service, folder, databasePort));
    await runStep(service('temporal-schema'), programs, {
      SQL_HOST: '127.0.0.1',
      SQL_PORT: String(databasePort),
    });
    log('schemas are there');
    const temporal = await start(createServer({ service, programs, folder, ports }));
    const address = `127.0.0.1:${frontendPort}`;
    await runStep(service('temporal-namespace'), programs, { TEMPORAL_ADDRESS: address });
    log('the namespace is there');
    const environment = replaceVariables(service('worker').environment, {
      TEMPORAL_ADDRESS: address,
      SHOWRUNNER_YOUTUBE: youtubeUrl,
    });
    await mkdir(join(folder, 'app'));
    const list = Array.from({ length: workers }, (_, index) =>
      createWorker({ name: `worker-${index + 1}`, folder, environment }),
    );
    await Promise.all(list.map(start));
    return {
      folder,
      postgres,
      temporal,
      workers: list,
      address,
      namespace: environment['TEMPORAL_NAMESPACE'] ?? '',
      environment,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function assertVersion({ bin }: ServerPrograms, expected: string): Promise<void> {
  const { stdout } = await execa(join(bin, 'temporal-server'), ['--version']);
  if (!stdout.endsWith(` ${expected}`))
    throw new Error(`docker-compose.yml has the server ${expected}, tools/temporal/go.mod builds "${stdout}"`);
}

async function openPostgres(service: ReadService, folder: string, port: number): Promise<Daemon> {
  const { POSTGRES_USER = '', POSTGRES_PASSWORD = '' } = service('postgresql').environment;
  const own = join(folder, 'postgresql');
  await mkdir(own, { mode: 0o755 });
  return createPostgres({ folder: own, port, user: POSTGRES_USER, password: POSTGRES_PASSWORD });
}

/** A service that runs a script of deploy/ once. */
async function runStep(
  { command, environment }: ReturnType<ReadService>,
  { bin, schema }: ServerPrograms,
  addresses: Readonly<Record<string, string>>,
): Promise<void> {
  const [script = ''] = command;
  await execa('sh', [join(ROOT, script)], {
    env: {
      ...SYSTEM,
      PATH: `${bin}:${SYSTEM.PATH}`,
      SCHEMA_FOLDER: schema,
      ...replaceVariables(environment, addresses),
    },
    extendEnv: false,
  });
}

type ServerOptions = {
  readonly service: ReadService;
  readonly programs: ServerPrograms;
  readonly folder: string;
  readonly ports: readonly number[];
};

/** The image starts this program, which makes its configuration from the environment. Its file of dynamic configuration is mounted. */
function createServer({ service, programs, folder, ports }: ServerOptions): Daemon {
  const [database = 0, frontend = 0, ...others] = ports.map(String);
  const names = [
    'FRONTEND_MEMBERSHIP_PORT',
    'FRONTEND_HTTP_PORT',
    'MATCHING_GRPC_PORT',
    'MATCHING_MEMBERSHIP_PORT',
    'HISTORY_GRPC_PORT',
    'HISTORY_MEMBERSHIP_PORT',
    'WORKER_GRPC_PORT',
    'WORKER_MEMBERSHIP_PORT',
  ];
  return createDaemon({
    name: 'temporal',
    command: join(programs.bin, 'temporal-server'),
    args: ['start'],
    env: {
      ...SYSTEM,
      HOME: folder,
      ...replaceVariables(service('temporal').environment, {
        POSTGRES_SEEDS: '127.0.0.1',
        DB_PORT: String(database),
        BIND_ON_IP: '127.0.0.1',
      }),
      DYNAMIC_CONFIG_FILE_PATH: join(ROOT, 'deploy/dynamicconfig/docker.yaml'),
      FRONTEND_GRPC_PORT: String(frontend),
      ...Object.fromEntries(names.map((name, index) => [name, others[index]])),
    },
    cwd: folder,
    log: join(folder, 'temporal.log'),
    isReady: () => accepts(Number(frontend)),
  });
}

type WorkerOptions = {
  readonly name: string;
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
};

/** As the image runs it: the state folder is in the working directory, and both workers share it as they share the volume. */
const createWorker = ({ name, folder, environment }: WorkerOptions): Daemon =>
  createDaemon({
    name,
    command: process.execPath,
    args: ['--import', import.meta.resolve('tsx'), join(ROOT, 'worker/main.ts')],
    env: { ...SYSTEM, HOME: folder, NODE_ENV: 'production', ...environment },
    cwd: join(folder, 'app'),
    log: join(folder, `${name}.log`),
    isReady: (output) => / s {2}ready$/m.test(output),
  });

const accepts = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = openSocket({ port, host: '127.0.0.1' });
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
