import type { FoundList, SponsorFound } from './types.ts';

/** As the built-in block prints a sponsor. */
export const THANKS = 'Thanks to ';
const SPONSORED =
  /^(?<before>(?:(?:this|today's|the) (?:episode|video|stream|show|talk) (?:is|was) )?(?:kindly )?(?:sponsored|brought to you|supported) by )(?<name>[\p{Lu}\p{N}][^:.!,]{1,60}?)(?<end>[.!]?)(?<separator>(?::| -| –)? )?(?<url>https?:\/\/\S+)?$/iu;

/** Sponsors, a line each; undefined if the lines are not of one form. */
export function readSponsors(lines: readonly string[]): FoundList | undefined {
  const read = lines.flatMap((line) => readThanks(line) ?? readSponsored(line) ?? []);
  const [first] = read;
  if (first === undefined || read.length < lines.length) return undefined;
  const form = JSON.stringify(first.form);
  if (read.some((one) => JSON.stringify(one.form) !== form)) return undefined;
  return {
    forms: [{ kind: 'sponsors', heading: '', headingGap: 0, ...first.form }],
    items: { sponsors: read.map(({ sponsor }) => sponsor) },
  };
}

type Form = { readonly bullet: string; readonly end?: string; readonly separator?: string };
type Read = { readonly sponsor: SponsorFound; readonly form: Form };

function readThanks(line: string): Read | undefined {
  const [, name, message, url] = /^Thanks to ([^:.]+?)(?:: (.+?)|\.)(?: (https?:\/\/\S+))?$/.exec(line) ?? [];
  if (name === undefined || (message ?? '').startsWith('http')) return undefined;
  return {
    sponsor: { name, ...(message === undefined ? {} : { message }), ...(url === undefined ? {} : { url }) },
    form: { bullet: THANKS },
  };
}

function readSponsored(line: string): Read | undefined {
  const { before, name, end = '', separator, url } = SPONSORED.exec(line)?.groups ?? {};
  if (before === undefined || name === undefined || (separator === undefined) !== (url === undefined))
    return undefined;
  return {
    sponsor: { name, ...(url === undefined ? {} : { url }) },
    form: { bullet: before, end, ...(separator === undefined ? {} : { separator }) },
  };
}
