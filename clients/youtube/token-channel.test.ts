import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTokenControl, type TokenControl } from '../../test/support/token-control.ts';
import { insertBroadcast } from './broadcasts.ts';
import { checkChannel, readUploadsPlaylistId } from './channel.ts';
import { listStreams } from './streams.ts';

const KIM = { id: 'UCpersonalChannelOfKim00', title: 'Kim, private' };
const OURS = 'UCshowrunnerlocal0000000';

let world: TokenControl;
beforeEach(async () => {
  world = await createTokenControl();
});
afterEach(() => world.close());

const broadcast = {
  title: 'First',
  description: '',
  start: '2030-01-01T17:00:00Z',
  end: '2030-01-01T18:00:00Z',
  privacy: 'public',
  latency: 'normal',
} as const;
const list = () => listStreams(world.youtube, world.meter(OURS));
const insert = () => insertBroadcast(world.youtube, world.meter(OURS), broadcast);

describe('the channel of the token', () => {
  it('is read once before the first call, for one unit, which pays for the uploads playlist too', async () => {
    const meter = world.meter(OURS);
    await listStreams(world.youtube, meter);
    await listStreams(world.youtube, meter);
    expect(await readUploadsPlaylistId(world.youtube, meter)).toBe('UUshowrunnerlocal0000000');
    expect(meter.spent).toBe(3);
    expect(await world.calls()).toEqual(['channels.list', 'liveStreams.list', 'liveStreams.list']);
  });

  it('is read once by calls at the same time', async () => {
    await Promise.all([list(), list(), list()]);
    expect((await world.calls()).filter((method) => method === 'channels.list')).toHaveLength(1);
  });

  it('is read by another call when the first one fails', async () => {
    await world.fault({ method: 'channels.list', kind: 'status503' });
    const results = await Promise.allSettled([list(), list()]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it.each([
    [
      'another channel',
      KIM,
      'wrong-channel',
      'the token belongs to channel UCpersonalChannelOfKim00 "Kim, private", academy.yaml names UCshowrunnerlocal0000000: nothing is written',
    ],
    [
      'no channel',
      null,
      'no-channel',
      'the account of the token has no YouTube channel, academy.yaml names UCshowrunnerlocal0000000: nothing is written',
    ],
  ])(
    'is refused when it is %s: nothing but the read is sent, once',
    async (_name, channel, reason, message) => {
      await world.consent(channel);
      const failures = [await insert().catch((error) => error), await list().catch((error) => error)];
      for (const failure of failures) {
        expect(failure).toMatchObject({ kind: 'wait', reason, outcome: 'not-sent' });
        expect(failure.message).toContain(message);
      }
      expect(await world.calls()).toEqual(['channels.list']);
    },
  );

  it('is read again a minute after it was refused, or when it is to be checked, and may be right then', async () => {
    await world.settings({ channelId: KIM.id });
    await expect(list()).rejects.toMatchObject({ reason: 'wrong-channel' });
    // The same token: only the channel behind it is another one.
    await world.settings({ channelId: OURS });
    await expect(list()).rejects.toMatchObject({ reason: 'wrong-channel' });
    world.advance(60_000);
    await list();
    await world.settings({ channelId: KIM.id });
    await expect(checkChannel(world.youtube, world.meter(OURS))).rejects.toMatchObject({
      reason: 'wrong-channel',
    });
    await world.settings({ channelId: OURS });
    await checkChannel(world.youtube, world.meter(OURS));
    await list();
  });

  it('is read again for a token that was renewed, also between two calls of one activity', async () => {
    await list();
    await world.consent(KIM);
    await expect(insert()).rejects.toMatchObject({ reason: 'wrong-channel', outcome: 'not-sent' });
    // The refused insert carried the old token: YouTube did nothing.
    expect(await world.calls()).toEqual([
      'channels.list',
      'liveStreams.list',
      'liveBroadcasts.insert',
      'channels.list',
    ]);
    expect(await world.appliedWrites()).toEqual([]);
  });

  it('is read with a new token by the check, whatever became of the old one', async () => {
    await list();
    await world.consent();
    const meter = world.meter(OURS);
    await checkChannel(world.youtube, meter);
    expect(meter.spent).toBe(1);
    await list();
    expect((await world.calls()).slice(2)).toEqual(['channels.list', 'liveStreams.list']);
  });

  it('is not compared when the units are for any channel', async () => {
    await listStreams(world.youtube, world.meter(undefined));
    expect(await world.calls()).toEqual(['liveStreams.list']);
  });
});
