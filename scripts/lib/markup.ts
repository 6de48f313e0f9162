import { htmlText } from '../../domain/shared/media/html.ts';

/** A piece of HTML. Only `markup` makes it: a text inside one is escaped. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Value = Markup | string | number | readonly Markup[];

/** HTML from a template; texts are escaped, also in attributes in double quotes. */
export const markup = (parts: TemplateStringsArray, ...values: readonly Value[]): Markup =>
  new Markup(parts.map((part, index) => part + render(values[index])).join(''));

function render(value: Value | undefined): string {
  if (value === undefined) return '';
  if (value instanceof Markup) return value.text;
  if (typeof value === 'object') return value.map(({ text }) => text).join('');
  return htmlText(String(value));
}
