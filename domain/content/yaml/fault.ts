/** A fault of the YAML itself. `soft`: the structure around it is still reliable. */
export type YamlFault = {
  readonly offset: number;
  readonly message: string;
  readonly hint?: string;
  readonly soft: boolean;
  /** Absent: the YAML is invalid. `wrong-value`: it is valid, but means something else than it looks like. */
  readonly code?: 'wrong-value';
};
export type ParsedYaml = { readonly value: unknown; readonly faults: readonly YamlFault[] };
