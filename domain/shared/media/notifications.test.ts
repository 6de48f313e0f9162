import { expect, test } from 'vitest';
import { discordCode, discordText } from './discord.ts';
import { htmlText } from './html.ts';
import { slackCode, slackText } from './slack.ts';

test.each([
  ['**bold** __u__ ~~s~~ ||hidden||', '\\*\\*bold\\*\\* \\_\\_u\\_\\_ \\~\\~s\\~\\~ \\|\\|hidden\\|\\|'],
  ['<@123> <#4> <t:0:R>', '`<@123>` \\<#4\\> \\<t:0:R\\>'],
  ['hi @everyone', 'hi `@everyone`'],
  ['# big', '\\# big'],
  ['-# small', '\\-# small'],
  ['- item', '\\- item'],
  ['> quote', '\\> quote'],
  ['1. one', '1\\. one'],
  ['[click](https://evil.example)', '`[click](https://evil.example`)'],
  ['see https://evil.example.', 'see `https://evil.example`.'],
])('Discord shows %s as it is', (text, shown) => {
  expect(discordText(text)).toBe(shown);
});

test('code in Discord ends where it should', () => {
  expect(discordCode('a `b` ``c``')).toBe('``` a `b` ``c`` ```');
});

test.each([
  ['<!channel> & <https://evil.example|click>', '&lt;!channel&gt; &amp; &lt;https://evil.example|click&gt;'],
  ['two\nlines', 'two lines'],
])('Slack shows %j as it is', (text, shown) => {
  expect(slackText(text)).toBe(shown);
});

test('code in Slack ends where it should', () => {
  expect(slackCode('a`b <!here>')).toBe("`a'b &lt;!here&gt;`");
});

test('HTML has no markup of others', () => {
  expect(htmlText(`<a href="x">'&`)).toBe('&lt;a href=&quot;x&quot;&gt;&#39;&amp;');
});
