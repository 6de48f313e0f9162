/** Describes characters that no font has, with their code points. */
export function describeMissing(clusters: readonly string[]): string {
  const named = clusters.map((cluster) => `"${cluster}" (${[...cluster].map(nameCode).join(' ')})`);
  return `no font has ${named.join(', ')}`;
}

function nameCode(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
  return `U+${hex.padStart(4, '0')}`;
}
