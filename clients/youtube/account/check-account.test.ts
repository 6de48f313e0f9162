import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Finding } from '../../../domain/shared/finding.ts';
import { createTokenControl, type TokenControl } from '../../../test/support/token-control.ts';
import { createChecks } from '../../checks.ts';
import { checkAccount } from './check-account.ts';

const OURS = 'UCshowrunnerlocal0000000';
const WANTED = { channelId: OURS, streams: { main: 'Main encoder', spare: 'Spare encoder' } };
const DAY_MS = 86_400_000;

let world: TokenControl;
beforeEach(async () => {
  world = await createTokenControl();
  await world.seed({ streams: ['Main encoder', 'Spare encoder'] });
});
afterEach(() => world.close());

type Input = Partial<Pick<Parameters<typeof checkAccount>[0], 'wanted' | 'consent' | 'clock'>>;

async function check(input: Input = {}, limits = {}) {
  const checks = createChecks(limits);
  const { spent } = await checkAccount({
    youtube: world.youtube,
    place: 'the local YouTube',
    checks,
    clock: Date.now,
    wanted: WANTED,
    ...input,
  });
  return { spent, findings: checks.findings };
}

const namesOf = (findings: readonly Finding[], state: Finding['state']): string[] =>
  findings
    .filter((one) => one.state === state)
    .map(({ check: name, of }) => [name, of].filter(Boolean).join(' '));
const find = (findings: readonly Finding[], name: string, of?: string) =>
  findings.find((one) => one.check === name && one.of === of);

it('finds nothing wrong for two units, and writes nothing', async () => {
  const { findings, spent } = await check({ consent: { grantedAt: Date.now() - 2 * DAY_MS } });
  expect(findings.map(({ check: name, of = '', text }) => `${name} ${of}: ${text}`)).toEqual([
    'credentials : the local YouTube gives an access token',
    "clock : agrees with the answer's date",
    'token-age : consent was given 2 days ago',
    'scopes : youtube.force-ssl',
    `channel : ${OURS} "Local Academy"`,
    'verified : long uploads are allowed, which needs the same verification as custom thumbnails',
    'live-streaming : enabled: YouTube lists the streams, which it refuses otherwise',
    'streams main: "Main encoder"',
    'streams spare: "Spare encoder"',
  ]);
  expect(namesOf(findings, 'fine')).toHaveLength(9);
  expect(spent).toBe(2);
  expect(await world.calls()).toEqual(['channels.list', 'liveStreams.list']);
});

