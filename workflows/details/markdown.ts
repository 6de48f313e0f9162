import { type Choice, type ReportBlock, renderArgument } from '../../contract/reports/block.ts';
import { describeRest } from '../../contract/reports/words.ts';

/** A workflow's details in the Temporal UI. They are written when something changes, so they say when that was. */
export const renderDetails = (blocks: readonly ReportBlock[], now: number): string =>
  `${renderMarkdown(blocks)}\n\nAs of ${new Date(now).toISOString().slice(0, 16).replace('T', ' ')} UTC.`;

export const renderMarkdown = (blocks: readonly ReportBlock[]): string =>
  blocks.map((block, index) => `${separate(blocks[index - 1], block)}${renderBlock(block)}`).join('');

/** Facts in a row are one list. */
function separate(before: ReportBlock | undefined, block: ReportBlock): string {
  if (before === undefined) return '';
  return before.kind === 'fact' && block.kind === 'fact' ? '\n' : '\n\n';
}

function renderBlock(block: ReportBlock): string {
  switch (block.kind) {
    case 'fact':
      // Another marker than that of lists and choices: in Markdown it begins a list of its own.
      return `* ${block.name}: ${block.value.replaceAll('\n', '\n  ')}`;
    case 'paragraph':
      return renderParagraph(block);
    case 'counts':
      return renderTable(block);
    case 'list':
      return renderList(block);
    case 'diff':
      return renderDiff(block);
    case 'choices':
      return block.choices.map((choice) => renderItem(renderChoice(choice))).join('\n');
    case 'updates':
      return `Updates: ${block.names.map((name) => `\`${name}\``).join(', ')}, each with the argument \`${renderArgument()}\`.`;
  }
}

type BlockOf<Kind extends ReportBlock['kind']> = Extract<ReportBlock, { kind: Kind }>;

const renderItem = (text: string): string => `- ${text.replaceAll('\n', '\n  ')}`;

const renderParagraph = ({ strong, text }: Pick<BlockOf<'paragraph'>, 'strong' | 'text'>): string =>
  strong === undefined ? text : `**${strong}** ${text}`;

function renderList({ items, total, ...head }: BlockOf<'list'>): string {
  const rest = describeRest(items.length, total);
  const lines = [...items, ...(rest === undefined ? [] : [rest])].map(renderItem);
  return `${renderParagraph(head)}\n\n${lines.join('\n')}`;
}

/** Indented, so that no line of it can end the code block. */
const renderDiff = ({ title, removed, added }: BlockOf<'diff'>): string =>
  [`${title}:`, '', ...removed.map((line) => `    - ${line}`), ...added.map((line) => `    + ${line}`)].join(
    '\n',
  );

function renderChoice({ label, command, update }: Choice): string {
  const ways = [
    ...(update === undefined ? [] : [`send the update \`${update.name}\` with \`${update.argument}\``]),
    ...(command === undefined ? [] : [`run \`${command}\``]),
  ];
  return ways.length === 0 ? label : `${label}: ${ways.join(', or ')}`;
}

/** The Temporal UI leaves no space between columns: without it a name would touch its number. */
const GAP = '\u00a0'.repeat(4);

function renderTable({ columns: [name, number], rows }: BlockOf<'counts'>): string {
  const width = Math.max(name.length, ...rows.map(([cell]) => cell.length));
  const head = `${name}${'\u00a0'.repeat(width - name.length)}${GAP}`;
  return [`| ${head} | ${number} |`, '|:--|--:|', ...rows.map((row) => `| ${row.join(' | ')} |`)].join('\n');
}
