const UNRELEASED = '## Unreleased';

/** The notes of a version, without its headline. @throws Error when the file has none */
export function readNotes(changelog: string, version: string): string {
  const lines = changelog.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`## [${version}]`));
  if (start < 0) throw new Error(`CHANGELOG.md has no section for ${version}`);
  const end = lines.findIndex((line, index) => index > start && line.startsWith('## '));
  return lines
    .slice(start + 1, end < 0 ? undefined : end)
    .join('\n')
    .trim();
}

/**
 * Makes the section of what is unreleased that of a version.
 *
 * @param date `2026-12-24`
 * @throws Error when nothing is unreleased
 */
export function releaseNotes(changelog: string, version: string, date: string): string {
  const dated = changelog.replace(new RegExp(`^${UNRELEASED}$`, 'm'), `## [${version}] - ${date}`);
  if (dated === changelog || readNotes(dated, version) === '')
    throw new Error('CHANGELOG.md says nothing under "Unreleased": there is nothing to release');
  return dated;
}