describe('each check that fails says what is, why and what to do', () => {
  it('credentials that are refused: nothing is sent, and the other checks say why they were not made', async () => {
    await world.fault({ method: 'token', kind: 'invalidGrant' });
    const { findings, spent } = await check();
    expect(find(findings, 'credentials')).toMatchObject({
      state: 'problem',
      text: expect.stringMatching(/invalid_grant.*The refresh token is no longer accepted/),
    });
    expect(namesOf(findings, 'fine')).toEqual(['clock']);
    expect(find(findings, 'streams')).toMatchObject({
      state: 'unknown',
      text: 'not checked without an access token',
    });
    expect(spent).toBe(0);
    expect(await world.calls()).toEqual([]);
  });

  it('no network', async () => {
    await world.close();
    const { findings } = await check();
    expect(find(findings, 'credentials')).toMatchObject({
      state: 'warning',
      text: expect.stringMatching(/ECONN(REFUSED|RESET).*; try again later$/),
    });
    expect(namesOf(findings, 'unknown')).toHaveLength(7);
    expect(find(findings, 'clock')?.text).toBe('not compared: the local YouTube did not answer');
  });

  it('no answer in time', async () => {
    await world.fault({ method: 'channels.list', kind: 'delay', delayMs: 2000 });
    const { findings } = await check({}, { checkMs: 300 });
    expect(find(findings, 'channel')).toMatchObject({
      state: 'warning',
      text: 'the local YouTube does not answer within 0.3 s',
    });
    expect(find(findings, 'channel')?.ms).toBeLessThan(1500);
    expect(namesOf(findings, 'unknown')).toEqual(['token-age', 'verified', 'live-streaming', 'streams']);
  });

  it('a consent five days ago', async () => {
    const { findings } = await check({ consent: { grantedAt: Date.now() - 5.5 * DAY_MS } });
    expect(namesOf(findings, 'warning')).toEqual(['token-age']);
    expect(find(findings, 'token-age')?.text).toBe(
      'consent was given 5 days ago, and for an OAuth app in "Testing" the token ends after 7 days: publish the app in the Google Cloud console, and run `npx showrunner login`',
    );
  });

  it('a clock that is wrong', async () => {
    const { findings } = await check({ clock: () => Date.now() + 90_000 });
    expect(find(findings, 'clock')).toMatchObject({
      state: 'problem',
      text: expect.stringMatching(
        /^this machine is (89|9\d) s ahead of the date of Google's answer: units are/,
      ),
    });
  });

  it('another channel: its streams are not read', async () => {
    await world.consent({ id: 'UCpersonalChannelOfKim00', title: 'Kim, private' });
    const { findings, spent } = await check();
    expect(find(findings, 'channel')).toMatchObject({
      state: 'problem',
      text: `the token belongs to channel UCpersonalChannelOfKim00 "Kim, private", academy.yaml names ${OURS}, so nothing is written: correct \`channelId\`, or run \`npx showrunner login\` and choose ${OURS} where Google asks for the channel`,
    });
    expect(find(findings, 'streams')?.text).toBe('not checked: the token is of another channel');
    expect(spent).toBe(1);
  });

  it('no channel', async () => {
    await world.consent(null);
    const { findings, spent } = await check();
    expect(find(findings, 'channel')).toMatchObject({
      state: 'problem',
      text: expect.stringContaining('has no YouTube channel'),
    });
    expect(spent).toBeLessThanOrEqual(4);
  });

  it('no academy.yaml: the channel is named, and compared with nothing', async () => {
    const { findings } = await check({ wanted: undefined });
    expect(namesOf(findings, 'unknown')).toEqual(['token-age', 'channel', 'streams']);
    expect(find(findings, 'channel')?.text).toContain(`${OURS} "Local Academy"`);
  });

  it('live streaming that is not enabled', async () => {
    await world.fault({
      method: 'liveStreams.list',
      kind: 'refuse',
      refusal: { status: 403, reason: 'liveStreamingNotEnabled' },
    });
    const { findings } = await check();
    expect(find(findings, 'live-streaming')).toMatchObject({
      state: 'problem',
      text: expect.stringMatching(/liveStreamingNotEnabled.*must enable live streaming at https/),
    });
    expect(find(findings, 'streams')?.text).toBe('not checked: the streams could not be read');
  });

  it('a stream that YouTube does not have, with the one that is probably meant', async () => {
    const streams = { main: 'Main encodr', spare: 'Spare encoder' };
    const { findings } = await check({ wanted: { channelId: OURS, streams } });
    expect(namesOf(findings, 'problem')).toEqual(['streams main']);
    expect(find(findings, 'streams', 'main')?.text).toBe(
      'YouTube has no stream called "Main encodr", it has "Main encoder", "Spare encoder": did you mean "Main encoder"? Else create its key in YouTube Studio, or correct `streams` in academy.yaml',
    );
  });

  it("the day's quota that is gone", async () => {
    await world.fault({ method: 'channels.list', kind: 'quotaGone' });
    const { findings } = await check();
    expect(find(findings, 'channel')).toMatchObject({
      state: 'warning',
      text: expect.stringMatching(/quotaExceeded.*The quota resets at /),
    });
  });
});

it('an access token that is refused costs each call twice, and never more than four units', async () => {
  await world.fault({
    method: '*',
    kind: 'refuse',
    times: 10,
    refusal: { status: 401, reason: 'authError' },
  });
  const { findings, spent } = await check();
  expect(find(findings, 'channel')).toMatchObject({
    state: 'problem',
    text: expect.stringContaining('authError'),
  });
  expect(spent).toBe(2);
});
