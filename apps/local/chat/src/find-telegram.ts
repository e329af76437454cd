import { readFileSync } from 'node:fs';

import { NoTelegramError } from './errors';

/** How to reach the local Telegram. */
export interface TelegramAddress {
  /** Without a slash at the end. */
  readonly apiRoot: string;
  readonly botToken: string;
  /** For messages: where this was found. */
  readonly source: string;
}

export interface FindTelegramOptions {
  /** The file that was asked for. */
  readonly envFile: string | undefined;
  /** Looked at when no file was asked for and the environment says nothing. */
  readonly defaultFile: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * Finds the local Telegram by what `npm start -- --env FILE` has written, as a file or as variables.
 *
 * @throws {NoTelegramError} There is no such file, or it names no local Telegram.
 */
export function findTelegram({ envFile, defaultFile, environment }: FindTelegramOptions): TelegramAddress {
  const { TELEGRAM_API_ROOT: apiRoot, TELEGRAM_BOT_TOKEN: botToken } = environment;
  if (envFile === undefined && apiRoot && botToken) return checked(apiRoot, botToken, 'the environment');
  const file = envFile ?? defaultFile;
  const variables = parseShellVariables(read(file));
  const [root, token] = [variables.get('TELEGRAM_API_ROOT'), variables.get('TELEGRAM_BOT_TOKEN')];
  if (!root || !token) {
    throw new NoTelegramError(
      `${file} lacks TELEGRAM_API_ROOT or TELEGRAM_BOT_TOKEN. Write it anew: npm start -- --env ${file}`,
    );
  }
  return checked(root, token, file);
}

/** Nothing that is typed here may reach the real Telegram, nor anybody else. */
function checked(apiRoot: string, botToken: string, source: string): TelegramAddress {
  const url = URL.canParse(apiRoot) ? new URL(apiRoot) : undefined;
  if (url?.protocol !== 'http:' || !/^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(url.hostname)) {
    throw new NoTelegramError(`TELEGRAM_API_ROOT of ${source} is no http address of this machine: ${apiRoot}`);
  }
  return { apiRoot: apiRoot.replace(/\/+$/, ''), botToken, source };
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'There is no' : 'Cannot read';
    throw new NoTelegramError(`${reason} file ${file}. In another terminal, start: npm start -- --env ${file}`);
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
