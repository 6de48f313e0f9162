import type { Choice, ReportBlock } from '../../contract/reports/block.ts';
import { describeRest, group } from '../../contract/reports/words.ts';
import { printable } from '../../domain/changes/plan/format.ts';

/** A report for a terminal, as lines. */
export function renderLines(blocks: readonly ReportBlock[]): string[] {
  const facts = blocks.flatMap((block) => (block.kind === 'fact' ? [block.name.length] : []));
  const width = Math.max(0, ...facts);
  return blocks.flatMap((block) => {
    const lines = renderBlock(block, width);
    return block.kind === 'diff' ? lines : lines.map((line) => line.replaceAll('`', ''));
  });
}

export const renderText = (blocks: readonly ReportBlock[]): string => renderLines(blocks).join('\n');

/** Every line further to the right. */
export const indent = (lines: readonly string[], by = '  '): string[] => lines.map((line) => `${by}${line}`);

function renderBlock(block: ReportBlock, width: number): string[] {
  switch (block.kind) {
    case 'fact':
      return renderEntry(`${block.name.padEnd(width)}  ${block.value}`);
    case 'paragraph':
      return renderParagraph(block);
    case 'counts':
      return [`${block.columns[1]}: ${renderCounts(block.rows)}`];
    case 'list':
      return renderList(block);
    case 'diff':
      return [
        `${block.title}:`,
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

const renderEntry = (text: string): string[] => text.replaceAll('\n', '\n  ').split('\n');

const renderParagraph = ({ strong, text }: Pick<BlockOf<'paragraph'>, 'strong' | 'text'>): string[] =>
  renderEntry(strong === undefined ? text : `${strong} ${text}`);

const renderCounts = (rows: BlockOf<'counts'>['rows']): string =>
  rows.flatMap(([name, number]) => (number > 0 ? [`${group(number)} ${name}`] : [])).join(', ') || 'none';

function renderList({ items, total, ...head }: BlockOf<'list'>): string[] {
  const rest = describeRest(items.length, total);
  return [
    ...renderParagraph(head),
    ...indent(items.flatMap(renderEntry)),
    ...(rest === undefined ? [] : [`  ${rest}`]),
  ];
}

function renderChoice({ label, command, update }: Choice): string[] {
  const send = update && `send the update ${update.name} to ${update.workflowId} with ${update.argument}`;
  if (command === undefined) return [send === undefined ? label : `${label}: ${send}`];
  return [`${label}: ${command}`, ...(send === undefined ? [] : [`  or ${send}`])];
}
