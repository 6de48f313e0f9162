import { defined } from '../../domain/shared/defined.ts';
export type Style = Readonly<Record<string, string | number>>;

/** An element for satori: React's, without React. */
export type Element = {
  readonly type: 'div' | 'img';
  readonly props: {
    readonly style: Style;
    /** Of an `img`: a data URI of a PNG. */
    readonly src?: string;
    readonly children?: Children;
    /** Line and column in an HTML template, for messages. */
    readonly 'data-position'?: string;
  };
};

export type Children = string | readonly Element[];

// satori's defaults, content-box and a minimum width of the content, let long words leave the canvas.
const contained: Style = { display: 'flex', boxSizing: 'border-box', minWidth: 0 };

/** An element that cannot grow past its parent. */
export function h(type: 'div', style: Style, children?: Children): Element {
  return {
    type,
    props: { style: { ...contained, ...style }, ...defined({ children }) },
  };
}
