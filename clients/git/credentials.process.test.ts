import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { KeptEntry } from '../../domain/changes/kept/entry.ts';
import {
  ACADEMY,
  createFolder,
  createTestRepository,
  removeFolder,
  type TestRepository,
} from '../../test/support/git-repository.ts';
import { openRepository } from './index.ts';
import { createKeptStore } from './kept.ts';

const PASSWORD = 'correct-horse-battery';
const TOKEN = 'tok_0123456789abcdef0123';

let scratch: string;
let content: TestRepository;
let head: string;

type Served = { readonly origin: string; readonly seen: Set<string>; close(): Promise<void> };

/** A repository over plain HTTP. `seen`: every Authorization that was sent, and every secret in an argument of a process meanwhile. */
async function serve(
  answer: (request: IncomingMessage, response: ServerResponse) => boolean,
): Promise<Served> {
  const seen = new Set<string>();
  const server = createServer(async (request, response) => {
    if (request.headers.authorization !== undefined) seen.add(request.headers.authorization);
    for (const line of listCommandLines())
      if (line.includes(PASSWORD) || line.includes(TOKEN)) seen.add(line);
    if (answer(request, response)) return;
    const path = new URL(request.url ?? '', 'http://x').pathname.replace('/academy.git', '');
    const bytes = await readFile(join(content.folder, '.git', path)).catch(() => undefined);
    response.writeHead(bytes === undefined ? 404 : 200).end(bytes);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { origin: `http://127.0.0.1:${port}`, seen, close };
}

/** As `ps` shows them to every user. */
function listCommandLines(): string[] {
  if (!existsSync('/proc')) return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        return [readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')];
      } catch {
        return [];
      }
    });
}

/** Lets in only those who log in like this. */
const guard =
  (login: string) =>
  ({ headers }: IncomingMessage, response: ServerResponse): boolean => {
    if (headers.authorization === `Basic ${Buffer.from(login).toString('base64')}`) return false;
    response.writeHead(401, { 'www-authenticate': 'Basic realm="academy"' }).end();
    return true;
  };

const open = (location: string, name = 'state') =>
  openRepository({ location, folder: join(scratch, name), branch: 'main' });

const writeHome = async (name: string, text: string): Promise<void> => {
  await mkdir(join(scratch, name));
  await writeFile(join(scratch, name, '.gitconfig'), text);
  vi.stubEnv('HOME', join(scratch, name));
};

beforeAll(async () => {
  scratch = await createFolder();
  content = await createTestRepository(join(scratch, 'content'));
  head = await content.commit(ACADEMY);
  await content.git('update-server-info');
});
afterAll(() => removeFolder(scratch));
// The next test file is in this process.
afterEach(() => {
  vi.unstubAllEnvs();
});

describe('a login that is made when it is needed', () => {
  const openWith = (server: Served, password: string, origin = server.origin) => {
    const forgotten: string[] = [];
    const login = {
      origin,
      read: async () => ({ username: 'x-access-token', password }),
      forget: () => void forgotten.push(password),
    };
    const location = `${server.origin}/academy.git`;
    const folder = join(scratch, `made-${password}-${origin === server.origin}`);
    return { forgotten, opening: openRepository({ location, folder, branch: 'main', login }) };
  };

  it('is sent, and in no argument', async () => {
    const server = await serve(guard(`x-access-token:${TOKEN}`));
    const repository = await openWith(server, TOKEN).opening;
    expect(await repository.readHead()).toBe(head);
    await server.close();
    const sent = Buffer.from(`x-access-token:${TOKEN}`).toString('base64');
    expect([...server.seen]).toEqual([`Basic ${sent}`]);
  });

  it('that is refused is made again, and goes to no other host', async () => {
    const server = await serve(guard('someone:else'));
    const { forgotten, opening } = openWith(server, PASSWORD);
    await expect((await opening).readHead()).rejects.toMatchObject({ fault: 'refused' });
    expect(forgotten).toEqual([PASSWORD]);
    const seen = server.seen.size;
    const elsewhere = await openWith(server, PASSWORD, 'https://github.com').opening;
    await expect(elsewhere.readHead()).rejects.toMatchObject({ fault: 'refused' });
    await server.close();
    expect(server.seen.size).toBe(seen);
  });
});

