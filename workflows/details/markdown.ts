import { type Choice, type ReportBlock, renderArgument, type Update } from '../../contract/reports/block.ts';
import { renderMarkdownLines, type Text, text } from '../../contract/reports/text.ts';
import { describeRest } from '../../contract/reports/words.ts';
import { markdownCell, markdownCode } from '../../domain/shared/media/markdown.ts';
import { printable } from '../../domain/shared/media/printable.ts';
import { renderShell } from '../../domain/shared/media/shell.ts';

/** A workflow's details in the Temporal UI. `now`: the time of its last task, which they name. */
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
      return `* ${block.name}: ${renderText(block.value)}`;
    case 'paragraph':
      return renderParagraph(block);
    case 'counts':
      return renderTable(block);
    case 'list':
      return renderList(block);
    case 'diff':
      return renderDiff(block);
    case 'choices':
      return renderChoices(block);
    case 'updates':
      return `Updates${describePlace(block.to)}: ${block.names.map(markdownCode).join(', ')}, each with the argument\n\n${renderJson(block.argument ?? renderArgument())}`;
  }
}

type BlockOf<Kind extends ReportBlock['kind']> = Extract<ReportBlock, { kind: Kind }>;

/** Further lines belong to the item or the paragraph. */
const renderText = (value: Text): string => renderMarkdownLines(value).join('\n  ');

const renderParagraph = ({ strong, text: said }: Pick<BlockOf<'paragraph'>, 'strong' | 'text'>): string =>
  strong === undefined ? renderText(said) : `**${renderText(strong)}** ${renderText(said)}`;

function renderList({ items, total, ...head }: BlockOf<'list'>): string {
  const rest = describeRest(items.length, total);
  const lines = [...items, ...(rest === undefined ? [] : [text`${rest}`])].map(
    (item) => `- ${renderText(item)}`,
  );
  return `${renderParagraph(head)}\n\n${lines.join('\n')}`;
}

/** Indented, so that no line of it can end the code block. */
const renderDiff = ({ title, removed, added }: BlockOf<'diff'>): string =>
  [
    `${renderText(title)}:`,
    '',
    ...removed.map((line) => `    - ${printable(line)}`),
    ...added.map((line) => `    + ${printable(line)}`),
  ].join('\n');

/** With arguments they are paragraphs: the Temporal UI shows no code in an item of a list, and its quotes would be curled. */
function renderChoices({ choices }: BlockOf<'choices'>): string {
  const hasArguments = choices.some(({ update }) => update !== undefined);
  return hasArguments
    ? choices.map(renderChoice).join('\n\n')
    : choices.map((choice) => `- ${renderChoice(choice)}`).join('\n');
}

/** The argument is last: it is a block. */
function renderChoice({ label, command, update }: Choice): string {
  const ways = [
    ...(command === undefined ? [] : [`run ${markdownCode(renderShell(command))}`]),
    ...(update === undefined ? [] : [renderUpdate(update)]),
  ];
  return ways.length === 0 ? renderText(label) : `${renderText(label)}: ${ways.join(', or ')}`;
}

const renderUpdate = ({ name, workflowId, argument, elsewhere }: Update): string =>
  `send the update ${markdownCode(name)}${describePlace(elsewhere && workflowId)} with\n\n${renderJson(argument)}`;

const describePlace = (workflowId: string | undefined): string =>
  workflowId === undefined ? '' : ` to ${markdownCode(workflowId)}`;

/** What makes a line code. */
const CODE = ' '.repeat(4);

/** A key a line: the form of the Temporal UI grows with each line, and after one pasted line a click misses its button. */
const renderJson = (argument: string): string => {
  const pairs = Object.entries<unknown>(JSON.parse(argument));
  const lines = pairs.map(
    ([key, value]) => `${CODE}  ${printable(`${JSON.stringify(key)}: ${JSON.stringify(value)}`)}`,
  );
  return `${CODE}{\n${lines.join(',\n')}\n${CODE}}`;
};

/** The Temporal UI leaves no space between columns: without it a name would touch its number. */
const GAP = '\u00a0'.repeat(4);

function renderTable({ columns: [name, number], rows }: BlockOf<'counts'>): string {
  const width = Math.max(name.length, ...rows.map(([cell]) => cell.length));
  const head = `${name}${'\u00a0'.repeat(width - name.length)}${GAP}`;
  return [
    `| ${head} | ${number} |`,
    '|:--|--:|',
    ...rows.map(([cell, size]) => `| ${markdownCell(cell)} | ${size} |`),
  ].join('\n');
}
