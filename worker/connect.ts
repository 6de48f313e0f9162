import { Client } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { openConnection, readConnectionConfig } from '../config/connection.ts';
import { diagnoseConnection } from '../config/diagnose-connection.ts';
import type { Environment } from '../config/settings.ts';
import { defined } from '../domain/shared/defined.ts';

export type Temporal = {
  readonly client: Client;
  readonly native: NativeConnection;
  readonly namespace: string;
  close(): Promise<void>;
};

/** Of the SDK. */
const DEFAULT_ADDRESS = '127.0.0.1:7233';

/**
 * Connects a client and a worker to the server at `address`, else to the one that `env` configures.
 *
 * @throws Error with the address and what to do
 */
export async function connect(env: Environment, address?: string): Promise<Temporal> {
  const { connectionOptions, namespace } = readConnectionConfig(env);
  const options = { ...connectionOptions, ...defined({ address }) };
  const fail = async (error: unknown): Promise<never> => {
    const access = { address: options.address ?? DEFAULT_ADDRESS, tls: options.tls };
    throw new Error((await diagnoseConnection(access, error)) ?? describeNoServer(options.address, error));
  };
  const { connection, close } = await openConnection(options).catch(fail);
  try {
    const native = await NativeConnection.connect(options).catch(fail);
    return {
      client: new Client({ connection, namespace }),
      native,
      namespace,
      close: async () => {
        await close();
        await native.close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

const describeNoServer = (address: string | undefined, error: unknown): string =>
  `no Temporal server answers at ${address ?? 'the configured address'} (${error instanceof Error ? error.message : String(error)}): start that server and check TEMPORAL_ADDRESS and TEMPORAL_TLS; without TEMPORAL_ADDRESS a development server is started here`;
