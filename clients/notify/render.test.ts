import { describe, expect, it } from 'vitest';
import { renderDiscord } from './discord.ts';
import { renderMail } from './mail.ts';
import type { Notification, NotificationItem } from './notification.ts';
import { renderSlack } from './slack.ts';

const item = (more: Partial<NotificationItem> = {}): NotificationItem => ({
  subject: 'breakage/the-rematch',
  title: 'The rematch',
  message: 'edited in Studio: title. Keep it with `adopt`, or take it back.',
  command: 'npx showrunner adopt breakage/the-rematch',
  links: [
    { label: 'Page', url: 'http://ui/namespaces/default/workflows/episode%2Fbreakage%2Fthe-rematch' },
    { label: 'Video', url: 'https://youtu.be/K72fOdbxXu8' },
  ],
  ...more,
});

const notification = (
  items: readonly NotificationItem[],
  more: Partial<Notification> = {},
): Notification => ({
  ...{
    id: 'id-1',
    at: Date.parse('2026-06-01T12:00:00Z'),
    tone: 'bad',
    headline: 'Needs you: edited on YouTube',
  },
  ...{ facts: [], items, total: items.length, data: {} },
  ...more,
});

type Embed = { readonly title: string; readonly description: string; readonly footer?: unknown };
type Discord = {
  readonly content?: string;
  readonly embeds: readonly Embed[];
  readonly allowed_mentions: unknown;
};
type Block = { readonly type: string; readonly text: { readonly type: string; readonly text: string } };
type Slack = { readonly text: string; readonly blocks: readonly Block[] };

const discord = (one: Notification): Discord => renderDiscord(one) as Discord;
const slack = (one: Notification): Slack => renderSlack(one) as Slack;

it('Discord gets what, why, what to do and links', () => {
  const { embeds, allowed_mentions, content } = discord(notification([item()]));
  expect(content).toBeUndefined();
  expect(allowed_mentions).toEqual({ parse: [] });
  expect(embeds).toEqual([
    {
      title: 'Needs you: edited on YouTube',
      color: 0xd64545,
      timestamp: '2026-06-01T12:00:00.000Z',
      description: [
        '`The rematch` · `breakage/the-rematch`',
        'edited in Studio: title. Keep it with `adopt`, or take it back.',
        'Run `npx showrunner adopt breakage/the-rematch`',
        '[Page](http://ui/namespaces/default/workflows/episode%2Fbreakage%2Fthe-rematch) · [Video](https://youtu.be/K72fOdbxXu8)',
      ].join('\n'),
    },
  ]);
});

it('Slack gets the same in blocks', () => {
  const { text, blocks } = slack(notification([item()]));
  expect(text).toBe('Needs you: edited on YouTube');
  expect(blocks.map(({ type, text: { type: kind, text: said } }) => [type, kind, said])).toEqual([
    ['header', 'plain_text', 'Needs you: edited on YouTube'],
    [
      'section',
      'mrkdwn',
      '`The rematch`  `breakage/the-rematch`  <http://ui/namespaces/default/workflows/episode%2Fbreakage%2Fthe-rematch|Page>  <https://youtu.be/K72fOdbxXu8|Video>',
    ],
    ['section', 'plain_text', 'edited in Studio: title. Keep it with `adopt`, or take it back.'],
    ['section', 'mrkdwn', 'Run: `npx showrunner adopt breakage/the-rematch`'],
  ]);
});

it('mail has a subject that says it, plain text and HTML', () => {
  const { subject, text, html } = renderMail(notification([item()], { facts: ['A fact.'] }));
  expect(subject).toBe('Needs you: edited on YouTube: The rematch');
  expect(text).toBe(
    [
      'Needs you: edited on YouTube',
      '',
      'A fact.',
      '',
      'The rematch (breakage/the-rematch)',
      'edited in Studio: title. Keep it with `adopt`, or take it back.',
      'Run: npx showrunner adopt breakage/the-rematch',
      'Page: http://ui/namespaces/default/workflows/episode%2Fbreakage%2Fthe-rematch',
      'Video: https://youtu.be/K72fOdbxXu8',
    ].join('\n'),
  );
  expect(html).toContain('<b>The rematch</b> <code>breakage/the-rematch</code>');
  expect(html).toContain('Keep it with <code>adopt</code>, or');
});

