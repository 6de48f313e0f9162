import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { SECRET_SETTINGS } from '../config/secret-files.ts';
import { readSettings, SETTINGS } from '../config/settings.ts';
import { findReadyz, isPolling } from '../deploy/health.ts';
import { listFlags } from '../tools/temporal/flags.ts';
import { readComposeFile } from './production/compose-file.ts';

type Service = {
  image?: string;
  environment?: Record<string, unknown>;
  healthcheck?: { test?: unknown };
  depends_on?: Record<string, { condition?: string }> | string[];
  ports?: string[];
  volumes?: string[];
  logging?: unknown;
};
type Compose = { services: Record<string, Service> };

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const text = read('docker-compose.yml');
const SET_UP = fileURLToPath(new URL('../deploy/setup-postgres.sh', import.meta.url));
/** Settings that the compose file decides, or that are of the development server and the local YouTube. */
const FIXED = [
  'SHOWRUNNER_STATE',
  'SHOWRUNNER_YOUTUBE',
  'SHOWRUNNER_YOUTUBE_PORT',
  'SHOWRUNNER_TEMPORAL_BINARY',
  'SHOWRUNNER_TEMPORAL_PORT',
  'SHOWRUNNER_TEMPORAL_UI_PORT',
  'SHOWRUNNER_LOG',
];
const compose = (): Compose => parse(text, { merge: true });

