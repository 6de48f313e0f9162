import { OAuth2Client } from 'google-auth-library';
import { youtube, type youtube_v3 } from 'googleapis/build/src/apis/youtube/index.js';
import { type LocalYouTubeOptions, startLocalYouTube } from '../../emulator/server.ts';

export type Bench = {
  readonly url: string;
  readonly api: youtube_v3.Youtube;
  /** Sends JSON to the control API (`POST` when there is a body). */
  control(path: string, body?: unknown): Promise<unknown>;
  /** A request as any other client may send it, with a token of this YouTube. */
  send(path: string, request?: RequestInit): Promise<Response>;
  close(): Promise<void>;
};

/** Starts a local YouTube with the real client. */
export async function startBench(options: LocalYouTubeOptions = {}): Promise<Bench> {
  const server = await startLocalYouTube(options);
  return {
    url: server.url,
    api: createApi(server.url),
    control: createControl(server.url),
    send: createSend(server.url),
    close: server.close,
  };
}

/** The googleapis client as the product uses it, without retries and without access to Google. */
function createApi(url: string): youtube_v3.Youtube {
  const auth = new OAuth2Client({
    clientId: 'local',
    clientSecret: 'local',
    endpoints: { oauth2TokenUrl: `${url}/token` },
  });
  auth.setCredentials({ refresh_token: 'local' });
  return youtube({ version: 'v3', auth, rootUrl: url, retry: false });
}

const JSON_TYPE = { 'content-type': 'application/json' };

export function createControl(url: string): Bench['control'] {
  return async (path, body) => {
    const request =
      body === undefined ? {} : { method: 'POST', headers: JSON_TYPE, body: JSON.stringify(body) };
    const response = await fetch(`${url}/_${path}`, request);
    return response.json();
  };
}

function createSend(url: string): Bench['send'] {
  let token: Promise<string> | undefined;
  return async (path, request = {}) => {
    token ??= readToken(url);
    const headers = { authorization: `Bearer ${await token}`, ...request.headers };
    return fetch(new URL(path, url), { ...request, headers });
  };
}

/** A new access token. */
export async function readToken(url: string): Promise<string> {
  const body = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: 'local' });
  const response = await fetch(`${url}/token`, { method: 'POST', body });
  return ((await response.json()) as { access_token: string }).access_token;
}

/** Status and reason of a call that YouTube rejects. */
export async function refusal(
  call: Promise<unknown>,
): Promise<{ status: number; reason: string; domain: string }> {
  try {
    await call;
  } catch (error) {
    return readRefusal(error);
  }
  throw new Error('The call was not rejected.');
}

function readRefusal(error: unknown): { status: number; reason: string; domain: string } {
  const { response } = error as {
    response?: { status: number; data: { error: { errors: { reason: string; domain: string }[] } } };
  };
  const [first] = response?.data.error.errors ?? [];
  if (response === undefined || first === undefined) throw error;
  return { status: response.status, reason: first.reason, domain: first.domain };
}

/** A valid broadcast with the given start. */
export function validBroadcast(scheduledStartTime = '2030-01-01T17:00:00Z') {
  return {
    part: ['id', 'snippet', 'status', 'contentDetails'],
    requestBody: {
      snippet: { title: 'Rust and Kubernetes', description: 'One.', scheduledStartTime },
      status: { privacyStatus: 'private', selfDeclaredMadeForKids: false },
      contentDetails: { enableAutoStart: true, enableAutoStop: false, latencyPreference: 'low' },
    },
  };
}
