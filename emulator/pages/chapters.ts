export type Chapter = { readonly time: string; readonly seconds: number; readonly title: string };

/**
 * The chapters that YouTube would find in a description: lines that begin with a time, the first at 0:00, at least three, ascending,
 * each at least 10 seconds. `problem` is why it would show none although there are such lines.
 */
export function findChapters(text: string): { chapters: Chapter[]; problem?: string } {
  const chapters = text.split('\n').flatMap((line) => parseLine(line) ?? []);
  const problem = chapters.length === 0 ? undefined : findProblem(chapters);
  return problem === undefined ? { chapters } : { chapters: [], problem };
}

function parseLine(line: string): Chapter | undefined {
  const [, time, title] = /^\s*\(?(\d{1,2}(?::\d{2}){1,2})\)?\s*[-\u2013|:]?\s*(\S.*)$/.exec(line) ?? [];
  if (time === undefined || title === undefined) return undefined;
  return { time, title, seconds: time.split(':').reduce((sum, part) => sum * 60 + Number(part), 0) };
}

function findProblem(chapters: readonly Chapter[]): string | undefined {
  if (chapters[0]?.seconds !== 0) return `the first one starts at ${chapters[0]?.time}, not at 0:00.`;
  if (chapters.length < 3) return `there are ${chapters.length}, at least 3 are needed.`;
  const short = chapters.find(
    ({ seconds }, index) => index > 0 && seconds - (chapters[index - 1]?.seconds ?? 0) < 10,
  );
  return short === undefined ? undefined : `${short.time} comes less than 10 seconds after the one before.`;
}