describe('docker-compose.yml', () => {
  it('conforms to the Compose Specification', () => {
    expect(findSchemaErrors(compose())).toEqual([]);
    expect(findSchemaErrors({ services: { worker: { imagine: 'x' } } })).toContain(
      '/services/worker must NOT have unevaluated properties',
    );
  });

  it('pins every image to a tag with a version', () => {
    expect(findUnpinned(Object.values(compose().services).map(({ image }) => image))).toEqual([]);
    expect(findUnpinned(['a', 'a:latest', 'a:16', 'registry:5000/a', 'a:16.13', 'a:1.2-slim'])).toEqual([
      'a',
      'a:latest',
      'a:16',
      'registry:5000/a',
    ]);
  });

  it('has a health check for every long-running service', () => {
    expect(findUnchecked(compose())).toEqual([]);
    expect(findUnchecked(without(compose(), 'temporal-ui', 'healthcheck'))).toEqual(['temporal-ui']);
  });

  it('waits for dependencies that exist, with conditions that can become true', () => {
    expect(findBadDependencies(compose())).toEqual([]);
    const broken = without(compose(), 'temporal', 'healthcheck');
    expect(findBadDependencies(broken)).toContain('worker waits for temporal: service_healthy');
    expect(findBadDependencies({ services: { a: { depends_on: ['b'] } } })).toEqual([
      'a waits for 0: undefined',
    ]);
  });

  it('contains no secret: each comes from .env, without a default', () => {
    expect(findSecrets(compose())).toEqual([]);
    const environment = { POSTGRES_PWD: 'temporal', SQL_PASSWORD: `\${X:-y}`, A_TOKEN: `\${A_TOKEN:?}` };
    expect(findSecrets({ services: { a: { environment } } })).toEqual(['a POSTGRES_PWD', 'a SQL_PASSWORD']);
  });

  it.each(['x7 y7', 'x7"y7', 'x7\\y7', 'x7\ty7'])(
    'a password with which Temporal cannot log in is refused: %j',
    async (password) => {
      const { exitCode, stderr } = await execa('/bin/sh', [SET_UP], {
        env: { PATH: '/nowhere', SQL_PASSWORD: password },
        extendEnv: false,
        reject: false,
      });
      expect([exitCode, stderr]).toEqual([1, expect.stringMatching(/^POSTGRES_PASSWORD has a space, /)]);
      expect(stderr).not.toContain(password);
    },
  );

  it('any other password is given to Temporal', async () => {
    const { exitCode, stderr } = await execa('/bin/sh', [SET_UP], {
      env: { PATH: '/nowhere', SQL_PASSWORD: "a+/:@?#%&'$-é" },
      extendEnv: false,
      reject: false,
    });
    // Its program is not there.
    expect([exitCode, stderr]).toEqual([127, expect.stringContaining('temporal-sql-tool')]);
  });

  it('names every variable in .env.example, which gives none a value', () => {
    const example = read('.env.example')
      .split('\n')
      .filter((line) => /^[^#]/.test(line));
    expect(example.map((line) => line.replace(/=$/, '')).sort()).toEqual(findVariables(text));
  });

  it('passes every setting to the worker, and the file of each secret', () => {
    const { environment = {} } = compose().services['worker'] ?? {};
    const secrets = SECRET_SETTINGS.filter((name) => name in SETTINGS).map((name) => `${name}_FILE`);
    for (const name of [...Object.keys(SETTINGS), ...secrets]) {
      const value = environment[name];
      if (FIXED.includes(name)) expect([name, String(value)]).not.toEqual([name, `\${${name}:-}`]);
      else expect([name, value]).toEqual([name, `\${${name}:-}`]);
    }
    const notify = Object.keys(environment).filter((name) => /^SHOWRUNNER_NOTIFY_.*(?<!_FILE)$/.test(name));
    expect(notify.length).toBeGreaterThan(3);
    expect(notify.filter((name) => !(`${name}_FILE` in environment))).toEqual([]);
  });

  it('gives the worker an environment that it accepts, with the log on stdout', () => {
    const variables = { POSTGRES_PASSWORD: 'x', SHOWRUNNER_REPOSITORY: 'https://example.org/academy.git' };
    const settings = readSettings(readComposeFile(variables)('worker').environment);
    expect(settings).toMatchObject({ log: { to: 'stdout' }, youtube: { kind: 'google' }, pollMs: 60_000 });
  });

  it('takes the key and the hosts of ssh from the folder of secrets, without a prompt', () => {
    const { environment = {}, volumes = [] } = compose().services['worker'] ?? {};
    const words = String(environment['GIT_SSH_COMMAND']).trim().split(/\s+/);
    expect(words.filter((word) => word.startsWith('/') || word.includes('=/'))).toEqual([
      'UserKnownHostsFile=/run/secrets/known_hosts',
      '/run/secrets/ssh-key',
    ]);
    expect(words).toEqual(expect.arrayContaining(['BatchMode=yes', 'StrictHostKeyChecking=yes']));
    expect(volumes).toContain('./secrets:/run/secrets:ro');
    expect(read('.gitignore')).toMatch(/^secrets\/$/m);
  });

  it('runs two workers on one state folder, which is the one of the settings', () => {
    const { volumes = [] } = compose().services['worker'] ?? {};
    expect(text).toContain(`replicas: "\${WORKERS:-2}"`);
    expect(read('Dockerfile')).toMatch(/^WORKDIR \/app$/m);
    expect(volumes).toContain(`worker:/app/${SETTINGS.SHOWRUNNER_STATE.fallback}`);
  });

  it('limits the log of every long-running service', () => {
    const { services } = compose();
    const unlimited = findLongRunning({ services }).filter((name) => services[name]?.logging === undefined);
    expect(unlimited).toEqual([]);
  });

  it('closes the HTTP API of the frontend, which a form of any web page could use', () => {
    const dynamic: Record<string, unknown> = parse(read('deploy/dynamicconfig/docker.yaml'));
    expect(dynamic['frontend.httpAllowedHosts']).toEqual([{ value: [] }]);
  });

  it('configures the server as the development server is', () => {
    const dynamic: Record<string, unknown> = parse(read('deploy/dynamicconfig/docker.yaml'));
    const flags = listFlags({ port: 1, namespace: 'default', searchAttributes: {}, dynamicConfig: {} });
    const settings = flags.flatMap((flag) => /^(history\.\w+)=(\d+)$/.exec(flag)?.slice(1) ?? []);
    expect(settings).toHaveLength(8);
    for (let at = 0; at < settings.length; at += 2)
      expect(dynamic[settings[at] ?? '']).toEqual([{ value: Number(settings[at + 1]) }]);
  });

  it('publishes ports on this machine only', () => {
    const ports = Object.values(compose().services).flatMap((service) => service.ports ?? []);
    expect(ports.length).toBeGreaterThan(0);
    expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
  });
});

describe('Dockerfile', () => {
  const lines = read('Dockerfile').split('\n');

  it('pins its base, and the worker does not run as root', () => {
    const bases = lines.flatMap((line) => /^FROM (\S+)/.exec(line)?.[1] ?? []);
    expect(bases.length).toBeGreaterThan(0);
    expect(findUnpinned(bases)).toEqual([]);
    expect(lines.findLast((line) => line.startsWith('USER '))).toBe('USER node');
  });

  it('lets neither content nor secrets into the build', () => {
    const allowed = read('.dockerignore')
      .split('\n')
      .filter((line) => line.startsWith('!'));
    expect(read('.dockerignore')).toMatch(/^\*$/m);
    expect(allowed).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/env|git|secrets|guests|episodes|academy/)]),
    );
    expect(allowed).toEqual(expect.arrayContaining(['!package-lock.json', '!worker', '!deploy/health.ts']));
  });

  it('takes only what was built into the image, and nothing for other platforms', () => {
    const image = lines.slice(lines.lastIndexOf(lines.findLast((line) => line.startsWith('FROM ')) ?? ''));
    expect(image.filter((line) => line.startsWith('COPY '))).toEqual([
      'COPY --from=build /source/dist /opt/showrunner',
    ]);
    expect(lines.join('\n')).toContain(`! -name "$(uname -m)-unknown-linux-gnu" -exec rm -r {} +`);
  });
});

