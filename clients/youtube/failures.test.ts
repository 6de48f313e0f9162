import { afterEach, describe, expect, test } from 'vitest';
import { Failure } from '../../domain/shared/failure.ts';
import {
  NOON,
  refuse,
  type Script,
  type Scripted,
  type ScriptedReply,
  startScripted,
} from '../../test/support/scripted-youtube.ts';
import { toYouTubeFailure } from './failures.ts';
import { readVideos, updateVideo } from './videos.ts';

let scripted: Scripted | undefined;
afterEach(async () => {
  await scripted?.close();
  scripted = undefined;
});

const live = {
  videoId: 'v1',
  title: 'Old',
  description: 'Old',
  tags: [],
  categoryId: '28',
  privacy: 'public',
  phase: 'complete',
  hasCustomThumbnail: false,
} as const;

/** The Failure of a write that gets this answer, through the real client. */
async function failWrite(reply: ScriptedReply, script: Partial<Script> = {}): Promise<Failure> {
  scripted = await startScripted({ replies: [reply], ...script });
  const { youtube, meter } = scripted;
  return catchFailure(updateVideo(youtube, meter, { live, next: { ...live, title: 'New' } }));
}

async function failRead(reply: ScriptedReply, script: Partial<Script> = {}): Promise<Failure> {
  scripted = await startScripted({ replies: [reply], ...script });
  return catchFailure(readVideos(scripted.youtube, scripted.meter, ['v1']));
}

async function catchFailure(promise: Promise<unknown>): Promise<Failure> {
  const error = await promise.catch((reason: unknown) => reason);
  if (error instanceof Failure) return error;
  throw new Error(`expected a Failure, got ${String(error)}`);
}

const UNTIL_MIDNIGHT = Date.parse('2026-12-02T08:00:00Z') - NOON;
const QUOTA_HTML =
  'The request cannot be completed because you have exceeded your <a href="/youtube/v3/getting-started#quota">quota</a>.';
const PER_DAY =
  "Quota exceeded for quota metric 'Queries' and limit 'Queries per day' of service 'youtube.googleapis.com' for consumer 'project_number:1'.";
const PER_MINUTE = PER_DAY.replace('per day', 'per minute');

describe("the day's quota is used up", () => {
  test.each([
    ['403 quotaExceeded with HTML', refuse(403, 'quotaExceeded', QUOTA_HTML, 'youtube.quota')],
    ['429 rateLimitExceeded per day', refuse(429, 'rateLimitExceeded', PER_DAY, 'global')],
    ['403 dailyLimitExceeded', refuse(403, 'dailyLimitExceeded', 'Daily Limit Exceeded', 'usageLimits')],
  ])('%s', async (_name, reply) => {
    const failure = await failWrite(reply);
    expect(failure).toMatchObject({
      kind: 'wait',
      reason: 'quotaExceeded',
      outcome: 'not-applied',
      exhausted: true,
      retryAfterMs: UNTIL_MIDNIGHT,
    });
    expect(failure.message).not.toMatch(/<a|href/);
  });

  test('is charged once: the auth library does not repeat a call after a 403', async () => {
    await failWrite(refuse(403, 'quotaExceeded', QUOTA_HTML, 'youtube.quota'));
    expect(scripted?.calls).toHaveLength(1);
    expect(scripted?.meter.spent).toBe(50);
  });
});

describe('temporary errors', () => {
  test.each([
    [
      '429 per minute',
      refuse(429, 'rateLimitExceeded', PER_MINUTE),
      'rateLimitExceeded',
      30_000,
      'not-applied',
    ],
    ['403 rate', refuse(403, 'userRateLimitExceeded'), 'userRateLimitExceeded', 30_000, 'not-applied'],
    [
      '403 live rate',
      refuse(403, 'userRequestsExceedRateLimit'),
      'userRequestsExceedRateLimit',
      30_000,
      'not-applied',
    ],
    ['429 without a body', { status: 429, body: '' }, 'http-429', 30_000, 'not-applied'],
    [
      '429 thumbnails',
      refuse(429, 'uploadRateLimitExceeded'),
      'uploadRateLimitExceeded',
      3_600_000,
      'not-applied',
    ],
    ['500', refuse(500, 'internalError'), 'internalError', 10_000, 'unknown'],
    ['503', refuse(503, 'backendError'), 'backendError', 10_000, 'unknown'],
    [
      '502 HTML',
      { status: 502, body: '<html><title>502 Bad Gateway</title><p>x</html>' },
      'http-502',
      10_000,
      'unknown',
    ],
    ['408', { status: 408, body: '' }, 'http-408', 10_000, 'unknown'],
    ['a dropped connection', 'drop', 'connection-lost', 10_000, 'unknown'],
  ] as const)('%s', async (_name, reply, reason, retryAfterMs, outcome) => {
    const failure = await failWrite(reply);
    expect(failure).toMatchObject({ kind: 'wait', reason, retryAfterMs, outcome, exhausted: false });
    expect(scripted?.calls).toHaveLength(1);
  });

  test('a timeout', async () => {
    const failure = await failWrite('hang', { timeoutMs: 60 });
    expect(failure).toMatchObject({ kind: 'wait', reason: 'timeout', outcome: 'unknown' });
  });

  test('a refused connection: nothing was sent', async () => {
    scripted = await startScripted({ replies: [{}] });
    await readVideos(scripted.youtube, scripted.meter, ['v1']);
    await scripted.close();
    await readVideos(scripted.youtube, scripted.meter, ['v1']).catch(
      () => 'the kept connection breaks first',
    );
    const failure = await catchFailure(readVideos(scripted.youtube, scripted.meter, ['v1']));
    expect(failure).toMatchObject({ kind: 'wait', reason: 'unreachable', outcome: 'not-sent' });
  });

  test('waits for a longer Retry-After', async () => {
    const failure = await failWrite({ status: 503, body: '', headers: { 'retry-after': '120' } });
    expect(failure.retryAfterMs).toBe(120_000);
  });

  test('shows the title of an HTML page', async () => {
    const { message } = await failWrite({
      status: 502,
      body: '<html><title>502 Bad Gateway</title><p>x</html>',
    });
    expect(message).toContain('"502 Bad Gateway"');
  });
});

