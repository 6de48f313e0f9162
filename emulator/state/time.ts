/** A moment (ms) as YouTube writes it: ISO 8601 in UTC, whole seconds. */
export function renderTime(moment: number): string {
  return new Date(moment).toISOString().replace(/\.\d+Z$/, 'Z');
}
