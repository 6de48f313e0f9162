/** Changes some fields of a workflow's state; a field that the state does not have does not compile. */
export function patch<State extends object>(state: State, changes: Partial<NoInfer<State>>): void {
  Object.assign(state, changes);
}
