import { isScalar, isSeq, parseDocument, stringify } from 'yaml';
import { listProfileUrls } from '../catalog/profiles.ts';
import type { Guest } from '../catalog/records.ts';
import { parseFile } from '../parse/parse.ts';
import { YAML_OPTIONS } from '../yaml/options.ts';
import { parseYaml } from '../yaml/parse-yaml.ts';
import { normalizeAddress } from './parse-profile.ts';
import { type GuestDraft, NETWORKS } from './show-notes.ts';

/** A new guest's file, with the keys from the notes in the order of the format. */
export const renderGuestFile = (draft: GuestDraft): string => renderKeys(listKeys(draft));

/** `added` and `differs` list keys; `text` is the old text with the missing keys, unchanged if none was missing. */
export type MergedGuest = {
  readonly text: string;
  readonly added: readonly string[];
  readonly differs: readonly { readonly key: string; readonly has: string; readonly notes: string }[];
};

/**
 * Adds keys from the notes that the record does not have. Where they differ, the record's value stays and is listed in `differs`.
 * Undefined if the file cannot be used as it is.
 */
export function mergeGuest(path: string, text: string, draft: GuestDraft): MergedGuest | undefined {
  const guest = parseGuest(path, text);
  if (guest === undefined) return undefined;
  const known = new Set(listAddresses(guest));
  const keys = Object.entries(listKeys({ ...draft, social: [] })).filter(
    ([key, value]) => !known.has(addressOf(path, key, value)),
  );
  const currentValue = (key: string): unknown => (guest as Readonly<Record<string, unknown>>)[key];
  const missing = Object.fromEntries(keys.filter(([key]) => currentValue(key) === undefined));
  const social = draft.social.filter((url) => !known.has(normalizeAddress(url).toLowerCase()));
  const added = [...Object.keys(missing), ...(social.length === 0 ? [] : ['social'])];
  const differs = keys.flatMap(([key, notes]) =>
    currentValue(key) === undefined || isSame(currentValue(key), notes)
      ? []
      : [{ key, has: String(currentValue(key)), notes }],
  );
  return { text: added.length === 0 ? text : addKeys(text, missing, social), added, differs };
}

/** The guest in a file; undefined if the file cannot be used. */
export function parseGuest(path: string, text: string): Guest | undefined {
  const { record, id } = parseFile('guest', path, text);
  return record === undefined ? undefined : { ...record, id, origin: { path, blob: '' } };
}

/** Profiles of this person alone, in their normal form: a company's page does not identify a person. */
export function listPersonalProfiles({ url: _page, ...guest }: Guest): string[] {
  return listAddresses(guest);
}

const listAddresses = (guest: Guest): string[] =>
  listProfileUrls(guest).map((url) => normalizeAddress(url).toLowerCase());

const isSame = (has: unknown, notes: string): boolean =>
  String(has).trim().toLowerCase() === notes.trim().toLowerCase();

/** The normal form of a handle or a page; an empty text for any other key. */
function addressOf(path: string, key: string, value: string): string {
  if (key !== 'url' && !(NETWORKS as readonly string[]).includes(key)) return '';
  const guest = parseGuest(path, stringify({ name: '-', [key]: value }));
  return (guest === undefined ? [] : listAddresses(guest))[0] ?? '';
}

type Keys = Readonly<Record<string, string>>;

function listKeys({ name, of, role, url, social, ...handles }: GuestDraft): Keys & { social?: never } {
  const texts = { name, of, role, url, ...Object.fromEntries(NETWORKS.map((key) => [key, handles[key]])) };
  const keys = Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== undefined));
  return (social.length === 0 ? keys : { ...keys, social }) as Keys;
}

const renderKeys = (keys: object): string => stringify(keys, { lineWidth: 0, compat: 'yaml-1.1' });

/** Adds lines to the text, so that nothing else changes. If they would not be parsed as intended, the whole document is rewritten. */
function addKeys(text: string, missing: Keys, social: readonly string[]): string {
  const document = parseDocument(text, YAML_OPTIONS);
  const list = document.get('social', true);
  for (const [key, value] of Object.entries(missing)) document.set(key, value);
  const before = isSeq(list) ? list.items.at(-1) : undefined;
  const isListed = isSeq(list) && list.items.length > 0;
  if (isSeq(list)) for (const url of social) list.add(document.createNode(url));
  else if (social.length > 0) document.set('social', social);
  const written = document.toString({ lineWidth: 0, flowCollectionPadding: !/\[\S/.test(text) });
  const grown = isListed ? growList(text, before, social) : text;
  const rest = { ...missing, ...(isListed || social.length === 0 ? {} : { social }) };
  const appended = grown === undefined ? undefined : append(grown, rest);
  return appended !== undefined && means(appended, written) ? appended : written;
}

const means = (text: string, written: string): boolean =>
  JSON.stringify(parseYaml(text)) === JSON.stringify(parseYaml(written));

function append(text: string, keys: object): string {
  if (Object.keys(keys).length === 0) return text;
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const begun = text === '' || text.endsWith('\n') ? text : `${text}${end}`;
  return `${begun}${renderKeys(keys).replaceAll('\n', end)}`;
}

/** Adds items below the last one of a list with one item per line. */
function growList(text: string, last: unknown, urls: readonly string[]): string | undefined {
  if (urls.length === 0) return text;
  const range = isScalar(last) ? last.range : undefined;
  if (range === undefined || range === null) return undefined;
  const start = text.lastIndexOf('\n', range[0] - 1) + 1;
  const prefix = text.slice(start, range[0]);
  if (!/^\s*-\s+$/.test(prefix)) return undefined;
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const next = text.indexOf('\n', range[1]);
  const head = next === -1 ? `${text}${end}` : text.slice(0, next + 1);
  const items = urls.map((url) => `${prefix}${stringify(url, { lineWidth: 0 }).trimEnd()}${end}`);
  return `${head}${items.join('')}${next === -1 ? '' : text.slice(next + 1)}`;
}
