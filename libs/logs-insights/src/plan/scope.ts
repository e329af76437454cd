import { MalformedQueryError } from '../errors';
import { type Field } from '../syntax/expression';
import { type QueryLocation } from '../syntax/location';
import { type FieldReference } from './query-plan';

/** The names that a command may read: those of the events, or after `stats` its outputs; and the aliases so far. */
export class Scope {
  readonly #outputs: ReadonlySet<string> | undefined;
  readonly #references: FieldReference[];
  readonly #aliases = new Set<string>();
  readonly #projected = new Set<string>();
  readonly #redefined = new Set<string>();

  /** @param outputs - undefined where events are read; `references` collects what is read of them. */
  constructor(references: FieldReference[], outputs?: ReadonlySet<string>) {
    this.#references = references;
    this.#outputs = outputs;
  }

  /** @returns Whether the name is an alias or an output, rather than something an event may have. */
  isMade(name: string): boolean {
    return this.#aliases.has(name) || (this.#outputs?.has(name) ?? false);
  }

  isOutput(name: string): boolean {
    return this.#outputs?.has(name) ?? false;
  }

  get readsEvents(): boolean {
    return this.#outputs === undefined;
  }

  /** Notes that a field is read. @throws {MalformedQueryError} It is unknown after `stats`. Not retryable. */
  read({ name, location }: Field): void {
    if (this.isMade(name)) return;
    if (this.#outputs) throw unknownSymbol(name, location);
    this.#references.push({ name, location });
  }

  /** As {@link read}, for `stats`, where AWS loses sight of a projected field whose name became an alias. */
  readInStats(field: Field): void {
    if (this.#redefined.has(field.name)) throw unknownSymbol(field.name, field.location);
    this.read(field);
  }

  /** Notes that `fields` made the field a column. */
  project(name: string): void {
    this.#projected.add(name);
  }

  /** Makes an alias. @throws {MalformedQueryError} The name was made before. Not retryable. */
  define(name: string, location: QueryLocation): void {
    if (this.isMade(name)) throw duplicateName(name, location);
    this.#aliases.add(name);
    if (this.#projected.has(name)) this.#redefined.add(name);
  }
}

export const unknownSymbol = (name: string, location: QueryLocation): MalformedQueryError =>
  new MalformedQueryError(`Unknown symbols found in or after stats: ${name.slice(0, 80)}`, location);

export const duplicateName = (name: string, location: QueryLocation): MalformedQueryError =>
  new MalformedQueryError(`the name '${name.slice(0, 80)}' is made twice; choose another alias`, location);
