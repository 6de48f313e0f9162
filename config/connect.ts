import { Client, Connection } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { NativeConnection } from '@temporalio/worker';
import { defined } from '../domain/shared/defined.ts';
import type { Environment } from './settings.ts';

export type Temporal = {
  readonly client: Client;
  readonly native: NativeConnection;
  readonly namespace: string;
  close(): Promise<void>;
};

/** Connects to the server that `address` names, else as `TEMPORAL_*` and Temporal's own configuration file say. */
export async function connect(env: Environment, address?: string): Promise<Temporal> {
  const known = Object.fromEntries(
    Object.entries(env).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
  const { connectionOptions, namespace = 'default' } = loadClientConnectConfig({ overrideEnvVars: known });
  const options = { ...connectionOptions, ...defined({ address }) };
  const connection = await Connection.connect(options);
  const native = await NativeConnection.connect(options);
  return {
    client: new Client({ connection, namespace }),
    native,
    namespace,
    close: async () => {
      await connection.close();
      await native.close();
    },
  };
}
