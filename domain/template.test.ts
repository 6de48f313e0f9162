import { describe, expect, it } from 'vitest';
import { renderTemplate, TemplateProblem } from './template.ts';

function problemOf(source: string, scope = {}): TemplateProblem {
  try {
    renderTemplate(source, scope);
  } catch (error) {
    if (error instanceof TemplateProblem) return error;
  }
  throw new Error(`No TemplateProblem for ${source}`);
}

it('renders text over its scope, the same each time', () => {
  const source = '{% for one in list %}{{ one.name }}{% unless forloop.last %}, {% endunless %}{% endfor %}';
  const scope = Object.freeze({ list: [{ name: 'A' }, { name: 'B' }] });
  expect([renderTemplate(source, scope), renderTemplate(source, scope)]).toEqual(['A, B', 'A, B']);
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

  it('what may be absent can be asked for', () => {
    const source = '{% if of %}{{ of }}{% else %}{{ role | default: "none" }}{% endif %}';
    expect(renderTemplate(source, {})).toBe('none');
    expect(renderTemplate(source, { of: 'Skyscanner' })).toBe('Skyscanner');
  });

  it('what JavaScript adds is no name', () => {
    expect(problemOf('{{ x.constructor }}', { x: {} }).message).toContain('undefined variable');
    expect(problemOf('{{ toString }}').message).toContain('undefined variable');
  });

  it('a broken tag is told with line and column', () => {
    expect(problemOf('a\n\n  {% if %}{% endif %}')).toMatchObject({ line: 3, column: 8 });
    expect(problemOf('a\n{% if x %}', { x: 1 })).toMatchObject({ line: 2, column: 1 });
  });
});

describe('no clock and no lots', () => {
  it.each([
    ['{{ "now" | date: "%Y" }}', 'date: "now" would read a clock; use episode.start'],
    ['{{ "today" | date: "%Y" }}', 'date: "today" would read a clock; use episode.start'],
    [
      '{% assign when = "now" %}\n {{ when | date: "%Y" }}',
      'date: "now" would read a clock; use episode.start',
    ],
    ['{{ list | sample }}', 'sample: is random; name the item'],
    ['{{ "now" | date_to_string }}', 'date_to_string: depends on the machine; use date with a format'],
    ['{{ "now" | date_to_xmlschema }}', 'date_to_xmlschema: depends on the machine; use date with a format'],
  ])('%s', (source, message) => {
    const problem = problemOf(`first\n ${source}`, { list: [1, 2] });
    expect(problem.message).toBe(message);
    expect([problem.line, problem.column]).toEqual(source.includes('\n') ? [3, 2] : [2, 2]);
  });
});

describe('no file system', () => {
  it.each(['include', 'render', 'layout'])('%s finds no file', (tag) => {
    for (const name of ['package.json', '../package.json', '/etc/hostname', 'domain/template.ts'])
      expect(problemOf(`{% ${tag} "${name}" %}`).message).toContain('ENOENT');
  });
});

describe('limits', () => {
  it('on memory and on the length of a template', () => {
    expect(problemOf('{% for i in (1..10000000) %}x{% endfor %}').message).toContain('memory alloc limit');
    expect(problemOf('x'.repeat(100_001)).message).toContain('parse length limit');
  });
});
