import { randomBytes } from 'node:crypto';
import type { MediaRule } from '../api/media.ts';
import type { ApiAnswer, ApiRequest, Endpoint } from '../api/request.ts';
import type { World } from '../world.ts';

/** A resumable upload between its first request and its last. Replaced, never changed in place. */
export type Upload = {
  readonly id: string;
  readonly endpoint: Endpoint;
  readonly media: MediaRule;
  /** The request that began it; the file joins it at the end. */
  readonly request: ApiRequest;
  /** The file's type and length, as far as the client has said them. */
  readonly type: string;
  readonly total?: number;
  readonly received: number;
  /** The first bytes of the file, as many as its method reads. */
  readonly kept: readonly Buffer[];
  /** Ms of YouTube's time. */
  readonly expiresAt: number;
  /** When the file is complete: what the method answered, for a client that missed it. */
  readonly answer?: ApiAnswer;
};

/** The open resumable uploads. In memory: a restart forgets them, as Google does after a week. */
export type Uploads = {
  open(upload: Omit<Upload, 'id' | 'received' | 'kept' | 'expiresAt'>, now: number): Upload;
  find(id: string, now: number): Upload | undefined;
  put(upload: Upload): void;
  close(id: string): void;
};

const WEEK_MS = 7 * 24 * 3600 * 1000;
/** Each may hold a picture of 50 MB. The oldest is dropped. */
const MAX_OPEN = 20;

const uploads = new WeakMap<World, Uploads>();

/** The uploads to a channel. */
export function uploadsOf(world: World): Uploads {
  const known = uploads.get(world) ?? createUploads();
  uploads.set(world, known);
  return known;
}

function createUploads(): Uploads {
  const all = new Map<string, Upload>();
  return {
    open(begun, now) {
      const id = randomBytes(24).toString('base64url');
      const upload = { ...begun, id, received: 0, kept: [], expiresAt: now + WEEK_MS };
      all.set(id, upload);
      const [oldest] = all.keys();
      if (all.size > MAX_OPEN && oldest !== undefined) all.delete(oldest);
      return upload;
    },
    find(id, now) {
      const upload = all.get(id);
      return upload !== undefined && upload.expiresAt > now ? upload : undefined;
    },
    put: (upload) => void all.set(upload.id, upload),
    close: (id) => void all.delete(id),
  };
}
