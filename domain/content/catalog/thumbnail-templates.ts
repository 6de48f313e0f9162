/** Templates that always exist; a file in `thumbnails/` with the same name replaces one. */
export const BUILT_IN_TEMPLATES = ['classic', 'versus', 'solo', 'workshop'] as const;

const FILE = /^thumbnails\/([^/]+)\.html$/;

/** Whether a file in the repository is a thumbnail template. */
export const isThumbnailTemplate = (path: string): boolean => FILE.test(path);

export const thumbnailTemplatePath = (name: string): string => `thumbnails/${name}.html`;

/** The valid values of `template`, given these files. */
export const listThumbnailTemplates = (paths: readonly string[]): readonly string[] => [
  ...BUILT_IN_TEMPLATES,
  ...paths.flatMap((path) => FILE.exec(path)?.[1] ?? []),
];
