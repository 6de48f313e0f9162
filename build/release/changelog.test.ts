import { expect, test } from 'vitest';
import { readNotes, releaseNotes } from './changelog.ts';

const CHANGELOG = `# Changelog

## Unreleased

### Added

- A thing.

## [0.2.0] - 2026-11-29

- Names.
`;

test('what is unreleased becomes the section of the version', () => {
  const released = releaseNotes(CHANGELOG, '0.3.0', '2026-12-24');
  expect(released).toContain('\n## [0.3.0] - 2026-12-24\n\n### Added\n');
  expect(released).not.toContain('Unreleased');
  expect(readNotes(released, '0.3.0')).toBe('### Added\n\n- A thing.');
  expect(readNotes(released, '0.2.0')).toBe('- Names.');
});

test('nothing unreleased, and an unknown version, are errors', () => {
  expect(() => releaseNotes('# Changelog\n\n## Unreleased\n\n## [0.2.0]\n', '0.3.0', '2026-12-24')).toThrow(
    'nothing to release',
  );
  expect(() => releaseNotes('# Changelog\n', '0.3.0', '2026-12-24')).toThrow('nothing to release');
  expect(() => readNotes(CHANGELOG, '0.1.0')).toThrow('no section for 0.1.0');
});
