import type { Files } from './files.ts';

const known = new WeakMap<Files, Map<string, Files>>();

/**
 * The templates in a language: `templates/de/blocks/guests.liquid` takes the place of `templates/blocks/guests.liquid`. Memoized, because
 * parsed templates are kept by this object.
 */
export function templatesIn(files: Files, language: string | undefined): Files {
  if (language === undefined) return files;
  const ofFiles = known.get(files) ?? new Map<string, Files>();
  known.set(files, ofFiles);
  const found = ofFiles.get(language) ?? localize(files, `templates/${language}/`);
  ofFiles.set(language, found);
  return found;
}

function localize(files: Files, folder: string): Files {
  const translated = Object.entries(files).flatMap(([path, text]) =>
    path.startsWith(folder) ? [[`templates/${path.slice(folder.length)}`, text] as const] : [],
  );
  return translated.length === 0 ? files : { ...files, ...Object.fromEntries(translated) };
}
