import { printable } from '../../../domain/shared/media/printable.ts';
import { type Printed, printCommand } from '../../../domain/shared/media/terminal.ts';
import { type Problem, severityOf } from '../../../domain/shared/problem.ts';

/**
 * A problem as an annotation on the line of a pull request. Text from content cannot become another workflow command: line ends
 * and the separators of properties are escaped.
 *
 * Source: docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export function renderAnnotation(problem: Problem): Printed {
  const { path, line, column, code, message, hint } = problem;
  const lines = [message, ...(hint === undefined ? [] : [hint])].map((one) => printable(one));
  const properties = Object.entries({ file: path, line, col: column, title: code })
    .map(([name, value]) => `${name}=${escapeProperty(String(value))}`)
    .join(',');
  return printCommand(`::${severityOf(problem)} ${properties}::${escapeData(lines.join('\n'))}`);
}

const escapeData = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const escapeProperty = (text: string): string =>
  escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
