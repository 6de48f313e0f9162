export type Style = Readonly<Record<string, string | number>>;

/** What satori draws: React's element without React. */
export type Element = {
  readonly type: 'div';
  readonly props: { readonly style: Style; readonly children?: Children };
};

export type Children = string | readonly Element[];

// satori's defaults are content-box and a minimum width of the content: both let long words leave the canvas.
const contained: Style = { display: 'flex', boxSizing: 'border-box', minWidth: 0 };

/** An element that cannot grow past its parent. */
export function h(type: 'div', style: Style, children?: Children): Element {
  return {
    type,
    props: { style: { ...contained, ...style }, ...(children === undefined ? {} : { children }) },
  };
}
