import type { Field } from '../../content/ownership.ts';

/** One change to a content file: the key from the root, and its new value. */
export type YamlEdit = {
  readonly field: Field;
  readonly path: string;
  readonly key: readonly string[];
  readonly value: EditValue;
};
export type EditValue = string | number | readonly string[] | Readonly<Record<string, string>>;

/** A field whose live value cannot be written as content, and the reason. */
export type NotAdopted = { readonly field: Field; readonly why: string };

/** A person's changes on YouTube, as edits to the content. `diff`: the changed lines of the file. */
export type Adoption = {
  readonly path: string;
  readonly edits: readonly YamlEdit[];
  readonly notAdopted: readonly NotAdopted[];
  readonly diff: string;
};
