import { describe, expect, it } from 'vitest';
import { buildReport } from '../../../test/support/plan-report.ts';
import { renderPlanMarkdown } from './markdown.ts';
import { type Paint, renderPlan } from './text.ts';

const past = { guests: ['ann'], scheduledFor: '2026-01-01T12:00:00Z', thumbnail: 'keep' };
const many = (length: number) =>
  Object.fromEntries(Array.from({ length }, (_none, n) => [`e${n + 10}`, past]));
/** Replaces the checksum, which depends on everything that is rendered. */
const show = (text: string): string => text.replace(/\b[0-9a-f]{12}\b/g, 'CHECKSUM');

describe('a plan as text', () => {
  it('shows shared edits once, then the edits of each episode, then the sums', () => {
    const before = { a: { ...past, description: 'Text.' }, b: past, gone: {}, soon: { title: 'Old' } };
    const after = {
      a: { ...past, description: 'Words.' },
      b: past,
      next: { title: 'New stream', scheduledFor: '2026-07-01T12:00:00Z', thumbnail: 'keep' },
      soon: { title: 'New', thumbnail: 'keep' },
    };
    const report = buildReport({ before, after, names: ['Ann', 'Anne'] });
    expect(show(renderPlan(report))).toBe(`base000000..c0ffee0000  Rename Ann
live unknown: computed from git alone, without reading YouTube

+ next: new
    New stream, 2026-07-01T12:00:00Z
~ description, the same in 2 episodes
    - • Ann
    + • Anne
    a, b
~ a: description
    - Text.
    + Words.
~ soon: title, thumbnail redrawn
    - Old
    + New
! gone: has no file any more; its video is not changed

episodes    4 of 4 episodes: 1 upcoming or on air, 3 finished; 1 by the rewrite, 3 by their own file
fields      description 2, new 1, thumbnail 1, title 1
thumbnails  1 redrawn: soon
units       about 308
days        1, at 8,000 units a day (10,000 minus the reserve of 2,000)
checksum    CHECKSUM`);
  });

  it('says so if there is nothing to do', () => {
    expect(renderPlan(buildReport({ before: { a: past }, after: { a: past } }))).toMatch(
      /\n\nnothing to do$/,
    );
  });

  it('does not say that there is nothing to do if only an orphan is left', () => {
    const text = renderPlan(buildReport({ before: { a: past }, after: {} }));
    expect(text).toContain('! a: has no file any more');
    expect(text).not.toContain('nothing to do');
  });

  it('shows which thresholds are exceeded, by how much, and how to approve', () => {
    const report = buildReport({ before: many(60), after: many(60), names: ['Ann', 'Anne'] });
    expect(show(renderPlan(report))).toContain(`
units       about 3,062
days        1, at 8,000 units a day (10,000 minus the reserve of 2,000)
gate        needs approval: 60 episodes (limit 25), 100% of all episodes (limit 30%), 3,062 units (limit 2,500)
checksum    CHECKSUM; to approve when it waits: npx showrunner approve CHECKSUM --by NAME`);
  });

  it('truncates lists with a count, and shows everything with `all`', () => {
    const report = buildReport({ before: {}, after: many(60) });
    expect(renderPlan(report)).toContain('... and 30 new episodes: --all shows everything');
    const whole = renderPlan(report, { all: true });
    expect(whole).not.toContain('more');
    expect(whole).toContain('+ e69: new');
  });

  it('tells what is not ours yet, with the line that takes it over, and what is only observed', () => {
    const live = {
      ...{ outOfDate: [], same: [], edited: [], absent: [], units: 0, spent: 1 },
      notOurs: [
        { episodeId: 'a', videoId: 'video000001', fields: ['title'], takeOver: '9c0f41d2ab' },
        { episodeId: 'b', videoId: 'video000002', fields: [] },
      ],
      observed: [{ episodeId: 'c', fields: ['tags'] }],
    };
    const report = buildReport({ before: many(1), after: many(1), names: ['Ann', 'Anne'], live });
    const text = renderPlan(report);
    const lines = [
      'a: not ours yet, different in title; to take it over by a commit: youtube: { videoId: video000001, takeOver: 9c0f41d2ab }',
      'b: not ours yet, as the file says',
    ];
    for (const line of lines) expect(text).toContain(`! ${line}\n`);
    expect(text).toContain('! c: tags different; not written (manage: observe)\n');
    expect(text).toContain('2 not ours yet, 1 observed and different, 0 without a video');
    for (const line of [...lines, '2 videos not ours yet', '1 episode observed and different', 'c: tags'])
      expect(renderPlanMarkdown(report)).toContain(line);
  });

  it('highlights the changed words within a line', () => {
    const paint: Paint = (tone, text) => `<${tone}>${text}</${tone}>`;
    const report = buildReport({ before: many(2), after: many(2), names: ['Ann Lee', 'Ann Li'] });
    expect(renderPlan(report, { paint })).toContain(
      '<old>- </old><old>• Ann </old><gone>Lee</gone>\n    <new>+ </new><new>• Ann </new><came>Li</came>',
    );
  });

  it('prints no terminal control characters and no bidirectional overrides', () => {
    const report = buildReport({ before: { a: past }, after: { a: past } });
    expect(renderPlan({ ...report, subject: 'x\u001b[2Jy\u202ez' })).toContain('  x\ufffd[2Jy\ufffdz\n');
  });
});
