/** Times without their milliseconds: `2026-12-04T17:00:00.000Z` becomes `2026-12-04T17:00:00Z`. */
export const toSeconds = (text: string): string => text.replace(/(T\d\d:\d\d:\d\d)\.\d{3}Z/g, '$1Z');
