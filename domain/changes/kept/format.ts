import { z } from 'zod';
import { KEPT_FIELDS, type KeptEntry } from './entry.ts';

const common = {
  videoId: z.string(),
  episodeId: z.string(),
  at: z.string(),
  commit: z.string(),
  by: z.string().exactOptional(),
  fields: z.array(z.enum(KEPT_FIELDS)),
};
const entry = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('texts'),
    ...common,
    texts: z.object({ title: z.string(), description: z.string(), tags: z.array(z.string()) }),
  }),
  z.object({
    kind: z.literal('picture'),
    ...common,
    picture: z.object({ url: z.string(), mimeType: z.string(), sha256: z.string() }),
  }),
]);

/** An entry as the text of `kept.json`. */
export const formatKept = (kept: KeptEntry): string => `${JSON.stringify(kept, null, 2)}\n`;

/** The inverse of formatKept; undefined for anything else. Keys that a later version adds are ignored. */
export function parseKept(text: string): KeptEntry | undefined {
  try {
    const { success, data } = entry.safeParse(JSON.parse(text));
    return success ? data : undefined;
  } catch {
    return undefined;
  }
}
