import { describe, expect, it } from 'vitest';
import { buildReport } from '../../../test/support/plan-report.ts';
import { type Paint, renderPlan } from './text.ts';

const past = { guests: ['ann'], scheduledFor: '2026-01-01T12:00:00Z', thumbnail: 'keep' };
const many = (length: number) =>
  Object.fromEntries(Array.from({ length }, (_none, n) => [`e${n + 10}`, past]));
/** Hashes follow from every rule there is: not what this is about. */
const show = (text: string): string => text.replace(/\b[0-9a-f]{12}\b/g, 'CHECKSUM');

describe('a plan as text', () => {
  it('tells what several have in common once, then what each has to itself, then the sums', () => {
    const before = { a: { ...past, description: 'Text.' }, b: past, gone: {}, soon: { title: 'Old' } };
    const after = {
      a: { ...past, description: 'Words.' },
      b: past,
      next: { title: 'New stream', scheduledFor: '2026-07-01T12:00:00Z', thumbnail: 'keep' },
      soon: { title: 'New', thumbnail: 'keep' },
    };
    const report = buildReport({ before, after, names: ['Ann', 'Anne'] });
    expect(show(renderPlan(report))).toBe(`base000000..c0ffee0000  Rename Ann
live unknown: from git alone, what stands on YouTube was not read

+ next: new
    New stream, 2026-07-01T12:00:00Z
~ description, the same in 2 episodes
    - • Ann
    + • Anne
    a, b
~ a: description
    - Text.
    + Words.
~ soon: title, thumbnail drawn anew
    - Old
    + New
! gone: no file names it any more; its video is left as it is

episodes    4 of 4 episodes: 1 to come or on air, 3 finished; 1 by the rewrite, 3 by their own file
fields      description 2, new 1, thumbnail 1, title 1
thumbnails  1 drawn anew: soon
units       about 308
days        1, at 8,000 units a day (10,000 less the reserve of 2,000)
checksum    CHECKSUM`);
  });

  it('says when there is nothing', () => {
    expect(renderPlan(buildReport({ before: { a: past }, after: { a: past } }))).toMatch(
      /\n\nnothing to do$/,
    );
  });

  it('is more than nothing with an orphan alone', () => {
    const text = renderPlan(buildReport({ before: { a: past }, after: {} }));
    expect(text).toContain('! a: no file names it any more');
    expect(text).not.toContain('nothing to do');
  });

  it('tells the thresholds that are passed, by how much, and how to approve', () => {
    const report = buildReport({ before: many(60), after: many(60), names: ['Ann', 'Anne'] });
    expect(show(renderPlan(report))).toContain(`
units       about 3,062
days        1, at 8,000 units a day (10,000 less the reserve of 2,000)
gate        waits for approval: 60 episodes, the limit is 25; 100% of all episodes, the limit is 30%; 3,062 units, the limit is 2,500
checksum    CHECKSUM: once it waits, npx showrunner approve CHECKSUM --by NAME`);
  });

  it('cuts lists with a count, and shows everything when it shall', () => {
    const report = buildReport({ before: {}, after: many(60) });
    expect(renderPlan(report)).toContain('... and 30 new episodes: --all shows everything');
    const whole = renderPlan(report, { all: true });
    expect(whole).not.toContain('more');
    expect(whole).toContain('+ e69: new');
  });

  it('paints the words that changed within their line', () => {
    const paint: Paint = (tone, text) => `<${tone}>${text}</${tone}>`;
    const report = buildReport({ before: many(2), after: many(2), names: ['Ann Lee', 'Ann Li'] });
    expect(renderPlan(report, { paint })).toContain(
      '<old>- </old><old>• Ann </old><gone>Lee</gone>\n    <new>+ </new><new>• Ann </new><came>Li</came>',
    );
  });

  it('prints nothing that steers a terminal or turns the direction of reading', () => {
    const report = buildReport({ before: { a: past }, after: { a: past } });
    expect(renderPlan({ ...report, subject: 'x\u001b[2Jy\u202ez' })).toContain('  x\ufffd[2Jy\ufffdz\n');
  });
});
