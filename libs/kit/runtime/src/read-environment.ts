/** Environment variables in Node's form: absent or text. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * How to read one setting: the variable, its parser, and the value if the variable is absent.
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
 * @param foundProblems - The caller's own findings about the environment, reported before the rest.
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

const loopbackHosts = ['127.0.0.1', '[::1]', 'localhost'];

/** Whether requests to an address are encrypted or do not leave the machine. */
export const isHttpsOrLoopback = ({ protocol, hostname }: URL): boolean =>
  protocol === 'https:' || (protocol === 'http:' && loopbackHosts.includes(hostname));

/**
 * Parses the address of a server that receives secrets.
 *
 * A request to the Bot API carries the bot's token in its path, so it must be encrypted or stay on the machine. An
 * address with a user name or password is rejected, too: it would be logged with them.
 *
 * @returns The address with a slash at its end: without one, a client that resolves `./bot...` drops the last part of
 *   the path, and others keep it.
 * @throws {Error} It is another address, or contains white space, credentials, a query or a fragment.
 */
export function httpsOrLoopbackUrl(value: string): string {
  const url = URL.parse(value);
  if (url === null || !isHttpsOrLoopback(url)) throw new Error('must be an https address, or a loopback one');
  if (url.username !== '' || url.password !== '') throw new Error('must not hold credentials');
  if (/[\s?#]/.test(value)) throw new Error('must hold no white space, query or fragment');
  return url.href.replace(/\/*$/, '/');
}

/** A function's environment has missing or malformed variables. The error names each. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';

  constructor(problems: readonly string[]) {
    super(`The function's environment is not usable: ${problems.join('; ')}. Set the variables in its stack.`);
  }
}
