const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, '$1 (hidden)'],
  [
    /\b(access_token|refresh_token|id_token|client_secret|code_verifier)(["']?\s*[=:]\s*["']?)[^\s&"',}]+/gi,
    '$1$2(hidden)',
  ],
  [/([?&](?:code|key)=)[^\s&"']+/g, '$1(hidden)'],
  [/\bya29\.[\w.-]+/g, '(hidden)'],
  [/\b1\/\/[\w-]{10,}/g, '(hidden)'],
  [/\bGOCSPX-[\w-]+/g, '(hidden)'],
  [/\bAIza[\w-]{20,}/g, '(hidden)'],
  [/(\/\/)[^\s/:@]+:[^\s/@]+@/g, '$1(hidden)@'],
];

/** Replaces everything that looks like a token, a key or a password in a URL by `(hidden)`. */
export function redact(text: string): string {
  return SECRETS.reduce((safe, [pattern, replacement]) => safe.replace(pattern, replacement), text);
}
