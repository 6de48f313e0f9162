import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { YAMLParseError } from 'yaml';
import { parseDocument } from './parse-document.ts';
import { describeError } from './yaml-messages.ts';

const FOLDER = fileURLToPath(new URL('../../fixtures/files/episode/', import.meta.url));
const texts = readdirSync(FOLDER).map((name) => readFileSync(`${FOLDER}${name}`, 'utf8'));

test('no sentence depends on the messages of the yaml package, unless no rule matches', () => {
  const errors = texts.flatMap((text) => {
    const parsed = parseDocument(text);
    if ('fault' in parsed) return [];
    return parsed.document.errors.map((error) => ({ text, document: parsed.document, error }));
  });
  expect(errors.length).toBeGreaterThan(60);
  for (const { text, document, error } of errors) {
    const silent = new YAMLParseError(error.pos, error.code, 'SILENT');
    const { message, ...rest } = describeError(text, document, error);
    const described = describeError(text, document, silent);
    expect({ ...described, message: described.message.replace('SILENT', error.message) }).toEqual({
      ...rest,
      message,
    });
  }
});
