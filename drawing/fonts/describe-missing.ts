const MAX_NAMED = 5;

/** Describes characters that no font has, the first ones with their code points. */
export function describeMissing(clusters: readonly string[]): string {
  const named = clusters
    .slice(0, MAX_NAMED)
    .map((cluster) => `"${cluster}" (${[...cluster].map(nameCode).join(' ')})`);
  const more = clusters.length - named.length;
  return `no font has ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function nameCode(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
  return `U+${hex.padStart(4, '0')}`;
}
