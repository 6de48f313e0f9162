import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSettings } from '../config/settings.ts';
import { connect as connectCommand } from '../scripts/lib/connect.ts';
import { connect } from '../worker/connect.ts';
import { startTemporalServer } from './support/temporal-server.ts';
import {
  type Certificates,
  makeCertificates,
  openKeyGate,
  openMutualTls,
  type TlsProxy,
} from './support/tls-proxy.ts';

const KEY = 'a-key-of-temporal-cloud';
const endings: (() => Promise<unknown>)[] = [];
let folder = '';
let plain = '';
let certificates: Certificates;
let mutual: TlsProxy;
let gate: TlsProxy;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'showrunner-tls-'));
  endings.push(() => rm(folder, { recursive: true }));
  const server = await startTemporalServer(endings);
  plain = server.address;
  certificates = await makeCertificates(folder);
  mutual = await openMutualTls(server.address, certificates);
  gate = await openKeyGate(server.address, certificates, KEY);
  endings.push(
    () => mutual.close(),
    () => gate.close(),
  );
});
afterAll(async () => {
  for (const end of endings.toReversed()) await end();
});

/** As the worker, and as a command. Each answers, or says why not. */
async function reach(env: Record<string, string>): Promise<readonly string[]> {
  const settings = readSettings({ SHOWRUNNER_STATE: folder });
  const say = (error: unknown): string => (error instanceof Error ? error.message : String(error));
  const asWorker = connect(env).then(async ({ client, native, close }) => {
    await native.withDeadline(Date.now() + 10_000, () => native.workflowService.getSystemInfo({}));
    await client.workflowService.describeNamespace({ namespace: 'default' });
    await close();
    return 'fine';
  }, say);
  const asCommand = connectCommand(settings, env).then(async ({ client, close }) => {
    await client.workflowService.describeNamespace({ namespace: 'default' });
    await close();
    return 'fine';
  }, say);
  return Promise.all([asWorker, asCommand]);
}

/** What both say. */
async function explain(env: Record<string, string>): Promise<string> {
  const [first = '', second] = await reach(env);
  expect(second).toBe(first);
  return first;
}

const trusting = (address: string) => ({
  TEMPORAL_ADDRESS: address,
  TEMPORAL_TLS_SERVER_CA_CERT_PATH: certificates.authority,
});
const presenting = ({ crt, key }: Certificates['client']) => ({
  TEMPORAL_TLS_CLIENT_CERT_PATH: crt,
  TEMPORAL_TLS_CLIENT_KEY_PATH: key,
});

test('mTLS: with the certificate of the client', async () => {
  expect(await reach({ ...trusting(mutual.address), ...presenting(certificates.client) })).toEqual([
    'fine',
    'fine',
  ]);
});

test('mTLS: each thing that is missing is one sentence with its cure', async () => {
  const { address } = mutual;
  // At the same time: each waits until the SDK gives up.
  const [none, stranger, untrusted, other, without, unencrypted] = await Promise.all([
    explain(trusting(address)),
    explain({ ...trusting(address), ...presenting(certificates.stranger) }),
    explain({ TEMPORAL_ADDRESS: address, TEMPORAL_TLS: 'true' }),
    explain(trusting(address.replace('localhost', '127.0.0.1'))),
    explain({ TEMPORAL_ADDRESS: address }),
    explain(trusting(plain)),
  ]);
  expect(none).toBe(
    `${address} wants a certificate of the client: set TEMPORAL_TLS_CLIENT_CERT_PATH and TEMPORAL_TLS_CLIENT_KEY_PATH`,
  );
  expect(stranger).toContain(`${address} refuses the certificate of TEMPORAL_TLS_CLIENT_CERT_PATH (`);
  expect(untrusted).toMatch(
    /is not by an authority that is trusted here \(.*\): name the authority with TEMPORAL_TLS_SERVER_CA_CERT_PATH$/,
  );
  expect(other).toMatch(/is for another name: set TEMPORAL_TLS_SERVER_NAME/);
  expect(without).toContain(`${address} wants TLS: set TEMPORAL_TLS=true`);
  expect(unencrypted).toBe(
    `${plain} does not speak TLS: set TEMPORAL_TLS=false, or correct TEMPORAL_ADDRESS`,
  );
});

test('an API key, and a wrong one, which no message repeats', async () => {
  expect(await reach({ ...trusting(gate.address), TEMPORAL_API_KEY: KEY })).toEqual(['fine', 'fine']);
  const said = await explain({ ...trusting(gate.address), TEMPORAL_API_KEY: 'another-key' });
  expect(said).toMatch(/does not let us in: check TEMPORAL_API_KEY and TEMPORAL_NAMESPACE/);
  expect(said).not.toContain('another-key');
});

test('settings that cannot be meant are refused before anything is called', async () => {
  const { crt } = certificates.client;
  expect(await explain({ ...trusting(mutual.address), TEMPORAL_TLS_CLIENT_CERT_PATH: crt })).toBe(
    'TEMPORAL_TLS_CLIENT_KEY_PATH is missing: a certificate and its key go together',
  );
  expect(
    await explain({ ...trusting(mutual.address), TEMPORAL_TLS_DISABLE_HOST_VERIFICATION: 'true' }),
  ).toContain('set TEMPORAL_TLS_SERVER_NAME to the name in the certificate instead');
  const nowhere = join(folder, 'nowhere.pem');
  const given = { TEMPORAL_ADDRESS: mutual.address, TEMPORAL_TLS_SERVER_CA_CERT_PATH: nowhere };
  expect(await explain(given)).toContain(nowhere);
});
