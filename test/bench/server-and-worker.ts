import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { SEARCH_ATTRIBUTES } from '../../contract/search-attributes.ts';
import { startTemporal } from '../../tools/temporal/start.ts';
import type { ContentRepository } from '../support/content.ts';
import { type Running, startProgram } from './process.ts';

/** A Temporal server with its worker. */
export type Life = {
  readonly client: Client;
  readonly worker: Running;
  /** Ends the worker, then the server. */
  end(): Promise<void>;
};

type Place = {
  readonly folder: string;
  readonly youtubeUrl: string;
  readonly repository: ContentRepository;
};

/** Begins with nothing but git and YouTube. */
export async function startLife(place: Place): Promise<Life> {
  const server = await startTemporal({
    env: process.env,
    folder: join(place.folder, 'temporal'),
    searchAttributes: SEARCH_ATTRIBUTES,
    log: () => undefined,
  });
  const { address } = server;
  const connection = await Connection.connect({ address });
  const worker = await startWorker(place, address);
  return {
    client: new Client({ connection }),
    worker,
    end: async () => {
      await worker.stop();
      await connection.close();
      await server.stop();
    },
  };
}

const startWorker = ({ folder, youtubeUrl, repository }: Place, address: string): Promise<Running> =>
  startProgram(
    'worker/main.ts',
    {
      TEMPORAL_ADDRESS: address,
      SHOWRUNNER_YOUTUBE: youtubeUrl,
      SHOWRUNNER_REPOSITORY: repository.folder,
      SHOWRUNNER_STATE: join(folder, 'state'),
    },
    /\d s {2}ready/,
  );
