import { expect, it } from 'vitest';
import type { NeedGroup } from '../../contract/attention.ts';
import { addFrom } from './add-differences.ts';

const title = { field: 'title', removed: ['Theirs'], added: ['Ours'] } as const;
const tags = { field: 'tags', removed: ['a'], added: ['b'] } as const;
const groupOf = (reason: 'edited' | 'refused', count: number): NeedGroup => ({
  reason,
  count,
  entries: Array.from({ length: count }, (_, index) => ({
    workflowId: `episode/e${index}`,
    message: 'm',
    since: 1,
    fields: ['title'],
  })),
});

it('adds what was edited, of the fields that are asked about and of the entries that are shown', async () => {
  const asked: string[] = [];
  const [edited, refused] = await addFrom(
    async (workflowId) => {
      asked.push(workflowId);
      return workflowId.endsWith('1') ? undefined : { differences: [title, tags] };
    },
    [groupOf('edited', 12), groupOf('refused', 1)],
  );
  expect(asked).toHaveLength(10);
  expect(edited?.entries.map(({ differences }) => differences)).toEqual(
    Array.from({ length: 12 }, (_, index) => (index === 1 || index > 9 ? undefined : [title])),
  );
  expect(refused).toEqual(groupOf('refused', 1));
});
