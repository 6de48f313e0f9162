import type { KeyPath } from '../../shared/key-path.ts';

/** A fault of the YAML itself. `soft`: the structure around it is still reliable. */
export type YamlFault = {
  readonly offset: number;
  readonly message: string;
  readonly hint?: string;
  readonly soft: boolean;
  /** Absent: the YAML is invalid. The others are valid, but mean something else than they look like. */
  readonly code?: 'wrong-value' | 'cut-by-comment' | 'folded-lines';
  /** For `cut-by-comment`: the key, and its value if the comment belongs to it. */
  readonly cut?: { readonly key: KeyPath; readonly whole: string };
};
export type ParsedYaml = { readonly value: unknown; readonly faults: readonly YamlFault[] };
