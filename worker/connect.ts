import { Client } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { openConnection, readConnectionConfig } from '../config/connection.ts';
import type { Environment } from '../config/settings.ts';
import { defined } from '../domain/shared/defined.ts';

export type Temporal = {
  readonly client: Client;
  readonly native: NativeConnection;
  readonly namespace: string;
  close(): Promise<void>;
};

/** Connects a client and a worker to the server at `address`, else to the one that `env` configures. */
export async function connect(env: Environment, address?: string): Promise<Temporal> {
  const { connectionOptions, namespace } = readConnectionConfig(env);
  const options = { ...connectionOptions, ...defined({ address }) };
  const { connection, close } = await openConnection(options);
  const native = await NativeConnection.connect(options);
  return {
    client: new Client({ connection, namespace }),
    native,
    namespace,
    close: async () => {
      await close();
      await native.close();
    },
  };
}
