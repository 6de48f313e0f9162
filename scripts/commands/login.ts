import { type ConsentRequest, OAuthError, requestConsent } from '../../clients/youtube/oauth.ts';
import { credentialsPath, type StoredCredentials, storeCredentials } from '../../config/credentials.ts';
import { type Environment, readSettings, type Settings } from '../../config/settings.ts';
import { describeTimes } from '../../contract/reports/words.ts';
import { defined } from '../../domain/shared/defined.ts';
import { printLines } from '../../domain/shared/media/terminal.ts';
import { hideSecret } from '../../domain/shared/redact.ts';
import { defineCommand } from '../lib/command.ts';
import { openConsole } from '../lib/confirm.ts';
import { JSON_FLAG } from '../lib/flags.ts';
import { CommandError, count, type Outcome, printAside } from '../lib/outcome.ts';
import { type AcademyChannel, readAcademyChannel, writeAcademyChannel } from './login/academy-channel.ts';
import { firstArrival, openBrowser } from './login/browser.ts';
import { checkGrant } from './login/check-grant.ts';
import { chooseTarget, type OAuthTarget } from './login/client.ts';
import { type Answer, openLoopback, type PageResult } from './login/loopback.ts';

export const command = defineCommand({
  flags: {
    '--no-browser': 'print the address to open, on any machine, and take the one that browser ends at',
    '--client <file>':
      'the JSON file of the OAuth client (default: SHOWRUNNER_YOUTUBE_CLIENT_ID and _SECRET)',
    '--print': 'print the refresh token, for a secret store, and write no file',
    '--port <number>': 'port of the loopback address, for example one that ssh forwards (default: any)',
    '--yes': 'write the channel into academy.yaml without asking, if it names none',
    '--repository <place>': 'the content repository, whose academy.yaml names the channel',
    '--state <folder>': 'the state folder of the worker (default: SHOWRUNNER_STATE)',
    ...JSON_FLAG,
  },
  run: ({ browser, client, print, port, yes, repository, state, json }, env) => {
    const settings = readSettings(env, {
      ...defined({ SHOWRUNNER_REPOSITORY: repository, SHOWRUNNER_STATE: state }),
    });
    const options = { browser, client, print: print === true, yes: yes === true, json: json === true };
    return login({ settings, env, port: parsePort(port ?? '0'), ...options });
  },
});

