import { expect, test } from 'vitest';
import { parseMultipart } from './multipart.ts';

const type = 'multipart/related; boundary="b"';
const body = (lineEnd: string) =>
  Buffer.from(
    [
      'preamble',
      '--b',
      'Content-Type: application/json',
      '',
      '{}',
      '--b',
      'X-Y: z',
      '',
      'one',
      '--but',
      '--b--',
      '',
    ].join(lineEnd),
  );

test.each(['\r\n', '\n'])('parts are read with the line end %j', (lineEnd) => {
  const parts = parseMultipart(body(lineEnd), type);
  expect(parts.map(({ headers, content }) => [headers, content.toString()])).toEqual([
    [{ 'content-type': 'application/json' }, '{}'],
    [{ 'x-y': 'z' }, `one${lineEnd}--but`],
  ]);
});

test('a part without an empty line has headers alone; a body that was cut off loses its last part', () => {
  expect(parseMultipart(Buffer.from('--b\nA: 1\n--b--'), type)).toEqual([
    { headers: { a: '1' }, content: Buffer.alloc(0) },
  ]);
  expect(parseMultipart(Buffer.from('--b\n\none\n--b\n\ntwo'), type)).toHaveLength(1);
  expect(() => parseMultipart(Buffer.from('--b'), 'multipart/related')).toThrow('boundary');
});
