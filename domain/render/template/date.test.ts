import { describe, expect, it } from 'vitest';
import { formatDate } from './date.ts';

const start = '2026-07-04T17:05:09Z';

describe('a format', () => {
  it.each([
    ['%Y-%m-%d %H:%M:%S', '2026-07-04 17:05:09'],
    ['%-d %B %Y', '4 July 2026'],
    ['%A, %b %e', 'Saturday, Jul 4'],
    ['%a %y %j', 'Sat 26 185'],
    ['%I:%M %p (%l)', '05:05 PM (5)'],
    ['%z %%', '+0000 %'],
    ['no code', 'no code'],
  ])('%s', (format, text) => {
    expect(formatDate(start, format)).toBe(text);
  });

  it('in a named zone, including summer time', () => {
    expect(formatDate(start, '%H:%M', 'Europe/London')).toBe('18:05');
    expect(formatDate('2026-12-04T17:00:00Z', '%H:%M', 'Europe/London')).toBe('17:00');
    expect(formatDate('2026-03-29T01:30:00Z', '%H:%M')).toBe('01:30');
  });

  it('accepts a day, an offset and seconds since 1970', () => {
    expect(formatDate('2026-07-04', '%d %H:%M')).toBe('04 00:00');
    expect(formatDate('2026-07-04T01:00:00+02:00', '%d %H:%M')).toBe('03 23:00');
    expect(formatDate(0, '%Y')).toBe('1970');
  });
});

it('is the same in every zone and language of the machine', () => {
  const { TZ } = process.env;
  try {
    const texts = ['UTC', 'Asia/Tokyo', 'America/New_York'].map((zone) => {
      process.env['TZ'] = zone;
      return formatDate(start, '%A %H:%M %z');
    });
    expect(new Set(texts)).toEqual(new Set(['Saturday 17:05 +0000']));
  } finally {
    if (TZ === undefined) delete process.env['TZ'];
    else process.env['TZ'] = TZ;
  }
});

describe('refused', () => {
  it.each([
    ['now', '%Y', undefined, 'depends on the clock'],
    ['2026-07-04T17:00', '%Y', undefined, 'a time with its zone'],
    ['July 4', '%Y', undefined, 'a time with its zone'],
    ['', '%Y', undefined, 'a time with its zone'],
    ['2026-02-30', '%Y', undefined, 'is not a valid time'],
    [start, '%c', undefined, '%c is not supported'],
    [start, undefined, undefined, 'expected a format'],
    [start, '%Y', 'Mars/Olympus', 'expected a zone'],
    [start, '%Y', 'local', 'expected a zone'],
  ])('%s %s %s', (value, format, zone, message) => {
    expect(() => formatDate(value, format, zone)).toThrow(message);
  });
});
