/** The way to a key from the file's root: `['guests', 1, 'id']`. */
export type KeyPath = readonly (string | number)[];
/** Both count from 1; columns are UTF-16 code units, as editors count. */
export type Position = { readonly line: number; readonly column: number };
/** Which part of a key is meant: the key itself, its value, or words inside the value, `nth` counted from 0. */
export type Part = 'key' | 'value' | Words;
export type Words = { readonly words: string; readonly nth: number };
/** Finds a key in its file. An absent key is placed where its parent is. */
export type Place = (key: KeyPath, part?: Part) => Position;
