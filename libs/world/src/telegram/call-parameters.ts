import { badRequest, notEmulated } from './refusals';

export type JsonObject = Readonly<Record<string, unknown>>;

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** @returns The value when it is a JSON object, otherwise an empty one: updates may have any shape. */
export const asObject = (value: unknown): JsonObject => (isJsonObject(value) ? value : {});

/** @returns The value when it is a whole number that JavaScript holds exactly. */
export const asInteger = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined;

export const asString = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** @throws {BotApiError} 400 naming the first other field: it would change what is shown. */
export function refuseOtherFields(object: JsonObject, what: string, ...fields: readonly string[]): void {
  const other = Object.keys(object).find((field) => !fields.includes(field));
  if (other !== undefined) throw notEmulated(`${what} with ${other}`);
}

/** A file of a multipart/form-data body. */
export interface UploadedFile {
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

const noFiles: ReadonlyMap<string, UploadedFile> = new Map();

/**
 * The parameters of one call. Telegram reads every value as text, in each format of a body: numbers and booleans
 * of a JSON body become text, objects and arrays become JSON again.
 */
export class CallParameters {
  private readonly values: ReadonlyMap<string, string>;
  private readonly files: ReadonlyMap<string, UploadedFile>;
  /** Request id of the invocation that calls; undefined: no function does. */
  readonly by: string | undefined;

  constructor(values: ReadonlyMap<string, string>, files = noFiles, by?: string) {
    this.values = values;
    this.files = files;
    this.by = by;
  }

  /** @param object - Fields that are `undefined` count as absent. */
  static of(object: JsonObject, files = noFiles): CallParameters {
    const values = new Map<string, string>();
    for (const [name, value] of Object.entries(object)) {
      if (value !== undefined) values.set(name, typeof value === 'string' ? value : JSON.stringify(value));
    }
    return new CallParameters(values, files);
  }

  /** @returns The fields of an object as parameters, with the files of this call. */
  within(object: JsonObject): CallParameters {
    return CallParameters.of(object, this.files);
  }

  file(name: string): UploadedFile | undefined {
    return this.files.get(name);
  }

  /** @returns The text, empty when the parameter is absent. */
  text(name: string): string {
    return this.values.get(name) ?? '';
  }

  has(name: string): boolean {
    return this.values.has(name);
  }

  /** Telegram takes `true`, `yes` and `1` in any case; everything else is false. */
  flag(name: string): boolean {
    return ['true', 'yes', '1'].includes(this.text(name).toLowerCase());
  }

  /** @returns The number that the text begins with, 0 without one, as Telegram's own conversion gives. */
  integer(name: string): number {
    const [digits = '0'] = /^-?\d{1,16}(?!\d)/.exec(this.text(name)) ?? [];
    return Number(digits);
  }

  /**
   * @param what - How Telegram's error calls the parameter, for example `commands`.
   * @returns `undefined` when the parameter is absent or empty.
   * @throws {BotApiError} 400, the text is not JSON.
   */
  json(name: string, what: string): unknown {
    const text = this.text(name);
    if (text === '') return undefined;
    try {
      return JSON.parse(text);
    } catch {
      throw badRequest(`Can't parse ${what} JSON object`);
    }
  }

  /**
   * Refuses unsupported parameters. A file may have any name that a value attaches; `method` names the method itself.
   *
   * @throws {BotApiError} 400 naming the first other parameter with a value.
   */
  refuseOthers(allowed: readonly string[]): void {
    for (const [name, text] of this.values) {
      if (text !== '' && name !== 'method' && !allowed.includes(name)) throw notEmulated(`parameter ${name}`);
    }
    for (const name of this.files.keys()) {
      const isAttached = [...this.values.values()].some((text) => text.includes(`attach://${name}`));
      if (!isAttached && !allowed.includes(name)) throw notEmulated(`parameter ${name}`);
    }
  }
}
