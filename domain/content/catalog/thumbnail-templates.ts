/** Templates that are always there; a file in `thumbnails/` of the same name takes its place. */
export const BUILT_IN_TEMPLATES = ['classic', 'versus', 'solo', 'workshop'] as const;

const FILE = /^thumbnails\/([^/]+)\.html$/;

/** Whether a file of the repository is a template of thumbnails. */
export const isThumbnailTemplate = (path: string): boolean => FILE.test(path);

export const thumbnailTemplatePath = (name: string): string => `thumbnails/${name}.html`;

/** What a thumbnail's `template` may say, with these files. */
export const listThumbnailTemplates = (paths: readonly string[]): readonly string[] => [
  ...BUILT_IN_TEMPLATES,
  ...paths.flatMap((path) => FILE.exec(path)?.[1] ?? []),
];
