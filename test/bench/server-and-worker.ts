import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { SEARCH_ATTRIBUTES } from '../../contract/search-attributes.ts';
import { startTemporal } from '../../tools/temporal/start.ts';
import type { GeneratedRepository } from '../support/content.ts';
import { type RunningProgram, startProgram } from './process.ts';

/** A Temporal server with its worker. */
export type ServerAndWorker = {
  readonly client: Client;
  readonly worker: RunningProgram;
  /** Ends the worker, then the server. */
  stop(): Promise<void>;
};

type Place = {
  readonly folder: string;
  readonly youtubeUrl: string;
  readonly repository: GeneratedRepository;
};

/** Begins with nothing but git and YouTube. */
export async function startServerAndWorker(place: Place): Promise<ServerAndWorker> {
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
    stop: async () => {
      await worker.stop();
      await connection.close();
      await server.stop();
    },
  };
}

const startWorker = ({ folder, youtubeUrl, repository }: Place, address: string): Promise<RunningProgram> =>
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
