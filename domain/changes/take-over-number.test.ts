import { describe, expect, it } from 'vitest';
import { buildCatalog, episodeOf } from '../../test/support/catalog.ts';
import { judgeNumber, type NumberInput, renderNumber } from './take-over-number.ts';

const KEY = '9c0f41d2ab';
const named = (index: number, takeOver?: string) => ({
  kind: 'video',
  youtube: { videoId: `video00000${index}`, ...(takeOver === undefined ? {} : { takeOver }) },
});
const build = (numbers: readonly (string | undefined)[], limit = 25) =>
  buildCatalog({
    academy: { approval: { episodes: limit, percent: 100, units: 9999 } },
    episodes: Object.fromEntries(numbers.map((number, index) => [`e${index}`, named(index, number)])),
  });

/** The first episode, whose file carries the right number for the first time. */
function judge(more: Partial<NumberInput> = {}) {
  const head = more.head ?? build([KEY]);
  const input = {
    ...({ key: KEY, manage: 'full', allowed: true, direct: true } as const),
    bases: [build([undefined])],
  };
  return judgeNumber({ ...input, head, episode: episodeOf(head, 'e0'), ...more });
}
const whyNot = (more: Partial<NumberInput>) => {
  const verdict = judge(more);
  return verdict.kind === 'ignored' ? verdict.why : verdict.kind;
};

describe('the number of a commit', () => {
  it('takes the video over in the commit that adds it', () => {
    expect(judge()).toEqual({ kind: 'counts' });
    expect(judge({ bases: [build([undefined]), build([KEY])] })).toEqual({ kind: 'counts' });
    expect(judge({ bases: [build(['0123456789'])] })).toEqual({ kind: 'counts' });
    expect(judge({ head: build([undefined]) })).toEqual({ kind: 'none' });
  });

  it('counts only where the worker allows it, and only under `manage: full`', () => {
    expect(whyNot({ allowed: false })).toContain('SHOWRUNNER_TAKE_OVER of this worker is `operator`');
    expect(whyNot({ manage: 'new' })).toContain('`manage: new` takes nothing over');
    expect(whyNot({ manage: 'observe' })).toContain('takes nothing over');
  });

  it('counts once: not by a shared file, not when it was there before, not when it is unknown what was', () => {
    const once = 'counts only in the commit that adds it';
    expect(whyNot({ direct: false })).toContain(once);
    expect(whyNot({ bases: [build([KEY])] })).toContain(once);
    expect(whyNot({ bases: [] })).toContain(once);
  });

  it('counts for what the video and its file say now', () => {
    expect(whyNot({ key: '0000000000' })).toContain('`npx showrunner plan --live` prints that');
  });

  it('counts with no more others than an approval would be needed for; a lost base commit had none', () => {
    const three = build([KEY, '1111111111', '2222222222'], 2);
    expect(whyNot({ head: three, bases: [build([undefined, undefined, undefined])] })).toContain(
      '3 are new, and approval.episodes allows 2 at once',
    );
    expect(whyNot({ head: three, bases: [build([undefined, '1111111111', undefined])] })).toBe('counts');
    expect(whyNot({ head: three, bases: [undefined] })).toContain('3 are new');
  });
});

it('is written as YAML reads a text', () => {
  expect(renderNumber('video000001', KEY)).toBe('youtube: { videoId: video000001, takeOver: 9c0f41d2ab }');
  for (const number of ['0123456789', '12345e6789'])
    expect(renderNumber('video000001', number)).toContain(`takeOver: "${number}" }`);
});
