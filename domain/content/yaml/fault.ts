/** A fault of the YAML itself. `soft`: the structure around it can be trusted. */
export type YamlFault = {
  readonly offset: number;
  readonly message: string;
  readonly hint?: string;
  readonly soft: boolean;
  /** Absent: the YAML is wrong. Else it is right, and says something else than its author sees. */
  readonly code?: 'wrong-value';
};
export type ParsedYaml = { readonly value: unknown; readonly faults: readonly YamlFault[] };
