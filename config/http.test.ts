import { describe, expect, it } from 'vitest';
import { readSettings } from './settings.ts';

const SECRET = 'a-secret-of-16-characters';
const readHttp = (env: Record<string, string>) => readSettings(env).http;

describe('what the worker serves', () => {
  it('is nothing without an address', () => {
    expect(readHttp({})).toBeUndefined();
    expect(readHttp({ SHOWRUNNER_HTTP_ADDRESS: '', SHOWRUNNER_WEBHOOK_GITHUB_SECRET: '' })).toBeUndefined();
  });

  it.each([
    ['9464', '127.0.0.1', 9464],
    ['0', '127.0.0.1', 0],
    ['localhost:1', 'localhost', 1],
    ['0.0.0.0:65535', '0.0.0.0', 65_535],
    ['[::1]:9464', '::1', 9464],
  ])('is at %s', (address, host, port) => {
    expect(readHttp({ SHOWRUNNER_HTTP_ADDRESS: address })).toEqual({ host, port, hosts: [], secrets: {} });
  });

  it.each([
    '65536',
    'here',
    '127.0.0.1',
    'example.org:80',
    '::1:80',
    '[127.0.0.1]:80',
    'http://127.0.0.1:80',
    '-1',
  ])('is not at %s', (address) => {
    expect(() => readHttp({ SHOWRUNNER_HTTP_ADDRESS: address })).toThrow(
      /^SHOWRUNNER_HTTP_ADDRESS: expected a port/,
    );
  });

  it('has names and secrets', () => {
    const env = {
      SHOWRUNNER_HTTP_ADDRESS: '9464',
      SHOWRUNNER_HTTP_HOSTS: ' Hooks.example.org, other.example ',
      SHOWRUNNER_WEBHOOK_GITHUB_SECRET: SECRET,
      SHOWRUNNER_WEBHOOK_SIGNED_SECRET: `whsec_${SECRET}`,
      SHOWRUNNER_METRICS_SECRET: SECRET,
    };
    expect(readHttp(env)).toEqual({
      host: '127.0.0.1',
      port: 9464,
      hosts: ['hooks.example.org', 'other.example'],
      secrets: { github: SECRET, signed: `whsec_${SECRET}` },
      metricsSecret: SECRET,
    });
  });

  it('refuses a name with a scheme or a port', () => {
    const read = (hosts: string) => () =>
      readHttp({ SHOWRUNNER_HTTP_ADDRESS: '9464', SHOWRUNNER_HTTP_HOSTS: hosts });
    expect(read('https://a.example')).toThrow(/^SHOWRUNNER_HTTP_HOSTS: expected names/);
    expect(read('a.example,b.example:80')).toThrow(/found "b.example:80"$/);
  });

  it('refuses a secret that can be guessed, and does not show it', () => {
    const read = (secret: string) => () =>
      readHttp({ SHOWRUNNER_HTTP_ADDRESS: '9464', SHOWRUNNER_WEBHOOK_GITLAB_SECRET: secret });
    expect(read('swordfish')).toThrow(
      /^SHOWRUNNER_WEBHOOK_GITLAB_SECRET: expected at least 16 (?!.*swordfish)/,
    );
    expect(read('a secret with spaces in it')).toThrow(/without spaces/);
  });

  it('says that a secret alone has no effect', () => {
    expect(() => readHttp({ SHOWRUNNER_METRICS_SECRET: SECRET })).toThrow(
      'SHOWRUNNER_METRICS_SECRET has no effect without SHOWRUNNER_HTTP_ADDRESS',
    );
  });
});
