import { z } from 'zod';
import { ENDPOINTS } from '../api/endpoints.ts';
import { badRequest } from '../api/errors.ts';
import { defined } from '../defined.ts';
import { FAULT_KINDS, type InjectedFault } from '../faults.ts';
import type { World } from '../world.ts';

const METHODS = ENDPOINTS.map(({ method }) => method);

export const settingsBody = z.strictObject({
  perDay: z.int().nonnegative().optional(),
  visibilityDelayMs: z.int().nonnegative().optional(),
  costs: z.record(z.string(), z.int().nonnegative()).optional(),
  rewording: z.record(z.string().min(1), z.string()).optional(),
  channelId: z.string().length(24).startsWith('UC').optional(),
  longUploadsStatus: z.enum(['allowed', 'eligible', 'disallowed']).optional(),
  publishingStatus: z.enum(['testing', 'production']).optional(),
});

/** `channel: null`: an account without a channel; absent: the channel of this YouTube. */
export const consentBody = z.strictObject({
  refreshToken: z.string().min(1),
  channel: z.strictObject({ id: z.string().length(24).startsWith('UC'), title: z.string() }).nullish(),
});

export const clockBody = z.strictObject({
  now: z.iso.datetime({ offset: true }).optional(),
  advanceMs: z.int().optional(),
});

const refusal = z.strictObject({
  status: z.int().min(400).max(599),
  reason: z.string().default('unknown'),
  message: z.string().optional(),
  domain: z.string().optional(),
  body: z.string().optional(),
});

export const faultBody = z
  .strictObject({
    method: z.string().default('*'),
    kind: z.enum(FAULT_KINDS),
    times: z.int().positive().default(1),
    afterCalls: z.int().nonnegative().default(0),
    delayMs: z.int().nonnegative().default(1000),
    refusal: refusal.optional(),
  })
  .refine((fault) => (fault.kind === 'refuse') === (fault.refusal !== undefined), {
    path: ['refusal'],
    error:
      'required by the kind "refuse" and only allowed with it: { status, reason, message, domain } or { status, body }',
  });

/** Changes the given settings and returns all of them. */
export function changeSettings(world: World, body: z.infer<typeof settingsBody>) {
  const { perDay, visibilityDelayMs, costs, rewording, channelId, longUploadsStatus, publishingStatus } =
    body;
  const before = world.settings();
  world.store.settings.put({
    ...before,
    perDay: perDay ?? before.perDay,
    visibilityDelayMs: visibilityDelayMs ?? before.visibilityDelayMs,
    costs: { ...before.costs, ...costs },
    ...defined({ rewording, publishingStatus }),
  });
  world.store.channel.put({ ...world.channel(), ...defined({ channelId, longUploadsStatus }) });
  world.commit();
  const { id: _id, otherChannels: _others, ...settings } = world.settings();
  return { ...settings, channelId: world.channel().channelId };
}

/** Moves YouTube's clock, which keeps running from there. */
export function moveClock(world: World, { now, advanceMs = 0 }: z.infer<typeof clockBody>): { now: string } {
  const before = world.settings();
  const start = now === undefined ? before.clockOffsetMs : Date.parse(now) - world.realNow();
  world.store.settings.put({ ...before, clockOffsetMs: start + advanceMs });
  world.commit();
  return { now: new Date(world.now()).toISOString() };
}

/** Adds a fault for future calls. */
export function addFault(world: World, fault: z.infer<typeof faultBody>): InjectedFault {
  if (fault.method === '*' || fault.method === 'token' || METHODS.includes(fault.method))
    return world.faults.add(fault);
  throw badRequest(
    'invalidParameter',
    `method: expected "*", "token" or one of ${METHODS.join(', ')}; found "${fault.method}".`,
    'faults',
  );
}
