/** Flags that several commands share. */
export const JSON_FLAG = { '--json': 'print JSON' } as const;

export const REPOSITORY_FLAG = {
  '--repository <folder>': 'the content repository (default: the current folder)',
} as const;

export const STATE_FLAG = {
  '--state <folder>': 'the state folder of the running Showrunner (default: .showrunner)',
} as const;

/** The content on disk, or at a commit. */
export const CONTENT_FLAGS = {
  '--commit <ref>': 'read the content of a commit instead of the files on disk',
  '--repository <place>': 'a folder, or with --commit also a URL (default: the current folder)',
} as const;

export const FIELD_FLAG = {
  '--field <name...>':
    'only these fields: title, description, tags, ... (default: every field that was edited)',
} as const;
