import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { SEARCH_ATTRIBUTES } from '../../contract/search-attributes.ts';
import { startTemporal } from '../../tools/temporal/start.ts';
import type { ContentRepository } from '../support/content.ts';
import { type Running, startProgram } from './process.ts';

/** A Temporal server with its worker, or several of them. */
export type Life = {
  readonly client: Client;
  readonly address: string;
  readonly worker: Worker;
  /** One more on the same task queue. */
  addWorker(): Promise<Worker>;
  /** Ends the workers, then the server. */
  end(): Promise<void>;
};

export type Worker = Running & {
  /** So many activities it has done, by their names in its log. */
  countDone(activity: string): Promise<number>;
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
  const workers: Worker[] = [];
  const addWorker = async (): Promise<Worker> => {
    const worker = await startWorker(place, address, `state-${workers.length}`);
    workers.push(worker);
    return worker;
  };
  return {
    client: new Client({ connection }),
    address,
    worker: await addWorker(),
    addWorker,
    end: async () => {
      for (const worker of workers.splice(0)) await worker.stop();
      await connection.close();
      await server.stop();
    },
  };
}

async function startWorker(
  { folder, youtubeUrl, repository }: Place,
  address: string,
  name: string,
): Promise<Worker> {
  const state = join(folder, name);
  const env = {
    TEMPORAL_ADDRESS: address,
    SHOWRUNNER_YOUTUBE: youtubeUrl,
    SHOWRUNNER_REPOSITORY: repository.folder,
    SHOWRUNNER_STATE: state,
  };
  const running = await startProgram('worker/main.ts', env, /\d s {2}ready/);
  return {
    ...running,
    countDone: async (activity) => {
      const log = await readFile(join(state, 'showrunner.log'), 'utf8');
      return log.split('\n').filter((line) => line.includes(`"activity":"${activity}"`)).length;
    },
  };
}
