import { expect, it } from 'vitest';
import { redact } from '../../domain/shared/redact.ts';
import { openRemote } from './remote.ts';

it.each([
  ['https://ada:s3cret@example.org/a.git', 'https://example.org/a.git', ['ada', 's3cret']],
  ['https://oauth2:gl%2Fpat%40x@example.org:8443/a', 'https://example.org:8443/a', ['oauth2', 'gl/pat@x']],
  ['http://t0ken0123456789abcdef@[::1]:80/a', 'http://[::1]:80/a', ['t0ken0123456789abcdef', '']],
  ['https://:s3cret@example.org/a', 'https://example.org/a', ['', 's3cret']],
])('takes the login out of %s', (location, address, [user, password]) => {
  const remote = openRemote(location);
  expect(remote.address).toBe(address);
  expect(remote.access.environment).toEqual({
    SHOWRUNNER_GIT_USERNAME: user,
    SHOWRUNNER_GIT_PASSWORD: password,
  });
  const origin = address.slice(0, address.lastIndexOf('/'));
  expect(remote.access.settings.map(([key]) => key)).toContain(`credential.${origin}.helper`);
  if (password !== '') expect(JSON.stringify(remote.access.settings)).not.toContain(password);
});

it.each([
  ['ssh://ada:s3cret@example.org/a', 'ssh://ada@example.org/a'],
  ['ssh://git@example.org/a', 'ssh://git@example.org/a'],
  ['git@example.org:a/b.git', 'git@example.org:a/b.git'],
  ['https://example.org/a@b', 'https://example.org/a@b'],
  ['file:///srv/a@b', 'file:///srv/a@b'],
  ['/srv/a@b:c', '/srv/a@b:c'],
])('gives git no password for %s', (location, address) => {
  expect(openRemote(location)).toEqual({ address, access: { settings: [], environment: {} } });
});

it('refuses a URL whose host may be a part of the password, and does not repeat it', () => {
  const open = () => openRemote('https://ada:s3/cr@t@example.org/a');
  expect(open).toThrow('is not a valid URL: write %2F for a slash');
  expect(open).not.toThrow('s3/cr');
});

it('has the secret hidden from then on, wherever it appears', () => {
  openRemote('https://ada:pass-w0rd%21@example.org/a');
  openRemote('https://tok_en-0123456789abcdef@example.org/a');
  const said = 'remote: pass-w0rd! is wrong (pass-w0rd%21); so is tok_en-0123456789abcdef for ada';
  expect(redact(said)).toBe('remote: (hidden) is wrong ((hidden)); so is (hidden) for ada');
});