describe("the namespace step's search attributes", () => {
  it('are those of DESIGN.md section 5', () => {
    const pairs = [...read('deploy/create-namespace.sh').matchAll(/--name (\w+) --type (\w+)/g)];
    expect(Object.fromEntries(pairs.map(([, name, type]) => [name, type]))).toEqual({
      EpisodeId: 'Keyword',
      Show: 'Keyword',
      Guests: 'KeywordList',
      Phase: 'Keyword',
      VideoId: 'Keyword',
      Commit: 'Keyword',
      NeedsAttention: 'Bool',
      Reason: 'KeywordList',
      StartsAt: 'Datetime',
    });
  });
});

describe('isPolling', () => {
  const pollers = [{ identity: '1@abc', lastAccessMs: 1_000_000 }];

  it('requires a poller of this host, seen within two minutes', () => {
    expect(isPolling(pollers, 'abc', 1_060_000)).toBe(true);
    expect(isPolling(pollers, 'abc', 1_120_000)).toBe(false);
    expect(isPolling(pollers, 'bc', 1_060_000)).toBe(false);
    expect(isPolling([], 'abc', 1_060_000)).toBe(false);
  });
});

describe('findReadyz', () => {
  it.each([
    [undefined, undefined],
    ['', undefined],
    ['0', undefined],
    ['9464', 'http://127.0.0.1:9464/readyz'],
    ['0.0.0.0:9464', 'http://127.0.0.1:9464/readyz'],
    ['[::]:9464', 'http://[::1]:9464/readyz'],
    ['10.0.0.7:9464', 'http://10.0.0.7:9464/readyz'],
  ])('of %s is %s', (http, url) => {
    expect(findReadyz(http)).toBe(url);
  });
});

function findSchemaErrors(value: unknown): string[] {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  const validate = ajv.compile(JSON.parse(read('test/fixtures/compose-spec.json')));
  validate(value);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** A tag of at least two numbers: `16` alone moves with every release. */
function findUnpinned(images: readonly (string | undefined)[]): string[] {
  return images.map(String).filter((image) => !/:v?\d+\.\d+[\w.-]*$/.test(image));
}

const findUnchecked = (compose: Compose): string[] =>
  findLongRunning(compose).filter((name) => !compose.services[name]?.healthcheck?.test);

/** A step is a service whose completion others wait for; all other services keep running. */
function findLongRunning({ services }: Compose): string[] {
  const steps = new Set(
    listDependencies({ services })
      .filter(isStep)
      .map(({ on }) => on),
  );
  return Object.keys(services).filter((name) => !steps.has(name));
}

/** `service_started` proves nothing; a missing health check or service never becomes true. */
function findBadDependencies({ services }: Compose): string[] {
  const comesTrue = (need: Dependency): boolean =>
    need.on in services &&
    (isStep(need) || (need.condition === 'service_healthy' && services[need.on]?.healthcheck !== undefined));
  return listDependencies({ services })
    .filter((need) => !comesTrue(need))
    .map(({ name, on, condition }) => `${name} waits for ${on}: ${condition}`);
}

type Dependency = { name: string; on: string; condition: string | undefined };

const isStep = ({ condition }: Dependency): boolean => condition === 'service_completed_successfully';

function listDependencies({ services }: Compose): Dependency[] {
  return Object.entries(services).flatMap(([name, service]) =>
    Object.entries(service.depends_on ?? {}).map(([on, { condition }]) => ({ name, on, condition })),
  );
}

const SECRET = /PASSWORD|PWD|SECRET|TOKEN|CLIENT_ID|REPOSITORY/;
/** One that is not required may be empty. */
const FROM_ENV = /^\$\{[A-Z_]+(:\?[^}]*|:-)?\}$/;

function findSecrets({ services }: Compose): string[] {
  return Object.entries(services).flatMap(([name, service]) =>
    Object.entries(service.environment ?? {})
      .filter(([key, value]) => SECRET.test(key) && !FROM_ENV.test(String(value)))
      .map(([key]) => `${name} ${key}`),
  );
}

const findVariables = (source: string): string[] =>
  [...new Set([...source.matchAll(/\$\{([A-Z_]+)/g)].map(([, name]) => String(name)))].sort();

function without(source: Compose, service: string, key: keyof Service): Compose {
  delete source.services[service]?.[key];
  return source;
}
