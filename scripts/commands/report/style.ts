// What the page and its charts look like.

export const INK = '#1f2937';
export const FAINT = '#6b7280';
export const RULE = '#e5e7eb';
export const ACCENT = '#0f766e';
/** The accent, for large surfaces. */
export const PALE = '#99c5c0';
/** For a value in double quotes. */
export const FONTS = "-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
