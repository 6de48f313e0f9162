/** The parts of a web address that name a page: `steps` are the decoded parts of its path. */
export type Address = { readonly host: string; readonly steps: readonly string[]; readonly url: URL };

/** An address with or without `https://`; undefined for anything else, such as a handle, a login or another scheme. */
export function parseAddress(text: string): Address | undefined {
  const written = /^https?:\/\//i.test(text) ? text : text.startsWith('//') ? `https:${text}` : '';
  const url = parseUrl(written === '' && DOMAIN_FIRST.test(text) ? `https://${text}` : written);
  if (url === undefined || /\s/.test(text) || url.username !== '' || !isDomain(url.hostname))
    return undefined;
  const host = url.host.replace(/^(?:(?:www|mobile|m)\.)+(?=.*\.)/, '');
  // Twitter once had its handles behind "#!".
  const isOld = host === 'twitter.com' && url.hash.startsWith('#!/');
  const path = isOld ? url.hash.slice(2) : url.pathname;
  const steps = path.split('/').filter((step) => step !== '');
  return { host, steps: steps.map(decode), url };
}

const DOMAIN_FIRST = /^(?:[\p{L}\p{N}-]+\.)+[\p{L}-]{2,}(?::\d+)?(?:[/?#]|$)/u;

/** A name of a host as it is registered: with a dot, and no number at its end. */
export const isDomain = (text: string): boolean =>
  text.length <= 253 &&
  /^(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z](?:[a-z\d-]{0,61}[a-z\d])?$/i.test(text);

function parseUrl(text: string): URL | undefined {
  return text !== '' && URL.canParse(text) ? new URL(text) : undefined;
}

function decode(step: string): string {
  try {
    return decodeURIComponent(step).normalize('NFC');
  } catch {
    return step;
  }
}
