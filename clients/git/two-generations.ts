/** A map that forgets what nobody asked for between the last two turns: bounded by what two commits hold. */
export class TwoGenerations<K, V> extends Map<K, V> {
  #old: Map<K, V> = new Map();

  override get(key: K): V | undefined {
    const value = super.get(key) ?? this.#old.get(key);
    if (value !== undefined) this.set(key, value);
    return value;
  }

  override has(key: K): boolean {
    return this.get(key) !== undefined;
  }

  turn(): void {
    this.#old = new Map(this);
    this.clear();
  }
}
