import type { Choice, ReportBlock } from '../../contract/reports/block.ts';
import { renderPlainLines, type Text } from '../../contract/reports/text.ts';
import { describeRest, group } from '../../contract/reports/words.ts';
import { printable } from '../../domain/shared/media/printable.ts';
import { renderShell } from '../../domain/shared/media/shell.ts';
import { type Printed, printLines } from '../../domain/shared/media/terminal.ts';
import { fitWidth } from './fit-width.ts';

/** A report for a terminal, as lines. */
export function renderLines(blocks: readonly ReportBlock[]): string[] {
  const facts = blocks.flatMap((block) => (block.kind === 'fact' ? [block.name.length] : []));
  const width = Math.max(0, ...facts);
  return blocks.flatMap((block) => renderBlock(block, width));
}

/** `columns`: of the terminal; undefined: no line is broken. */
export const renderText = (blocks: readonly ReportBlock[], columns?: number): Printed =>
  printLines(fitWidth(renderLines(blocks), columns));

/** Every line further to the right. */
export const indent = (lines: readonly string[], by = '  '): string[] => lines.map((line) => `${by}${line}`);

function renderBlock(block: ReportBlock, width: number): string[] {
  switch (block.kind) {
    case 'fact':
      return renderEntry(block.value, `${block.name.padEnd(width)}  `);
    case 'paragraph':
      return renderParagraph(block);
    case 'counts':
      return [`${block.columns[1]}: ${renderCounts(block.rows)}`];
    case 'list':
      return renderList(block);
    case 'diff':
      return [
        ...renderEntry(block.title).map((line) => `${line}:`),
        ...block.removed.map((line) => `  - ${printable(line)}`),
        ...block.added.map((line) => `  + ${printable(line)}`),
      ];
    case 'choices':
      return indent(block.choices.flatMap(renderChoice));
    case 'updates':
      return [];
  }
}

type BlockOf<Kind extends ReportBlock['kind']> = Extract<ReportBlock, { kind: Kind }>;

/** Further lines are further to the right. */
const renderEntry = (value: Text, before = ''): string[] =>
  renderPlainLines(value).map((line, index) => `${index === 0 ? before : '  '}${line}`);

const renderParagraph = ({ strong, text }: Pick<BlockOf<'paragraph'>, 'strong' | 'text'>): string[] =>
  renderEntry(text, strong === undefined ? '' : `${renderPlainLines(strong).join(' ')} `);

const renderCounts = (rows: BlockOf<'counts'>['rows']): string =>
  rows.flatMap(([name, number]) => (number > 0 ? [`${group(number)} ${name}`] : [])).join(', ') || 'none';

function renderList({ items, total, ...head }: BlockOf<'list'>): string[] {
  const rest = describeRest(items.length, total);
  return [
    ...renderParagraph(head),
    ...indent(items.flatMap((item) => renderEntry(item))),
    ...(rest === undefined ? [] : [`  ${rest}`]),
  ];
}

function renderChoice({ label: said, command, update }: Choice): string[] {
  const label = renderPlainLines(said).join(' ');
  const send =
    update && printable(`send the update ${update.name} to ${update.workflowId} with ${update.argument}`);
  if (command === undefined) return [send === undefined ? label : `${label}: ${send}`];
  return [`${label}: ${renderShell(command)}`, ...(send === undefined ? [] : [`  or ${send}`])];
}
