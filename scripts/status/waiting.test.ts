import { expect, test } from 'vitest';
import type { Report } from './read.ts';
import { needsPerson, renderReport } from './render.ts';

test('a commit that waits is told with what to send, and needs a person', () => {
  const commit = 'a'.repeat(40);
  const nobody = { count: 0, episodes: [] };
  const waits = { commit, subject: 'tidy up', orphaned: 21, of: 100, first: ['talks/one'] };
  const report: Report = {
    address: '127.0.0.1:7233',
    namespace: 'default',
    sync: {
      seq: 1,
      refused: [],
      refusedCount: 0,
      orphaned: [],
      paused: false,
      lastEvent: '',
      blockedCommit: waits,
    },
    attention: nobody,
    upcoming: nobody,
  };
  expect(needsPerson(report)).toBe(true);
  const text = renderReport(report);
  expect(text).toContain('waits for a person: aaaaaaaaaa tidy up\n');
  expect(text).toContain('21 of 100 episodes would lose their file: talks/one and 20 more');
  expect(text).toContain(
    `send the update \`accept\` to \`sync\` with {"commit":"${commit}","by":"your name"}`,
  );
});