const LONG = ['x', '*', '`', '<', '@everyone ', '\u{1f600}', '\n', '&'].map((sign) => sign.repeat(2000));

describe.each(LONG)('texts of thousands of %.2s', (long) => {
  const many = Array.from({ length: 10 }, () =>
    item({ subject: long, title: long, message: long, command: `echo ${long}` }),
  );
  const all = [notification([item({ message: long })]), notification(many, { total: 1234 })];

  it('stay below the limits of Discord', () => {
    for (const one of all) {
      const { embeds } = discord(one);
      expect(embeds).toHaveLength(1);
      for (const { title, description } of embeds) {
        expect(title.length).toBeLessThanOrEqual(256);
        expect(description.length).toBeLessThanOrEqual(4096);
        expect(title.length + description.length).toBeLessThanOrEqual(6000);
        if (one.total > 10) expect(description).toMatch(/and 1,2\d\d more$/);
        else if (long.trim() !== '') expect(description).toContain('…');
      }
    }
  });

  it('stay below the limits of Slack', () => {
    for (const one of all) {
      const { blocks } = slack(one);
      expect(blocks.length).toBeLessThanOrEqual(50);
      for (const { type, text } of blocks) {
        expect(text.text.length).toBeGreaterThan(0);
        expect(text.text.length).toBeLessThanOrEqual(type === 'header' ? 150 : 3000);
      }
      if (one.total > 10) expect(blocks.at(-1)?.text.text).toMatch(/^and 1,2\d\d more$/);
    }
  });

  it('make one line of a subject, which is short', () => {
    const { subject } = renderMail(notification([item({ title: long })]));
    expect(subject).not.toMatch(/[\r\n]/);
    expect([...subject].length).toBeLessThanOrEqual(151);
  });
});

const FORGED =
  '**b** <@1> @everyone <!here> [x](https://evil.example) `</code>` <https://evil.example|x> <script>';

it('no text of others is markup, a mention or a link, in any service', () => {
  const one = notification([item({ subject: FORGED, title: FORGED, message: FORGED.replaceAll('`', '') })]);
  const { description = '' } = discord(one).embeds[0] ?? {};
  // What is left outside of code, with what is escaped taken out.
  const outside = description.replace(/(`+)[\s\S]*?[^`]\1(?!`)/g, '').replace(/\\./g, '');
  expect(outside).not.toMatch(/[*<>@]|https?:\/\/evil/);
  const ours = /<(?:http:\/\/ui\/[^|>]*\|Page|https:\/\/youtu\.be\/[^|>]*\|Video)>/g;
  for (const { text } of slack(one).blocks) {
    expect(text.text.replace(ours, '')).not.toMatch(/[<>]/);
    if (text.type === 'mrkdwn')
      expect(
        text.text
          .replace(ours, '')
          .replace(/^Run: /, '')
          .replace(/`[^`]*`/g, ''),
      ).not.toMatch(/\S/);
  }
  const { html } = renderMail(one);
  expect(html.match(/<[a-z/!][^>]*>/g)?.filter((tag) => /script|evil/.test(tag))).toEqual([]);
});

it('an empty text is left out: Slack would refuse the message', () => {
  const { blocks } = slack(notification([item({ title: '\n', message: ' \n ' })]));
  expect(blocks.map(({ text }) => text.text)).toEqual([
    'Needs you: edited on YouTube',
    expect.stringMatching(/^`breakage/),
    expect.stringMatching(/^Run: /),
  ]);
});

it('a command that would be cut is left out', () => {
  const { text } = renderMail(notification([item({ command: `echo ${'x'.repeat(500)}` })]));
  expect(text).not.toContain('Run:');
});
