import { describe, expect, it } from 'vitest';
import { problemOf, render } from '../../../test/support/template.ts';

describe('partials', () => {
  const files = {
    'templates/partials/line.liquid': 'Hello {{ name }} in {{ show.name }}',
    'templates/bad.liquid': 'fine\n {{ nmae }}',
    'templates/open.liquid': '\n{% if x %}',
    'templates/ring.liquid': '{% if true %}{% render "bell.liquid" %}{% endif %}',
    'templates/bell.liquid': '{% render "ring.liquid" %}',
    'other/secret.liquid': 'secret',
  };
  const scope = { show: { name: 'Klustered' }, name: 'Ada' };

  it('are named relative to templates/, and see the same names as every template', () => {
    expect(render("{% render 'partials/line.liquid', name: 'Guy' %}", scope, files)).toBe(
      'Hello Guy in Klustered',
    );
    expect(render("{% include 'partials/line.liquid' %}", scope, files)).toBe('Hello Ada in Klustered');
    const each = "{% for one in list %}{% render 'partials/line.liquid', name: one %};{% endfor %}";
    expect(render(each, { ...scope, list: ['A', 'B'] }, files)).toBe(
      'Hello A in Klustered;Hello B in Klustered;',
    );
  });

  it('do not share assigned names with their caller', () => {
    const set = '{% assign name = "Set" %}';
    expect(render(`${set}{% render 'partials/line.liquid' %}`, scope, files)).toContain('Hello Ada');
    expect(render(`${set}{% include 'partials/line.liquid' %}`, scope, files)).toContain('Hello Set');
  });

  it.each(['include', 'render'])('%s cannot access anything outside templates/', (tag) => {
    const names = [
      'package.json',
      '../../package.json',
      '../other/secret.liquid',
      'partials/../partials/line.liquid',
    ];
    for (const name of [...names, './partials/line.liquid', '/etc/hostname', '__proto__', 'constructor'])
      expect(problemOf(`{% ${tag} "${name}" %}`, scope, files).message).toBe(`no file "templates/${name}"`);
    expect(problemOf(`{% ${tag} where %}`, { where: '../other/secret.liquid' }, files).message).toMatch(
      /^no file/,
    );
  });

  it.each(['layout', 'block'])('%s is not a tag here', (tag) => {
    expect(problemOf(`{% ${tag} "partials/line.liquid" %}`, scope, files).message).toBe(
      `tag "${tag}" not found`,
    );
  });

  it('get a suggestion at their tag if they do not exist', () => {
    expect(problemOf('\n {% render "partials/lien.liquid" %}', scope, files)).toMatchObject({
      line: 2,
      column: 2,
      hint: 'Did you mean "partials/line.liquid"?',
    });
    expect(problemOf('{% render "templates/partials/line.liquid" %}', scope, files).hint).toBe(
      'Did you mean "partials/line.liquid"?',
    );
  });

  it('report their faults in their own file', () => {
    const file = 'templates/bad.liquid';
    expect(problemOf('{% render "bad.liquid" %}', scope, files)).toMatchObject({
      message: 'undefined variable: nmae',
      hint: 'Did you mean "name"?',
      template: { file },
      line: 2,
      column: 5,
    });
    expect(problemOf('{% render "open.liquid" %}', scope, files)).toMatchObject({
      template: { file: 'templates/open.liquid' },
      line: 2,
      column: 1,
    });
  });

  it('cannot render themselves', () => {
    expect(problemOf('{% render "ring.liquid" %}', scope, files)).toMatchObject({
      message:
        'circular rendering: description renders templates/ring.liquid renders templates/bell.liquid renders templates/ring.liquid',
      template: { file: 'templates/bell.liquid' },
    });
  });
});
