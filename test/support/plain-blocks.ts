import type { Text } from '../../contract/reports/text.ts';
import { renderShell } from '../../domain/shared/media/shell.ts';

type Plain<Value> = Value extends Text
  ? string
  : Value extends readonly (infer Item)[]
    ? Plain<Item>[]
    : Value extends object
      ? { [Key in keyof Value]: Key extends 'command' ? string : Plain<Value[Key]> }
      : Value;

/** A report whose texts are strings, in which backticks mark code: to compare it with what is expected. */
export const plainly =
  <Arguments extends readonly unknown[], Result>(describe: (...args: Arguments) => Result) =>
  (...args: Arguments): Plain<Result> =>
    toPlain(describe(...args)) as Plain<Result>;

function toPlain(value: unknown): unknown {
  if (isText(value)) return value.map(renderPiece).join('');
  if (isWords(value)) return renderShell(value);
  if (Array.isArray(value)) return value.map(toPlain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, key === 'command' || !isWords(one) ? toPlain(one) : one]),
  );
}

type Piece = Text[number];

const isText = (value: unknown): value is Text =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((one) => typeof one === 'object' && one !== null && isPieceKind(one));

const isPieceKind = (value: object): boolean =>
  'kind' in value && ['own', 'message', 'code', 'command', 'video', 'link'].includes(String(value.kind));

const isWords = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string');

function renderPiece(piece: Piece): string {
  if (piece.kind === 'command') return `\`${renderShell(piece.words)}\``;
  if (piece.kind === 'video') return `${piece.pages ?? 'https://youtu.be'}/${piece.videoId}`;
  if (piece.kind === 'link') return `[\`${piece.label}\`](${piece.url})`;
  return piece.kind === 'code' ? `\`${piece.text}\`` : piece.text;
}
