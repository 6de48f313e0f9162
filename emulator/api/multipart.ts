import { badRequest } from './errors.ts';

/** One part of a multipart body; names of headers are in small letters. */
export type MultipartPart = {
  readonly headers: Readonly<Record<string, string>>;
  readonly content: Buffer;
};

/** The parts of a multipart body. Lines end in `\r\n`, or in `\n` as Python writes them. */
export function parseMultipart(body: Buffer, contentType: string): MultipartPart[] {
  const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType);
  const mark = boundary?.[1] ?? boundary?.[2];
  if (mark === undefined) throw badRequest('badRequest', 'Missing boundary of the multipart body.');
  return splitAt(body, Buffer.from(`--${mark}`)).map(parsePart);
}

/** What stands between two delimiters. A delimiter is a line of its own. */
function splitAt(body: Buffer, mark: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  let start: number | undefined;
  for (let at = body.indexOf(mark); at >= 0; at = body.indexOf(mark, at + mark.length)) {
    if (!isDelimiter(body, at, at + mark.length)) continue;
    if (start !== undefined) parts.push(body.subarray(start, dropLineEnd(body, at)));
    start = at + mark.length;
  }
  return parts;
}

const NEWLINE = 10;
const RETURN = 13;
/** What may follow a delimiter: the end of its line, `--` at the last one, white space. */
const AFTER = new Set([...'\r\n- \t'].map((sign) => sign.charCodeAt(0)));

function isDelimiter(body: Buffer, start: number, end: number): boolean {
  return (start === 0 || body[start - 1] === NEWLINE) && AFTER.has(body[end] ?? NEWLINE);
}

/** The end of what comes before the line end at `end`. */
function dropLineEnd(body: Buffer, end: number): number {
  return body[end - 2] === RETURN ? end - 2 : end - 1;
}

/** Splits headers and content at the first empty line. */
export function parsePart(part: Buffer): MultipartPart {
  const text = dropFirstLineEnd(part);
  const unix = text.indexOf('\n\n');
  const dos = text.indexOf('\r\n\r\n');
  const isDos = dos >= 0 && (unix < 0 || dos < unix);
  const end = isDos ? dos : unix;
  if (end < 0) return { headers: parseHeaders(text.toString('latin1')), content: Buffer.alloc(0) };
  return {
    headers: parseHeaders(text.subarray(0, end).toString('latin1')),
    content: text.subarray(end + (isDos ? 4 : 2)),
  };
}

/** The rest of the delimiter's line. */
function dropFirstLineEnd(part: Buffer): Buffer {
  if (part[0] === RETURN && part[1] === NEWLINE) return part.subarray(2);
  return part[0] === NEWLINE ? part.subarray(1) : part;
}

function parseHeaders(text: string): Record<string, string> {
  const headers: [string, string][] = [];
  for (const line of text.split('\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.push([line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]);
  }
  return Object.fromEntries(headers);
}
