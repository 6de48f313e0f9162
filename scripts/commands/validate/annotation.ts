import { type Problem, severityOf } from '../../../domain/shared/problem.ts';

/**
 * A problem as an annotation on the line of a pull request. Text from content cannot become another workflow command: line ends
 * and the separators of properties are escaped.
 *
 * Source: docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export function renderAnnotation(problem: Problem): string {
  const { path, line, column, code, message, hint } = problem;
  const properties = Object.entries({ file: path, line, col: column, title: code })
    .map(([name, value]) => `${name}=${escapeProperty(String(value))}`)
    .join(',');
  const text = hint === undefined ? message : `${message}\n${hint}`;
  return `::${severityOf(problem)} ${properties}::${escapeData(text)}`;
}

const escapeData = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const escapeProperty = (text: string): string =>
  escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
