import { ConfigurationError } from './errors';

/** Environment variables as Node gives them: absent or text. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * How one setting is read: from which variable, by which parser, and with which value when the variable is absent.
 *
 * Identities (URLs, tables, parameter names) have no `fallback`; only tuning has.
 */
interface Setting<T> {
  readonly variable: string;
  /** Throws an Error whose message says what the variable must be, as in `must be a whole number`. */
  readonly parse: (text: string) => T;
  readonly fallback?: T;
}

type Settings<C> = { readonly [K in keyof C]: Setting<C[K]> };

/**
 * Reads a service's configuration at cold start and reports every problem at once.
 *
 * @param environment - Usually `process.env`.
 * @param settings - One entry per field of the configuration.
 * @param foundProblems - What the caller has found wrong with the environment itself, reported before the rest.
 * @returns The configuration, every field set.
 * @throws {ConfigurationError} Names every variable that is missing, empty or malformed. Not retryable: redeploy.
 * @example
 * readEnvironment(process.env, { runsTableName: { variable: 'RUNS_TABLE_NAME', parse: text } });
 */
export function readEnvironment<C extends object>(
  environment: Environment,
  settings: Settings<C>,
  foundProblems: readonly string[] = [],
): C {
  const config: Partial<C> = {};
  const problems = [...foundProblems];
  for (const key of Object.keys(settings) as (keyof C)[]) {
    const { variable, parse, fallback } = settings[key];
    const value = environment[variable];
    if (value === undefined || value === '') {
      if (fallback === undefined) problems.push(`${variable} is missing`);
      else config[key] = fallback;
      continue;
    }
    try {
      config[key] = parse(value);
    } catch (error) {
      problems.push(`${variable} ${(error as Error).message}`);
    }
  }
  if (problems.length > 0) throw new ConfigurationError(problems);
  return config as C;
}

/** Parses a setting that is any non-empty text. */
export const text = (value: string): string => value;

/** Parses a setting that is a whole number of at least `minimum`. */
export const wholeNumber =
  (minimum: number) =>
  (value: string): number => {
    const number = Number(value);
    if (!Number.isSafeInteger(number) || number < minimum) {
      throw new Error(`must be a whole number of at least ${minimum}, got "${value}"`);
    }
    return number;
  };

/** Parses a setting that is JSON and checks its shape with `check`, which throws on a wrong one. */
export const json =
  <T>(check: (value: unknown) => T) =>
  (value: string): T => {
    let parsed: unknown;
    try {
      parsed = JSON.parse(value);
    } catch {
      throw new Error('is not valid JSON');
    }
    return check(parsed);
  };
