import { describe, expect, it } from 'vitest';
import { buildReport } from '../../../test/support/plan-report.ts';
import { MAX_CHARACTERS, renderPlanMarkdown } from './markdown.ts';

const past = { guests: ['ann'], scheduledFor: '2026-01-01T12:00:00Z', thumbnail: 'keep' };
const many = (length: number, more: (n: number) => Record<string, unknown> = () => ({})) =>
  Object.fromEntries(Array.from({ length }, (_none, n) => [`e${1000 + n}`, { ...past, ...more(n) }]));
const show = (text: string): string => text.replace(/\b[0-9a-f]{12}\b/g, 'CHECKSUM');

describe('a plan as Markdown', () => {
  it('shows sums, gates and the most common change, and folds the rest', () => {
    const before = { ...many(30), e1000: { ...past, description: 'Text.' } };
    const after = { ...many(30), e1000: { ...past, description: 'Words.' } };
    const report = buildReport({ before, after, names: ['Ann', 'Anne'] });
    expect(
      show(renderPlanMarkdown(report)).replace(/^e1000 .*e1029$/ms, 'NAMES'),
    ).toBe(`### Plan: 30 episodes, about 1,531 units

\`base000000..c0ffee0000\` \`Rename Ann\`  
*live unknown: computed from git alone, without reading YouTube*

> [!IMPORTANT]
> Needs approval: 29 episodes (limit 25), 96.7% of all episodes (limit 30%).

| | |
|---|---|
| episodes | 30 of 30 episodes: 30 finished; 29 by the rewrite, 1 by its own file |
| fields | description 30 |
| thumbnails | none redrawn |
| units | about 1,531 |
| days | 1, at 8,000 units a day (10,000 minus the reserve of 2,000) |
| checksum | \`CHECKSUM\` |

**description, the same in 30 episodes**

\`\`\`diff
- • Ann
+ • Anne
\`\`\`

<details><summary>the 30 episodes</summary>

\`\`\`
NAMES
\`\`\`

</details>

<details><summary>1 episode with individual changes</summary>

\`\`\`diff
@@ e1000: description @@
- Text.
+ Words.
\`\`\`

</details>
`);
  });

  it('says so if there is nothing to do', () => {
    const text = renderPlanMarkdown(buildReport({ before: { a: past }, after: { a: past } }));
    expect(text).toContain('### Plan: Nothing to do');
    expect(text).not.toContain('|');
  });

  it('stays below GitHub’s limit and counts what is left out', () => {
    const write = (word: string) => many(400, (n) => ({ description: `${word} ${n} `.repeat(40) }));
    const text = renderPlanMarkdown(buildReport({ before: write('Old'), after: write('New') }));
    expect(text.length).toBeLessThan(MAX_CHARACTERS);
    const shown = [...text.matchAll(/^@@ e/gm)].length;
    const [, cut = ''] = /\*\*Truncated, .*: (\d+) episodes\.\*\*/.exec(text) ?? [];
    expect(shown).toBeGreaterThan(0);
    expect(shown + Number(cut)).toBe(400);
  });

  it('counts names beyond the limit of the list', () => {
    const text = renderPlanMarkdown(
      buildReport({ before: many(1100), after: many(1100), names: ['Ann', 'Anne'] }),
    );
    expect(text).toContain('... and 100 more\n');
  });

  it('shows untrusted text as code only: no fence closes early and nobody is mentioned', () => {
    const after = { a: { ...past, description: '```\n@everyone' } };
    const report = { ...buildReport({ before: { a: past }, after }), subject: 'a ` @someone' };
    const text = renderPlanMarkdown(report);
    expect(text).toContain('\n````diff\n@@ a: description @@\n+ ```\n+ @everyone');
    expect(text).toContain('``a ` @someone``');
  });
});
