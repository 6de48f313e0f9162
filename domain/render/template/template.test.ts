import { describe, expect, it } from 'vitest';
import { inline, problemOf, render } from '../../../test/support/template.ts';
import { TEMPLATE_LIMITS } from './budget.ts';
import { RenderBudget, renderTemplate, TemplateProblem } from './template.ts';

it('renders a template with its scope, the same each time', () => {
  const source = '{% for one in list %}{{ one.name }}{% unless forloop.last %}, {% endunless %}{% endfor %}';
  const scope = Object.freeze({ list: [{ name: 'A' }, { name: 'B' }] });
  expect([render(source, scope), render(source, scope)]).toEqual(['A, B', 'A, B']);
});

describe('strict names', () => {
  it('an unknown one is an error at its place', () => {
    expect(problemOf('one\ntwo {{ episode.tilte }}', { episode: { title: 'x' } })).toMatchObject({
      message: 'undefined variable: episode.tilte',
      line: 2,
      column: 8,
    });
    expect(problemOf('{{ x | shout }}', { x: 1 })).toMatchObject({
      message: 'undefined filter: shout',
      line: 1,
    });
  });

  it('an absent value can be tested', () => {
    const source = '{% if of %}{{ of }}{% else %}{{ role | default: "none" }}{% endif %}';
    expect(render(source, {})).toBe('none');
    expect(render(source, { of: 'Skyscanner' })).toBe('Skyscanner');
  });

  it('inherited properties are not names', () => {
    expect(problemOf('{{ x.constructor }}', { x: {} }).message).toContain('undefined variable');
    expect(problemOf('{{ toString }}').message).toContain('undefined variable');
  });

  it('a broken tag is reported with line and column', () => {
    expect(problemOf('a\n\n  {% if %}{% endif %}')).toMatchObject({ line: 3, column: 8 });
    expect(problemOf('a\n{% if x %}', { x: 1 })).toMatchObject({ line: 2, column: 1 });
  });
});

describe('no clock and no randomness', () => {
  it.each([
    ['{{ "now" | date: "%Y" }}', 'date: "now" depends on the clock; use episode.start'],
    ['{{ "today" | date: "%Y" }}', 'date: "today" depends on the clock; use episode.start'],
    [
      '{% assign when = "now" %}\n {{ when | date: "%Y" }}',
      'date: "now" depends on the clock; use episode.start',
    ],
    ['{{ list | sample }}', 'sample: it is random; name the item instead'],
    ['{{ "now" | date_to_string }}', 'date_to_string: it depends on the machine; use date with a format'],
    [
      '{{ "now" | date_to_xmlschema }}',
      'date_to_xmlschema: it depends on the machine; use date with a format',
    ],
  ])('%s', (source, message) => {
    const problem = problemOf(`first\n ${source}`, { list: [1, 2] });
    expect(problem.message).toBe(message);
    expect([problem.line, problem.column]).toEqual(source.includes('\n') ? [3, 2] : [2, 2]);
  });
});

describe('suggestions', () => {
  it.each([
    ['{{ episode.tilte }}', 'Did you mean "episode.title"?'],
    ['{{ epsiode.title }}', 'Did you mean "epsiode.title"?'.replace('epsiode.title', 'episode')],
    ['{{ "a" | upcsae }}', 'Did you mean "upcase"?'],
    ['{% asign x = 1 %}', 'Did you mean "assign"?'],
    ['{{ vars.level }}', 'Write it under "vars" of the show or of the episode'],
  ])('%s: %s', (source, hint) => {
    expect(problemOf(source, { episode: { title: 'x' }, vars: {} }).hint).toContain(hint);
  });
});

describe('limits are counted, not timed', () => {
  const nested = (depth: number): string => `${'{% if true %}'.repeat(depth)}x${'{% endif %}'.repeat(depth)}`;
  it.each([
    ['{% for i in (1..10000000) %}x{% endfor %}', /^expected texts and lists of at most 500,000 characters/],
    [
      '{% for i in (1..1000) %}{% for j in (1..200) %}{% endfor %}{% endfor %}',
      /^expected at most 100,000 steps/,
    ],
    ['{% for i in (1..1000) %}{{ long }}{% endfor %}', /^expected texts and lists/],
    [
      '{% capture x %}{% for i in (1..1000) %}{{ long }}{% endfor %}{% endcapture %}',
      /^expected texts and lists/,
    ],
    ['x'.repeat(100_001), /^expected templates of at most 100,000 characters together/],
    [nested(101), /^expected at most 100 tags and files inside each other/],
  ])('%.40s', (source, message) => {
    expect(problemOf(source, { long: 'y'.repeat(1000) }).message).toMatch(message);
  });

  it('and apply to all templates of one episode together', () => {
    const budget = new RenderBudget();
    const half = 'x'.repeat(TEMPLATE_LIMITS.memory / 2 - 10);
    const template = inline('{{ half }}');
    const write = () => renderTemplate({ template, scope: { half }, budget });
    expect([write(), write()]).toEqual([half, half]);
    expect(write).toThrow(TemplateProblem);
    expect(renderTemplate({ template, scope: { half } })).toBe(half);
  });

  it('and a file counts once, however often it is used', () => {
    const files = {
      'templates/long.liquid': 'x'.repeat(60_000),
      'templates/more.liquid': 'x'.repeat(60_000),
    };
    const long = '{% render "long.liquid" %}';
    expect(render(long.repeat(3), {}, files)).toHaveLength(180_000);
    expect(problemOf(`${long}{% render "more.liquid" %}`, {}, files).message).toMatch(/^expected templates/);
  });
});

it('writes nothing into its scope', () => {
  const scope = Object.freeze({ n: 1, list: Object.freeze([3, 1, 2]) });
  expect(render('{% increment n %}{% assign n = 5 %}{{ n }}{{ list | sort | join }}', scope)).toBe('051 2 3');
  expect(scope).toEqual({ n: 1, list: [3, 1, 2] });
});
