import { execa } from 'execa';
import { inject } from 'vitest';
import type { Ran } from './command.ts';

/** `showrunner login`, waiting for the person. */
export type LoginProcess = {
  /** The address for the browser. */
  readonly url: string;
  /** What the person pastes. */
  paste(line: string): void;
  readonly done: Promise<Ran>;
};

/** Starts a login against the local YouTube at `youtube`, and waits until it says which address to open. */
export async function startLogin(
  folder: string,
  {
    youtube,
    args = [],
    env = {},
  }: {
    readonly youtube: string;
    readonly args?: readonly string[];
    readonly env?: Readonly<Record<string, string>>;
  },
): Promise<LoginProcess> {
  const clean = Object.entries(process.env).filter(([name]) => !/^(SHOWRUNNER|TEMPORAL)_/.test(name));
  const child = execa('node', [inject('build').showrunner, 'login', ...args], {
    cwd: folder,
    env: { ...Object.fromEntries(clean), SHOWRUNNER_YOUTUBE: youtube, ...env },
    extendEnv: false,
    reject: false,
  });
  const url = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const [address] = /^http:\S+(?=\n)/m.exec(said) ?? [];
      if (address !== undefined) resolve(address);
    });
    void child.then(({ stderr, stdout }) => reject(new Error(`it ended: ${stdout}${stderr}`)));
  });
  return {
    url,
    paste: (line) => void child.stdin.write(`${line}\n`),
    done: child.then(({ exitCode, stdout, stderr }) => ({ code: exitCode, stdout, stderr })),
  };
}

type Consent = { readonly channel?: string; readonly scope?: string; readonly answer?: string };

/** Answers the consent page without a browser. @returns where the browser would go */
export async function answerConsent(
  url: string,
  {
    channel = '',
    scope = 'https://www.googleapis.com/auth/youtube.force-ssl',
    answer = 'allow',
  }: Consent = {},
): Promise<string> {
  const body = new URLSearchParams({ answer, scope, channel });
  const { headers } = await fetch(url, { method: 'POST', body, redirect: 'manual' });
  return headers.get('location') ?? '';
}
