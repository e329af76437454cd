/** The fields that a query reads, so that discovery makes nothing of all the others. */
export class FieldSelection {
  readonly #names: ReadonlySet<string>;
  readonly #prefixes = new Set<string>();
  readonly #knownLists = new Map<readonly string[], boolean>();

  constructor(names: Iterable<string>) {
    this.#names = new Set(names);
    for (const name of this.#names) {
      for (let dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
        this.#prefixes.add(name.slice(0, dot + 1));
      }
    }
  }

  has(name: string): boolean {
    return this.#names.has(name);
  }

  /** @returns Whether one of the names is selected. The answer is remembered for the list, which must not change. */
  hasAny(names: readonly string[]): boolean {
    const known = this.#knownLists.get(names);
    if (known !== undefined) return known;
    const answer = names.some((name) => this.has(name));
    this.#knownLists.set(names, answer);
    return answer;
  }

  /** @returns Whether a selected name starts with `prefix`, which ends in a dot. */
  reachesInto(prefix: string): boolean {
    return this.#prefixes.has(prefix);
  }
}
