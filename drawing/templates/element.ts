import { defined } from '../../domain/shared/defined.ts';
export type Style = Readonly<Record<string, string | number>>;

/** What satori draws: React's element without React. */
export type Element = {
  readonly type: 'div' | 'img';
  readonly props: {
    readonly style: Style;
    /** Of an `img`: a data URI of a PNG. */
    readonly src?: string;
    readonly children?: Children;
    /** Where an HTML template has it, for messages. */
    readonly 'data-spot'?: string;
  };
};

export type Children = string | readonly Element[];

// satori's defaults are content-box and a minimum width of the content: both let long words leave the canvas.
const contained: Style = { display: 'flex', boxSizing: 'border-box', minWidth: 0 };

/** An element that cannot grow past its parent. */
export function h(type: 'div', style: Style, children?: Children): Element {
  return {
    type,
    props: { style: { ...contained, ...style }, ...defined({ children }) },
  };
}
