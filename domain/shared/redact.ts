const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, '$1 (hidden)'],
  [
    /\b(access_token|refresh_token|id_token|private_token|client_secret|code_verifier|password|x-api-key)(["']?\s*[=:]\s*["']?)[^\s&"',}]+/gi,
    '$1$2(hidden)',
  ],
  [/([?&](?:code|key|token|auth|pat)=)[^\s&"']+/gi, '$1(hidden)'],
  [/\bya29\.[\w.-]+/g, '(hidden)'],
  [/\b1\/\/[\w-]{10,}/g, '(hidden)'],
  [/\bGOCSPX-[\w-]+/g, '(hidden)'],
  [/\bAIza[\w-]{20,}/g, '(hidden)'],
  // Tokens of GitHub, GitLab and Bitbucket.
  [/\b(?:gh[a-z]_|github_pat_|glpat-|ATBB|ATCTT)[\w-]{16,}/g, '(hidden)'],
  // Webhooks of Discord and Slack: whoever has the address can post.
  [/(\bdiscord(?:app)?\.com\/api\/(?:v\d+\/)?webhooks\/)[\w/-]+/gi, '$1(hidden)'],
  [/(\bhooks\.slack\.com\/)[\w/-]+/gi, '$1(hidden)'],
  [/\bwhsec_[\w+/=-]+/g, '(hidden)'],
  // A login in a URL: of https a name alone may be a token. Percent-encoded as well, inside another URL.
  [/\b(https?:\/\/)[^\s/?#@"'\\<>]{1,1000}@/gi, '$1(hidden)@'],
  [/\b(https?%3A%2F%2F)[^\s/?#@"'\\<>&]{1,1000}?(%40)/gi, '$1(hidden)$2'],
  [/(\/\/)[^\s/:@]{1,1000}:[^\s/@]{1,1000}@/g, '$1(hidden)@'],
];

/** Characters: a shorter one would hide ordinary words. */
const SHORTEST = 6;

const known = new Set<string>();

/** From now on `redact` hides this value wherever it is: a password or a token that this process was given. */
export function hideSecret(value: string): void {
  if (value.length >= SHORTEST) known.add(value);
}

/** Replaces everything that looks like a token, a key or a login in a URL, and every known secret, by `(hidden)`. */
export function redact(text: string): string {
  const safe = SECRETS.reduce((rest, [pattern, replacement]) => rest.replace(pattern, replacement), text);
  return [...known].reduce((rest, secret) => rest.replaceAll(secret, '(hidden)'), safe);
}
