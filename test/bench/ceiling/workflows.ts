import { condition, proxyActivities, setHandler } from '@temporalio/workflow';
import type { CeilingActivities } from './activities.ts';
import { touch } from './messages.ts';

const { nothing, askBare } = proxyActivities<CeilingActivities>({ startToCloseTimeout: '10 minutes' });

/** As little as an episode can be: one question, one activity, the end. */
export async function bare(): Promise<void> {
  let isAnswered = false;
  setHandler(touch, async () => {
    const answer = await nothing();
    isAnswered = true;
    return answer;
  });
  await condition(() => isAnswered);
}

export type CeilingInput = {
  readonly count: number;
  readonly lanes: number;
  readonly batches: number;
  readonly size: number;
};

/** Asks as a rewrite does: lanes of slices, each slice some batches at once. */
export async function ceiling({ count, lanes, batches, size }: CeilingInput): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < count) {
      const from = next;
      const upTo = Math.min(count, from + batches * size);
      next = upTo;
      const starts = Array.from(
        { length: Math.ceil((upTo - from) / size) },
        (_, index) => from + index * size,
      );
      await Promise.all(starts.map((start) => askBare({ from: start, upTo: Math.min(upTo, start + size) })));
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}
