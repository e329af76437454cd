import { MalformedQueryError, UnsupportedQueryError } from '../errors';
import { type Expression, type Field } from '../syntax/expression';
import { type QueryLocation } from '../syntax/location';
import { type FieldReference } from './query-plan';
import { type Structure, structureOf } from './structure-of';

/**
 * The fields that every event has, regardless of its text.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_AnalyzeLogData-discoverable-fields.html
 */
export const systemFields: ReadonlySet<string> = new Set([
  '@message',
  '@timestamp',
  '@ingestionTime',
  '@logStream',
  '@log',
  '@ptr',
]);

/** Fields that AWS reads from Lambda's text lines. Functions with the log format JSON have no such lines. */
const lambdaTextFields: ReadonlySet<string> = new Set([
  ...['@type', '@requestId', '@duration', '@billedDuration', '@initDuration', '@memorySize', '@maxMemoryUsed'],
  ...['@xrayTraceId', '@xraySegmentId'],
]);

/** How many of a name's first segments can be an alias of a map. */
const maxAliasSegments = 10;

/** The names that a command may read: those of the events, or after `stats` its outputs; and the aliases so far. */
export class Scope {
  readonly #outputs: ReadonlyMap<string, Structure> | undefined;
  readonly #references: FieldReference[];
  readonly #aliases = new Map<string, Structure>();
  readonly #projected = new Map<string, FieldReference>();
  readonly #redefined = new Set<string>();
  /** The names that have the value of `@timestamp`. */
  readonly #timestamps = new Set<string>();

  /**
   * @param references - Collects what is read of the events.
   * @param outputs - undefined where events are read.
   * @param timestampOutput - The output that carries `@timestamp` on; `bin()` reads it under that name.
   */
  constructor(references: FieldReference[], outputs?: ReadonlyMap<string, Structure>, timestampOutput?: string) {
    this.#references = references;
    const isCarriedOn = outputs && timestampOutput !== undefined;
    this.#outputs = isCarriedOn ? new Map([...outputs, ['@timestamp', 'never']]) : outputs;
    if (!outputs || isCarriedOn) this.#timestamps.add('@timestamp');
    if (isCarriedOn) this.#timestamps.add(timestampOutput);
  }

  /** @returns Whether the name is an alias or an output, rather than something an event may have. */
  isMade(name: string): boolean {
    return this.#aliases.has(name) || this.isOutput(name);
  }

  isOutput(name: string): boolean {
    return this.#outputs?.has(name) ?? false;
  }

  get readsEvents(): boolean {
    return this.#outputs === undefined;
  }

  structureOf(name: string): Structure {
    return this.#aliases.get(name) ?? this.#outputs?.get(name) ?? 'never';
  }

  /** @returns Whether the query makes the field, or the map in which its path starts. */
  isMadePath(field: Field): boolean {
    return this.isMade(field.name) || this.#mapOf(field.segments) !== undefined;
  }

  /**
   * Notes that a field is read.
   *
   * @returns What to read: the field itself, or a part of the map that its first names are an alias of.
   * @throws {MalformedQueryError} It is unknown after `stats`. Not retryable.
   */
  read(field: Field): Expression {
    const { name, segments, location } = field;
    if (this.isMade(name)) return field;
    const map = this.#mapOf(segments);
    if (map !== undefined) {
      const operand: Expression = { type: 'field', name: map.join('.'), segments: map, location };
      return { type: 'member', operand, path: segments.slice(map.length), location };
    }
    if (this.#outputs) throw unknownSymbol(name, location);
    if (lambdaTextFields.has(name)) {
      const feature = `field '${name}' of Lambda's text lines; JSON lines have record.metrics.durationMs and the like`;
      throw new UnsupportedQueryError(feature, location);
    }
    this.#references.push({ name, location });
    return field;
  }

  /** As {@link read}, for `stats`, where AWS forgets a projected field whose name became an alias. */
  readInStats(field: Field): Expression {
    if (this.#redefined.has(field.name)) throw unknownSymbol(field.name, field.location);
    return this.read(field);
  }

  /** Notes that `fields` made the field a column, and read it for no other purpose. */
  project({ name }: Field): void {
    const reference = this.#references.at(-1);
    if (!this.isMade(name) && reference?.name === name) this.#projected.set(name, reference);
  }

  /** @returns Whether the expression is `@timestamp` or an alias of it. */
  isTimestamp(expression: Expression): boolean {
    return expression.type === 'field' && this.#timestamps.has(expression.name);
  }

  /** Makes an alias of an expression. @throws {MalformedQueryError} As {@link define}. */
  defineAs(name: string, location: QueryLocation, expression: Expression): void {
    this.define(
      name,
      location,
      structureOf(expression, (read) => this.structureOf(read)),
    );
    if (this.isTimestamp(expression)) this.#timestamps.add(name);
  }

  /** Makes a name. @throws {MalformedQueryError} It was made before, or is one of every event. Not retryable. */
  define(name: string, location: QueryLocation, structure: Structure = 'never'): void {
    this.#refuseName(name, location);
    this.#aliases.set(name, structure);
    if (this.#projected.has(name)) this.#redefined.add(name);
  }

  /** Makes what `parse` finds, which an earlier `fields` may have named ahead. @throws {MalformedQueryError} As {@link define}. */
  defineParsed(name: string, location: QueryLocation): void {
    this.#refuseName(name, location);
    this.#aliases.set(name, 'never');
    const projected = this.#projected.get(name);
    if (projected) this.#references.splice(this.#references.indexOf(projected), 1);
  }

  /** What every event has keeps its meaning: `bin()` reads `@timestamp`, and `parse` `@message` (unverified). */
  #refuseName(name: string, location: QueryLocation): void {
    if (this.isMade(name)) throw duplicateName(name, location);
    if (!this.readsEvents || !systemFields.has(name)) return;
    throw new MalformedQueryError(`every event has a field '${name}'; choose another alias`, location);
  }

  /** @returns The first segments of the field's name that name a map together, the longest of them. */
  #mapOf(segments: readonly string[]): readonly string[] | undefined {
    // Aliases are few and short, the names of fields can be long: no alias has more dots than this.
    for (let length = Math.min(segments.length - 1, maxAliasSegments); length > 0; length -= 1) {
      const map = segments.slice(0, length);
      if (this.structureOf(map.join('.')) !== 'never') return map;
    }
    return undefined;
  }
}

/** @returns AWS's error for a name that does not exist after `stats`. */
export const unknownSymbol = (name: string, location: QueryLocation): MalformedQueryError =>
  new MalformedQueryError(`Unknown symbols found in or after stats: ${name.slice(0, 80)}`, location);

/** @returns The error for a name that two commands make. */
export const duplicateName = (name: string, location: QueryLocation): MalformedQueryError =>
  new MalformedQueryError(`the name '${name.slice(0, 80)}' is made twice; choose another alias`, location);
