import { type Refinement } from './refinement';
import { type ValueSet } from './value-set';

/** The values that each name can have at one point of a query. */
export class Environment {
  readonly #base: (name: string) => ValueSet;
  readonly #made: Map<string, ValueSet>;
  readonly #refined: Map<string, ValueSet>;

  /** @param base - For the names that no command has made. */
  constructor(base: (name: string) => ValueSet, made: Refinement = new Map(), refined: Refinement = new Map()) {
    this.#base = base;
    this.#made = new Map(made);
    this.#refined = new Map(refined);
  }

  /** @returns What the name can be here, after the filters so far. */
  valuesOf(name: string): ValueSet {
    return this.#refined.get(name) ?? this.originalValuesOf(name);
  }

  /** @returns What the name could be before any filter. */
  originalValuesOf(name: string): ValueSet {
    return this.#made.get(name) ?? this.#base(name);
  }

  isRefined(name: string): boolean {
    return this.#refined.has(name);
  }

  /** Makes a name, or makes it anew. */
  make(name: string, values: ValueSet): void {
    this.#made.set(name, values);
    this.#refined.delete(name);
  }

  /** @returns Another environment, in which a condition holds. */
  refine(refinement: Refinement): Environment {
    return new Environment(this.#base, this.#made, new Map([...this.#refined, ...refinement]));
  }
}
