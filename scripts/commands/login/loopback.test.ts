import { request } from 'node:http';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { firstArrival } from './browser.ts';
import { type Loopback, openLoopback, parseAnswer } from './loopback.ts';

const STATE = 'the-state-of-this-login';
let loopback: Loopback;
beforeEach(async () => {
  loopback = await openLoopback(0);
});
afterEach(() => loopback.close());

const answerOf = (query: string, path = '/') =>
  parseAnswer(new URL(`http://127.0.0.1:9${path}?${query}`), STATE);

it('an answer counts only with the state of this login', () => {
  expect(answerOf(`code=4/0A&state=${STATE}`)).toEqual({ kind: 'code', code: '4/0A' });
  expect(answerOf(`error=access_denied&state=${STATE}`)).toEqual({
    kind: 'refused',
    reason: 'access_denied',
  });
  expect(answerOf(`state=${STATE}`)).toEqual({ kind: 'refused', reason: 'no code' });
  expect(answerOf(`error=${encodeURIComponent('<b>\u001b[2J')}&state=${STATE}`)).toEqual({
    ...{ kind: 'refused', reason: 'no code' },
  });
  for (const query of ['code=x', `code=x&state=${STATE}x`, 'code=x&state=', `code=x&state=${STATE.slice(1)}`])
    expect(answerOf(query), query).toBeUndefined();
  expect(answerOf(`code=x&state=${STATE}`, '/other')).toBeUndefined();
});

it('a page that points its own name at this machine gets no answer', async () => {
  const arriving = loopback.waitFor(STATE);
  const { port } = new URL(loopback.redirectUri);
  const status = await new Promise((resolve) =>
    request(
      { host: '127.0.0.1', port, path: `/?code=x&state=${STATE}`, headers: { host: `evil.example:${port}` } },
      (response) => resolve(response.resume().statusCode),
    ).end(),
  );
  expect(status).toBe(400);
  const [answered, { answer }] = await Promise.all([
    fetch(`${loopback.redirectUri}/?code=right&state=${STATE}`),
    arriving.then(async (arrival) => {
      await arrival.show({ title: 'Done as <b>', text: '' });
      return arrival;
    }),
  ]);
  expect(answer).toEqual({ kind: 'code', code: 'right' });
  expect(await answered.text()).toContain('<h1>Done as &lt;b&gt;</h1>');
});

it('without an answer it ends', async () => {
  const arriving = loopback.waitFor(STATE);
  await expect(firstArrival(arriving, { pastes: undefined, patienceMs: 20 })).rejects.toThrow(
    'no answer came within five minutes',
  );
});