describe('the outcome of a failed read is never unknown', () => {
  test.each([refuse(500, 'internalError'), 'drop', { status: 502, body: '<html>' }] as const)(
    '%j',
    async (reply) => {
      expect((await failRead(reply)).outcome).toBe('not-applied');
    },
  );
});

describe('a person must act', () => {
  test.each([
    [400, 'invalidTitle', /episode's file/],
    [400, 'invalidTags', /episode's file/],
    [403, 'forbidden', /correct its `videoId`/],
    [403, 'forbiddenPrivacySetting', /visibility/],
    [403, 'liveStreamingNotEnabled', /enable live streaming/],
    [403, 'livePermissionBlocked', /YouTube Studio/],
    [404, 'videoNotFound', /videoId/],
    [404, 'liveBroadcastNotFound', /not recreated automatically/],
    [404, 'playlistNotFound', /`playlists` of the episode/],
    [413, 'uploadTooLarge', /50 MB/],
    [412, 'videoNotEligibleForAdsMonetization', /monetisation off/],
  ])('%i %s', async (status, reason, advice) => {
    const failure = await failWrite(refuse(status, reason, `It said <b>${reason}</b>.`));
    expect(failure).toMatchObject({ kind: 'stall', reason, outcome: 'not-applied', retryAfterMs: undefined });
    expect(failure.message).toMatch(advice);
    expect(failure.message).toContain(
      `videos.update: YouTube refused (${status} ${reason}: "It said ${reason}.")`,
    );
  });
});

describe('an unknown answer is a bug whose message quotes it', () => {
  test.each([
    [
      { status: 404, body: '<html><title>Error 404 (Not Found)!!1</title></html>' },
      'http-404',
      'Error 404 (Not Found)!!1',
    ],
    [{ status: 302, body: '', headers: { location: 'https://accounts.google.com/' } }, 'http-302', '302'],
    [refuse(409, 'someConflict', 'A <b>new</b> thing.'), 'someConflict', 'A new thing.'],
    [refuse(400, 'incompatibleParameters', 'Which?'), 'incompatibleParameters', 'Which?'],
    [{ status: 412, body: '' }, 'http-412', '412'],
  ] as const)('%j', async (reply, reason, said) => {
    const failure = await failWrite(reply);
    expect(failure).toMatchObject({ kind: 'bug', reason, outcome: 'not-applied', retryAfterMs: undefined });
    expect(failure.message).toContain(said);
    expect(failure.message).toContain('Please report this bug');
    expect(scripted?.calls).toHaveLength(1);
  });
});

describe('the token endpoint', () => {
  const deny = (status: number, error: string) => ({
    status,
    body: { error, error_description: 'Token has been revoked.' },
  });

  test('invalid_grant: the consent must be repeated', async () => {
    const failure = await failWrite({}, { token: deny(400, 'invalid_grant') });
    expect(failure).toMatchObject({ stopsGrants: true, reason: 'invalid_grant', outcome: 'not-sent' });
    expect(failure.message).toContain(
      'The refresh token is no longer accepted. Run `npx showrunner login` with the account that owns the channel',
    );
  });

  test('invalid_client: the settings are wrong', async () => {
    const failure = await failWrite({}, { token: deny(401, 'invalid_client') });
    expect(failure).toMatchObject({ stopsGrants: true, reason: 'invalid_client', outcome: 'not-sent' });
    expect(failure.message).toContain('SHOWRUNNER_YOUTUBE_CLIENT_SECRET');
  });

  test.each([{ status: 503, body: '<html>' }, 'drop'] as const)(
    'a problem of its own comes back: %j',
    async (token) => {
      const failure = await failWrite({}, { token });
      expect(failure).toMatchObject({ kind: 'wait', outcome: 'not-sent' });
    },
  );

  test('costs no units and is called once', async () => {
    await failWrite({}, { token: { status: 503, body: '' } });
    expect(scripted?.meter.spent).toBe(0);
    expect(scripted?.tokenCalls).toHaveLength(1);
    expect(scripted?.calls).toHaveLength(0);
  });
});

describe('an error that is not an answer', () => {
  test('is a bug, and the outcome of a write is unknown', () => {
    const failure = toYouTubeFailure(new TypeError('Missing required parameters: part'), 'videos.update');
    expect(failure).toMatchObject({ kind: 'bug', reason: 'TypeError', outcome: 'unknown' });
  });

  test('a Failure is returned unchanged', () => {
    const failure = new Failure({ kind: 'wait', reason: 'no-units', message: 'm', outcome: 'not-sent' });
    expect(toYouTubeFailure(failure, 'videos.list')).toBe(failure);
  });
});

test('no message contains a token or a secret, even when YouTube echoes one', async () => {
  const echo = 'Bearer ya29.token-1, client_secret=GOCSPX-secret and 1//refresh-token';
  const failure = await failWrite(refuse(403, 'forbidden', echo));
  const all = JSON.stringify([failure, failure.message, failure.stack, failure.cause ?? null]);
  expect(all).not.toMatch(/ya29|GOCSPX|refresh-token/);
});
