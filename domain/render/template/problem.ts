import { sourceOf } from '../../content/catalog/sources.ts';
import { recordProblem } from '../../content/rules/draft.ts';
import type { Words } from '../../shared/key-path.ts';
import { formatKeyPath } from '../../shared/messages.ts';
import type { Problem } from '../../shared/problem.ts';
import type { TemplateProblem } from './template.ts';

/** Points to the template's place: in its own file, or in the record with the inline template, at the faulty text. */
export function templateProblem(problem: TemplateProblem, episode: string): Problem {
  const { template, line, column } = problem;
  const found = `Found rendering ${episode}.`;
  const hint = problem.hint === undefined ? found : `${problem.hint} ${found}`;
  const common = { code: 'template-error', hint } as const;
  if ('file' in template)
    return { path: template.file, line, column, message: problem.message, ...common, episode };
  const { record, key, text } = template;
  const message = `${formatKeyPath(key)}: ${problem.message}`;
  const part = textAt(text, line, column);
  return { ...recordProblem(sourceOf(record), { key, message, ...common, ...(part && { part }) }), episode };
}

/** The text at a place, up to the end of its tag or line, and how often it occurs before that. */
function textAt(text: string, line: number, column: number): Words | undefined {
  const lines = text.split('\n');
  const rest = (lines[line - 1] ?? '').slice(column - 1);
  const words = /^.*?[%}]\}|^.+/.exec(rest)?.[0]?.trimEnd();
  if (words === undefined || words === '') return undefined;
  const before = [...lines.slice(0, line - 1), (lines[line - 1] ?? '').slice(0, column - 1)].join('\n');
  return { words, nth: before.split(words).length - 1 };
}
