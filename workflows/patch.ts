/**
 * Changes several fields of a workflow's state. A field that the state does not have does not compile, not even in a
 * variable: a `Changes` with other keys than the state's is refused.
 */
export function patch<State extends object, Changes extends Partial<State>>(
  state: State,
  changes: Changes & { readonly [Key in Exclude<keyof Changes, keyof State>]: never },
): void {
  Object.assign(state, changes);
}
