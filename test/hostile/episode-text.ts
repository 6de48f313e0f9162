import { NEXT_YEAR } from '../support/academy-files.ts';

/** A start of its own for each, so that no two attacks look like one stream. */
const startOf = (minute: number): string =>
  NEXT_YEAR.replace(
    '06-01T17:00',
    `0${(minute % 9) + 1}-${String((minute % 27) + 1).padStart(2, '0')}T0${minute % 10}:${String(minute % 60).padStart(2, '0')}`,
  );

/** The lines of an upcoming episode in the attackers' show; `lines` replace or add keys. */
export function renderEvilEpisode(minute: number, lines: Readonly<Record<string, string>> = {}): string {
  const keys = { title: `Evil ${minute}`, show: 'evil', scheduledFor: startOf(minute), ...lines };
  return Object.entries(keys)
    .map(([key, value]) => `${key}: ${value}\n`)
    .join('');
}