function parsePort(text: string): number {
  const port = Number(text);
  if (text.trim() !== '' && Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new CommandError(`--port: expected a number from 0 to 65535, found "${text}"`);
}

type Input = {
  readonly settings: Settings;
  readonly env: Environment;
  readonly port: number;
  readonly browser: boolean;
  readonly client: string | undefined;
  readonly print: boolean;
  readonly yes: boolean;
  readonly json: boolean;
};

/** What is said on the way goes to stderr: with --print, stdout is the token and nothing else. */
const say = (...lines: readonly string[]): void => printAside(printLines(lines));

/** Asks the channel's owner for their consent in a browser, checks what they allowed, and stores it. */
async function login(input: Input): Promise<Outcome> {
  const { settings } = input;
  const target = await chooseTarget(settings, input.client);
  const academy = await readAcademyChannel(settings);
  const loopback = await openLoopback(input.port);
  try {
    const consent = await requestConsent(target, loopback.redirectUri);
    const arriving = loopback.waitFor(consent.state);
    await showAddress(consent.url, target, input.browser);
    const pastes = input.browser ? undefined : { state: consent.state, say };
    const { answer, show } = await firstArrival(arriving, { pastes });
    const checked = await readAnswer(input, target, { answer, exchange: consent.exchange, academy }).catch(
      async (error: unknown) => {
        await show(REFUSED);
        throw error;
      },
    );
    await show(describeSuccess(checked.stored, input.print));
    return await describeLogin(input, academy, checked);
  } finally {
    await loopback.close();
  }
}

type Answered = {
  readonly answer: Answer;
  readonly exchange: ConsentRequest['exchange'];
  readonly academy: AcademyChannel;
};

/** Stores what can be used. */
async function readAnswer(input: Input, target: OAuthTarget, answered: Answered): Promise<Checked> {
  const checked = await readGrant(target, answered);
  if (!input.print) await storeCredentials(input.settings, checked.stored);
  return checked;
}

async function showAddress(url: string, { place }: OAuthTarget, browser: boolean): Promise<void> {
  say(`Logging in to ${place}. Choose the channel there, and leave the box ticked.`);
  if (browser && (await openBrowser(url))) return say('If no browser opens, open this address:', url);
  say('Open this address in a browser:', url);
  if (!browser)
    say(
      'If that browser runs on another machine, it ends at a page that cannot be reached: paste the address of that page here.',
    );
}

type Checked = { readonly stored: StoredCredentials; readonly units: number };

async function readGrant(target: OAuthTarget, { answer, exchange, academy }: Answered): Promise<Checked> {
  if (answer.kind === 'refused') throw new CommandError(describeRefusal(answer.reason));
  const grantedAt = Date.now();
  const grant = await exchange(answer.code).catch((error: unknown) => {
    if (error instanceof OAuthError)
      throw new CommandError(`${target.place}: ${error.message}. Nothing is stored`);
    throw error;
  });
  hideSecret(grant.refreshToken);
  const { channel, units } = await checkGrant(target, grant, academy.channelId);
  const { clientId, clientSecret } = target;
  const { refreshToken, scopes, livesForMs } = grant;
  const expiresAt = livesForMs === undefined ? undefined : toIso(grantedAt + livesForMs);
  const stored = {
    ...{ clientId, clientSecret, refreshToken, scopes, grantedAt: toIso(grantedAt) },
    channel: { id: channel.channelId, title: channel.title },
    ...defined({ expiresAt }),
  };
  return { stored, units };
}

const toIso = (ms: number): string => new Date(ms).toISOString();

const describeRefusal = (reason: string): string =>
  reason === 'access_denied'
    ? 'the consent was cancelled. Nothing is stored'
    : `the consent was refused (${reason}): the account's administrator may have to allow the OAuth client. Nothing is stored`;

async function describeLogin(
  input: Input,
  academy: AcademyChannel,
  { stored, units }: Checked,
): Promise<Outcome> {
  const { settings, env } = input;
  const { channel, scopes, expiresAt } = stored;
  if (input.print) {
    warnOfEnd(stored);
    const text = printLines([stored.refreshToken]);
    return {
      code: 0,
      text,
      json: { channel, scopes, refreshToken: stored.refreshToken, ...defined({ expiresAt }) },
    };
  }
  const path = credentialsPath(settings);
  const lines = [
    `logged in as "${channel.title}" (${channel.id}), for ${count(units, 'unit')}`,
    `stored in ${path}, for you alone; a running worker uses it within seconds`,
  ];
  if (env['SHOWRUNNER_YOUTUBE_REFRESH_TOKEN'] && settings.youtube.kind === 'google')
    lines.push(
      'SHOWRUNNER_YOUTUBE_REFRESH_TOKEN is set here and wins over that file: unset it for the worker, or store the new token there (--print)',
    );
  warnOfEnd(stored);
  lines.push(...(await nameChannel(input, academy, stored)));
  return {
    code: 0,
    text: printLines(lines),
    json: { path, channel, scopes, units, ...defined({ expiresAt }) },
  };
}

function warnOfEnd({ expiresAt }: StoredCredentials): void {
  if (expiresAt === undefined) return;
  say(
    `Google ends this login ${describeTimes(`at ${expiresAt}`, Date.now())}: the OAuth app is in "Testing". Publish it (https://console.cloud.google.com/auth/audience) and log in again for one that lasts.`,
  );
}

/** Offers to write the channel into an academy.yaml that names none. */
async function nameChannel(
  { yes, json }: Input,
  { channelId, path }: AcademyChannel,
  { channel }: StoredCredentials,
): Promise<readonly string[]> {
  if (channelId !== undefined || path === undefined) return [];
  const line = `channelId: ${channel.id}`;
  const { ask } = openConsole(json);
  const isWanted = yes || (await ask?.(`${path} names no channel. Add "${line}"?`)) === true;
  if (!isWanted) return [`${path} names no channel: add "${line}"`];
  await writeAcademyChannel(path, channel.id);
  return [`added "${line}" to ${path}: commit it`];
}

const describeSuccess = ({ channel }: StoredCredentials, print: boolean): PageResult => ({
  title: `Logged in as ${channel.title}`,
  text: print
    ? 'The terminal shows the token. You can close this page.'
    : 'Showrunner has what it needs. You can close this page.',
});

const REFUSED: PageResult = {
  title: 'Not logged in',
  text: 'Nothing is stored. The terminal says why.',
};