describe('a login in the URL', () => {
  it.each([
    ['of a user with a password', `ada:${PASSWORD}`, `ada:${PASSWORD}`],
    ['of a token alone', TOKEN, `${TOKEN}:`],
    ['of a user with a token that is encoded', `oauth2:${TOKEN}%2Fx`, `oauth2:${TOKEN}/x`],
  ])('%s is sent, and in no argument and no file', async (name, login, expected) => {
    const server = await serve(guard(expected));
    const location = server.origin.replace('//', `//${login}@`).concat('/academy.git');
    const repository = await open(location, name);
    expect(await repository.readHead()).toBe(head);
    await repository.watch(() => undefined).close();
    await server.close();
    expect([...server.seen]).toEqual([`Basic ${Buffer.from(expected).toString('base64')}`]);
    expect(repository.location).toBe(server.origin.replace('//', '//(hidden)@').concat('/academy.git'));
  });

  it('that is refused is not shown, and the error says what to do', async () => {
    const server = await serve(guard('someone:else'));
    const opened = await open(server.origin.replace('//', `//ada:${PASSWORD}@`).concat('/academy.git'), 'no');
    const reading = opened.readHead();
    await expect(reading).rejects.toMatchObject({ fault: 'refused', kind: 'stall' });
    await expect(reading).rejects.not.toThrow(PASSWORD);
    await server.close();
  });

  it('goes to no other host', async () => {
    const other = await serve(guard(`ada:${PASSWORD}`));
    const server = await serve((request, response) => {
      response.writeHead(302, { location: `${other.origin}${request.url}` }).end();
      return true;
    });
    const opened = await open(
      server.origin.replace('//', `//ada:${PASSWORD}@`).concat('/academy.git'),
      'redirect',
    );
    await expect(opened.readHead()).rejects.toMatchObject({ kind: 'stall' });
    expect([...other.seen]).toEqual([]);
    await Promise.all([server.close(), other.close()]);
  });

  it('is in no argument when something is kept, listed and pushed', async () => {
    const server = await serve(guard(`ada:${PASSWORD}`));
    const remote = server.origin.replace('//', `//ada:${PASSWORD}@`).concat('/academy.git');
    const store = createKeptStore({ folder: join(scratch, 'kept.git'), remote });
    expect(store.place).not.toContain(PASSWORD);
    expect(await store.listAll()).toEqual([]);
    // A server of plain files takes no push.
    const keeping = store.keep(ENTRY);
    await expect(keeping).rejects.toMatchObject({ name: 'RepositoryError' });
    await expect(keeping).rejects.not.toThrow(PASSWORD);
    expect([...server.seen].filter((line) => !line.startsWith('Basic '))).toEqual([]);
    await server.close();
  });
});

const ENTRY: KeptEntry = {
  videoId: 'vid_0000-01',
  episodeId: 'talks/one',
  at: '2026-11-29T22:00:00.000Z',
  commit: 'c'.repeat(40),
  fields: ['description'],
  kind: 'texts',
  texts: { title: 'Theirs', description: 'Old', tags: [] },
};

describe('what a person has configured for private repositories', () => {
  it('is used: a credential helper, also for a user that the URL names', async () => {
    const server = await serve(guard(`ada:${PASSWORD}`));
    await writeHome(
      'helper',
      `[credential "${server.origin}"]\n\thelper = "!f() { test $1 = get && echo username=ada && echo password=${PASSWORD}; }; f"\n`,
    );
    expect(await (await open(`${server.origin}/academy.git`, 'h1')).readHead()).toBe(head);
    expect(await (await open(`${server.origin.replace('//', '//ada@')}/academy.git`, 'h2')).readHead()).toBe(
      head,
    );
    await server.close();
  });

  it('is used: other addresses, headers and proxies, also from the environment', async () => {
    const server = await serve(({ headers }, response) => {
      if (headers['x-team'] === 'academy') return false;
      response.writeHead(403).end();
      return true;
    });
    await writeHome(
      'headers',
      `[url "${server.origin}/"]\n\tinsteadOf = https://git.academy.example/\n[http "${server.origin}"]\n\textraHeader = "X-Team: academy"\n`,
    );
    expect(await (await open('https://git.academy.example/academy.git', 'u1')).readHead()).toBe(head);
    await writeHome('proxy', `[http]\n\tproxy = ${server.origin}\n\textraHeader = "X-Team: academy"\n`);
    expect(await (await open('http://git.invalid/academy.git', 'p1')).readHead()).toBe(head);
    await writeHome('nothing', '');
    vi.stubEnv('GIT_CONFIG_COUNT', '1');
    vi.stubEnv('GIT_CONFIG_KEY_0', 'http.extraHeader');
    vi.stubEnv('GIT_CONFIG_VALUE_0', 'X-Team: academy');
    expect(await (await open(`${server.origin}/academy.git`, 'e1')).readHead()).toBe(head);
    await server.close();
  });

  it('is used: an ssh command', async () => {
    const log = join(scratch, 'ssh-log');
    await writeHome('ssh', `[core]\n\tsshCommand = "sh -c 'echo $@ >>${log}; exit 1' --"\n`);
    await expect((await open('git@academy.invalid:a/b.git', 's1')).readHead()).rejects.toBeDefined();
    expect(await readFile(log, 'utf8')).toContain('git@academy.invalid');
  });

  it('is named in the error when git cannot read it', async () => {
    await writeHome('broken', '[unclosed\n');
    const opened = await open('http://127.0.0.1:9/academy.git', 'b1');
    await expect(opened.readHead()).rejects.toMatchObject({ fault: 'refused' });
    await expect(opened.readHead()).rejects.toThrow(/git cannot read its configuration: .*bad config/s);
  });
});
