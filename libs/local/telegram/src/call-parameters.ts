import { badRequest, notEmulated } from './bot-api-error';
import { type JsonObject } from './telegram-types';

/** A file of a multipart/form-data body. */
export interface UploadedFile {
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/**
 * The parameters of one call. Telegram reads every value as text, in each format of a body: numbers and booleans
 * of a JSON body become text, objects and arrays become JSON again.
 */
export class CallParameters {
  private readonly values: ReadonlyMap<string, string>;
  private readonly files: ReadonlyMap<string, UploadedFile>;

  constructor(values: ReadonlyMap<string, string>, files: ReadonlyMap<string, UploadedFile> = new Map()) {
    this.values = values;
    this.files = files;
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
   * @throws {BotApiError} 400, the text is no JSON.
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

  /** @returns The fields of an object as parameters, with the files of this call. */
  within(object: JsonObject): CallParameters {
    const texts = Object.entries(object).map(([name, value]): [string, string] => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]);
    return new CallParameters(new Map(texts), this.files);
  }

  /** @throws {BotApiError} 400 naming the first of these parameters that is there: it would change what is shown. */
  refuse(...names: readonly string[]): void {
    const given = names.find((name) => this.text(name) !== '' || this.files.has(name));
    if (given !== undefined) throw notEmulated(`parameter ${given}`);
  }
}
