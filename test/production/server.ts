import { randomUUID } from 'node:crypto';
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { connect as openSocket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { type ReadService, readComposeFile, replaceVariables } from './compose-file.ts';
import { createDaemon, type Daemon } from './daemon.ts';
import { NotOnThisMachine } from './not-on-this-machine.ts';
import { findPorts } from './ports.ts';
import { createPostgres } from './postgres.ts';
import { prepareServerPrograms, type ServerPrograms } from './server-programs.ts';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** What every container has. */
export const SYSTEM = { PATH: process.env['PATH'] ?? '', HOME: tmpdir(), LANG: 'C.UTF-8' };

type ServerOptions = {
  /** What .env says; a password of PostgreSQL is made up. */
  readonly variables?: Readonly<Record<string, string>>;
  readonly log: (line: string) => void;
};

export type ProductionServer = {
  /** For files of its user; removed at the end. */
  readonly folder: string;
  readonly service: ReadService;
  readonly postgres: Daemon;
  readonly temporal: Daemon;
  readonly address: string;
  readonly namespace: string;
  close(): Promise<void>;
};

/**
 * PostgreSQL and Temporal as docker-compose.yml describes them, without containers: its services as processes of this machine, in its
 * order, each with the environment that the file names. Only hosts and ports are others.
 *
 * @throws NotOnThisMachine when Temporal's programs or PostgreSQL cannot be had
 */
export async function openServer({ variables = {}, log }: ServerOptions): Promise<ProductionServer> {
  const folder = await mkdtemp(join(tmpdir(), 'showrunner-production-'));
  // PostgreSQL runs as another user.
  await chmod(folder, 0o755);
  const started: Daemon[] = [];
  const close = async (): Promise<void> => {
    for (const daemon of started.toReversed()) await daemon.end('SIGKILL');
    await rm(folder, { recursive: true, force: true, maxRetries: 10 });
  };
  const start = async (daemon: Daemon): Promise<Daemon> => {
    started.push(daemon);
    await daemon.start();
    log(`${daemon.name} is ready`);
    return daemon;
  };
  try {
    const service = readComposeFile({ POSTGRES_PASSWORD: randomUUID(), ...variables });
    const programs = await prepareServerPrograms(folder, log).catch((error: Error) => {
      throw new NotOnThisMachine(`Temporal's server cannot be built: ${error.message}`);
    });
    await assertVersion(programs, service('temporal').version);
    const ports = await findPorts(10);
    const [databasePort = 0, frontendPort = 0] = ports;
    const address = `127.0.0.1:${frontendPort}`;
    const postgres = await start(await openPostgres(service, folder, databasePort));
    const database = { SQL_HOST: '127.0.0.1', SQL_PORT: String(databasePort) };
    await runStep(service('temporal-schema'), programs, database);
    log('the schemas are there');
    const temporal = await start(createServer({ service, programs, folder, ports }));
    await runStep(service('temporal-namespace'), programs, { TEMPORAL_ADDRESS: address });
    log('the namespace is there');
    const namespace = service('temporal-namespace').environment['TEMPORAL_NAMESPACE'] ?? '';
    return { folder, service, postgres, temporal, address, namespace, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function assertVersion({ bin }: ServerPrograms, expected: string): Promise<void> {
  const { stdout } = await execa(join(bin, 'temporal-server'), ['--version']);
  if (!stdout.endsWith(` ${expected}`))
    throw new Error(
      `docker-compose.yml has the server ${expected}, tools/temporal/go.mod builds "${stdout}"`,
    );
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

type ServerProcess = {
  readonly service: ReadService;
  readonly programs: ServerPrograms;
  readonly folder: string;
  readonly ports: readonly number[];
};

/** The image starts this program, which makes its configuration from the environment. Its file of dynamic configuration is mounted. */
function createServer({ service, programs, folder, ports }: ServerProcess): Daemon {
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

const accepts = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = openSocket({ port, host: '127.0.0.1' });
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
