import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { execa } from 'execa';
import { locate } from '../../layout/index.ts';
import type { Log, ToolEnvironment } from './log.ts';
import type { Source } from './source.ts';
import { readTail } from './tail.ts';
import { PINNED_VERSION } from './version.ts';

const MODULE = locate('tools/temporal');
const USUAL_PLACE = '/usr/local/go/bin';
const PROGRESS_EVERY_MS = 5_000;
const LIMIT_MS = 30 * 60_000;

/** A program of the Go module. */
export interface GoProgram {
  /** What it is, for messages. */
  readonly what: string;
  /** For people: how long it takes to build. */
  readonly takes: string;
  /** Its main package. */
  readonly mainPackage: string;
  readonly linkerFlags: string;
  /** The file's name. */
  readonly name: string;
}

const TEMPORAL_CLI: GoProgram = {
  what: 'the Temporal server',
  takes: 'about three minutes on two cores',
  mainPackage: 'github.com/temporalio/cli/cmd/temporal',
  linkerFlags: `-s -w -X github.com/temporalio/cli/internal/temporalcli.Version=${PINNED_VERSION}`,
  name: 'temporal',
};

/** Builds a program of the Go module in this folder; go.sum pins every source. */
export function goSource({
  module = MODULE,
  usualPlace = USUAL_PLACE,
  progressEveryMs = PROGRESS_EVERY_MS,
  program = TEMPORAL_CLI,
} = {}): Source {
  return {
    how: 'go',
    name: 'the pinned Go module',
    make: async ({ folder, env, log }) => {
      const go = { path: findGo(env, usualPlace), module, env: goEnvironment(env), progressEveryMs };
      await assertGoVersion(go);
      log(`Building ${program.what} from its Go module. Once per machine; ${program.takes}.`);
      const target = join(folder, program.name);
      await build(go, { program, target }, log);
      return target;
    },
  };
}

/** The folder of a module that the one in this folder needs, in Go's cache of modules. @throws Error without `go` or without that module */
export async function findGoModule(path: string, env: ToolEnvironment): Promise<string> {
  const { stdout } = await execa(findGo(env, USUAL_PLACE), ['list', '-m', '-f', '{{.Dir}}', path], {
    cwd: MODULE,
    env: goEnvironment(env),
    extendEnv: false,
  });
  if (stdout === '') throw new Error(`the Go module ${path} is not in the cache of modules`);
  return stdout;
}

interface Go {
  readonly path: string;
  readonly module: string;
  readonly env: ToolEnvironment;
  readonly progressEveryMs: number;
}

function findGo(env: ToolEnvironment, usualPlace: string): string {
  const folders = [...(env['PATH'] ?? '').split(delimiter), usualPlace];
  const found = folders.filter(Boolean).find((folder) => existsSync(join(folder, 'go')));
  if (!found) throw new Error(`no \`go\` on the PATH or in ${usualPlace}`);
  return join(found, 'go');
}

// The user's GOFLAGS and workspace must not change the build.
function goEnvironment(env: ToolEnvironment): ToolEnvironment {
  return { ...env, CGO_ENABLED: '0', GOFLAGS: '-mod=readonly', GOWORK: 'off' };
}

// From Go 1.21 on, the command fetches the version in go.mod itself, or says that it must not.
async function assertGoVersion({ path, module, env }: Go): Promise<void> {
  const answer = await execa(path, ['env', 'GOVERSION'], {
    cwd: module,
    env,
    extendEnv: false,
    timeout: 120_000,
    reject: false,
  });
  if (answer.failed)
    throw new Error(`${path} cannot be used: ${readTail(answer.stderr, 2).join(' ') || answer.shortMessage}`);
  const minor = Number(/^go1\.(\d+)/.exec(answer.stdout)?.[1] ?? Number.NaN);
  if (minor < 21)
    throw new Error(
      `${path} is too old: ${answer.stdout}; expected go1.26.4, or 1.21 and newer, which fetches it`,
    );
}

async function build(
  { path, module, env, progressEveryMs }: Go,
  { program, target }: { readonly program: GoProgram; readonly target: string },
  log: Log,
): Promise<void> {
  const args = [
    'build',
    '-v',
    '-trimpath',
    '-buildvcs=false',
    '-ldflags',
    program.linkerFlags,
    '-o',
    target,
    program.mainPackage,
  ];
  const running = execa(path, args, { cwd: module, env, extendEnv: false, timeout: LIMIT_MS, reject: false });
  const end = logProgress(running.stderr, { everyMs: progressEveryMs, what: program.what }, log);
  const answer = await running;
  end();
  if (answer.failed)
    throw new Error(`\`go build\` failed: ${readReasons(answer.stderr) || answer.shortMessage}`);
}

function readReasons(output: string): string {
  const lines = readTail(output, Number.POSITIVE_INFINITY).filter(
    (line) => !line.startsWith('go: downloading'),
  );
  return lines.slice(-4).join(' | ');
}

// `go build -v` prints each module that it fetches and each package that it compiles.
function logProgress(
  output: NodeJS.ReadableStream,
  { everyMs, what }: { readonly everyMs: number; readonly what: string },
  log: Log,
): () => void {
  const started = Date.now();
  let modules = 0;
  let packages = 0;
  output.on('data', (chunk: Buffer) => {
    const lines = readTail(chunk.toString(), Number.POSITIVE_INFINITY);
    modules += lines.filter((line) => line.startsWith('go: downloading')).length;
    packages += lines.filter((line) => !line.startsWith('go: ')).length;
  });
  const timer = setInterval(() => {
    const seconds = Math.round((Date.now() - started) / 1000);
    log(`Building ${what}: ${seconds} s, ${modules} modules fetched, ${packages} packages compiled`);
  }, everyMs);
  return () => clearInterval(timer);
}
