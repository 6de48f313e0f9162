/** How to correct a date and time that cannot be read, or that does not exist. */
export function suggestDate(text: string): string | undefined {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return `Add the time of day: ${text}T17:00:00Z.`;
  const parts = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2}))?(.*)$/.exec(text);
  if (parts === null)
    return 'Write year, month and day, the time of day, then "Z" or an offset such as "+01:00".';
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  if (month < 1 || month > 12) return 'The order is year, month, day; months are 01 to 12.';
  const days = new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
  if (day < 1 || day > days) return `In ${parts[1]} that month has ${days} days.`;
  if (hour > 23 || minute > 59 || second > 59)
    return 'A day ends at 23:59:59; midnight is 00:00 of the next day.';
  return 'Write the zone as "Z" or an offset of up to 14 hours, such as "+01:00"; its name belongs in "timezone" of the show.';
}
