import { readFileSync } from 'node:fs';

import { NoLocalCloudError } from './errors';

/** How to reach the console of a local cloud. */
export interface ConsoleAddress {
  /** With the token and a slash at the end. */
  readonly url: string;
  /** For messages: where this was found. */
  readonly source: string;
}

export interface FindConsoleOptions {
  /** The file that was asked for. */
  readonly envFile: string | undefined;
  /** Looked at when no file was asked for and the environment says nothing. */
  readonly defaultFile: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * Finds the local cloud's console by what `npm start -- --env FILE` has written, as a file or as a variable.
 *
 * @throws {NoLocalCloudError} There is no such file, or it names no console of this machine.
 */
export function findConsole({ envFile, defaultFile, environment }: FindConsoleOptions): ConsoleAddress {
  const { LOCAL_CLOUD_CONSOLE: given } = environment;
  if (envFile === undefined && given) return checked(given, 'the environment');
  const file = envFile ?? defaultFile;
  const url = parseShellVariables(read(file)).get('LOCAL_CLOUD_CONSOLE');
  if (!url) {
    throw new NoLocalCloudError(`${file} lacks LOCAL_CLOUD_CONSOLE. Write it anew: npm start -- --env ${file}`);
  }
  return checked(url, file);
}

/** Nothing that is typed here may reach another machine. */
function checked(given: string, source: string): ConsoleAddress {
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (url?.protocol !== 'http:' || !/^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(url.hostname)) {
    throw new NoLocalCloudError(`LOCAL_CLOUD_CONSOLE of ${source} is no http address of this machine: ${given}`);
  }
  return { url: given.replace(/\/*$/, '/'), source };
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'There is no' : 'Cannot read';
    throw new NoLocalCloudError(`${reason} file ${file}. In another terminal, start: npm start -- --env ${file}`);
  }
}

/**
 * Reads lines of the form `KEY=VALUE` as a shell would read plain assignments: quotes of both kinds, a backslash before
 * a character, `export`, comments. Nothing is expanded.
 */
export function parseShellVariables(text: string): ReadonlyMap<string, string> {
  const variables = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [, name, value] = /^\s*(?:export\s+)?([A-Za-z_]\w*)=(.*?)\s*$/.exec(line) ?? [];
    if (name !== undefined && value !== undefined) variables.set(name, unquote(value));
  }
  return variables;
}

const unquote = (value: string): string =>
  value.replace(
    /'([^']*)'|"((?:\\.|[^"\\])*)"|\\(.)/g,
    (_whole, single?: string, double?: string, escaped?: string) =>
      single ?? double?.replace(/\\(["\\$`])/g, '$1') ?? escaped ?? '',
  );
