/** ISO 8601 in UTC with whole seconds, or nothing. Epoch zero is YouTube's word for "not scheduled". */
export function toInstant(time: string | null | undefined): string | undefined {
  const ms = time ? Date.parse(time) : Number.NaN;
  return Number.isNaN(ms) || ms === 0 ? undefined : new Date(ms).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
