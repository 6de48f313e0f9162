import { expect, test } from 'vitest';
import { renderDescription } from './description.ts';

const render = async (text: string) => String(await renderDescription(text));

test('URLs are links without the punctuation after them', async () => {
  expect(await render('See https://example.org/a?b=c&d.')).toBe(
    'See <a href="https://example.org/a?b=c&amp;d" rel="noreferrer">https://example.org/a?b=c&amp;d</a>.',
  );
});

test('hashtags and times are blue, the fragment of a URL is not a hashtag', async () => {
  expect(await render('#rust 01:30')).toBe('<a>#rust</a> <a>01:30</a>');
  expect(await render('https://a.example/#x')).not.toContain('<a>#x</a>');
});

test('text does not become markup', async () => {
  expect(await render('<script>"x"')).toBe('&lt;script&gt;&quot;x&quot;');
  expect(await render('javascript:alert(1)')).toBe('javascript:alert(1)');
});
