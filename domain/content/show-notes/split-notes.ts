/** The two parts of a file, each with the line (from 1) where it begins. */
export type SplitNotes = {
  readonly front: { readonly text: string; readonly line: number };
  readonly body: { readonly lines: readonly string[]; readonly line: number };
};

const FENCE = '---';

/** Front matter is between two lines `---` at the start of the file; undefined if there is none, or if it has no end. */
export function splitNotes(text: string): SplitNotes | undefined {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  if (lines[0]?.trimEnd() !== FENCE) return undefined;
  const end = lines.findIndex((line, index) => index > 0 && line.trimEnd() === FENCE);
  if (end === -1) return undefined;
  return {
    front: { text: `${lines.slice(1, end).join('\n')}\n`, line: 2 },
    body: { lines: lines.slice(end + 1), line: end + 2 },
  };
}
