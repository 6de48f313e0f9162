import { describe, expect, it } from 'vitest';
import { assertNoTls, readConnectionConfig } from './connection.ts';

// No file of this machine.
const env = (more: Record<string, string>) => ({ TEMPORAL_CONFIG_FILE: '/nowhere/temporal.toml', ...more });
const check = (more: Record<string, string>): void =>
  assertNoTls(env(more), readConnectionConfig(env(more)).connectionOptions);

describe('without TEMPORAL_ADDRESS', () => {
  it.each([
    ['TEMPORAL_API_KEY', { TEMPORAL_API_KEY: 'a-secret-key' }],
    ['TEMPORAL_TLS', { TEMPORAL_TLS: 'true' }],
    ['TEMPORAL_TLS_SERVER_CA_CERT_DATA', { TEMPORAL_TLS_SERVER_CA_CERT_DATA: 'a certificate' }],
  ])('%s is refused with one sentence that names the address, and shows no key', (name, more) => {
    expect(() => check(more)).toThrow(
      new RegExp(
        `^${name} is set, and TEMPORAL_ADDRESS does not say for which server: set it, .* or unset ${name} `,
      ),
    );
    expect(() => check(more)).not.toThrow('a-secret-key');
  });

  it('nothing of it is needed: the development server has none', () => {
    for (const more of [{}, { TEMPORAL_TLS: 'false' }, { TEMPORAL_NAMESPACE: 'other' }])
      expect(() => check(more)).not.toThrow();
  });
});
