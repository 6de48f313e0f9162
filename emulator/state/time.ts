/** A time (ms) in YouTube's format: ISO 8601 in UTC, whole seconds. */
export function renderTime(moment: number): string {
  return new Date(moment).toISOString().replace(/\.\d+Z$/, 'Z');
}
