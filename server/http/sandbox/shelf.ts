/** Keeps values by key up to a number of entries and of characters of JSON, and forgets the oldest beyond them. */
export class Shelf<Value> {
  private readonly entries = new Map<string, { readonly value: Value; readonly size: number }>();
  private size = 0;

  constructor(
    private readonly maxEntries = 10_000,
    private readonly maxCharacters = 20_000_000,
  ) {}

  get count(): number {
    return this.entries.size;
  }

  get(key: string): Value | undefined {
    return this.entries.get(key)?.value;
  }

  find(test: (value: Value) => boolean): Value | undefined {
    for (const { value } of this.entries.values()) if (test(value)) return value;
    return undefined;
  }

  values(): Value[] {
    return [...this.entries.values()].map(entry => entry.value);
  }

  set(key: string, value: Value): void {
    this.delete(key);
    const size = JSON.stringify(value).length;
    this.entries.set(key, { value, size });
    this.size += size;
    for (const oldest of this.entries.keys()) {
      if (this.entries.size <= this.maxEntries && this.size <= this.maxCharacters) break;
      this.delete(oldest);
    }
  }

  delete(key: string): void {
    this.size -= this.entries.get(key)?.size ?? 0;
    this.entries.delete(key);
  }
}
