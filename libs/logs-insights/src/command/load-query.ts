import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { MalformedQueryError } from '../errors';
import { formatQueryError } from '../format-query-error';
import { type ParsedQuery, parseQuery } from '../parser/parse-query';
import { type CommandOptions } from './command-options';
import { messageOf } from './error-text';
import { UsageError } from './usage-error';

/** Far more than the longest query; the parser says what is too long. */
const maxQueryFileBytes = 1_000_000;

/**
 * Reads and parses the query of the command line.
 *
 * @param folder - Where the name of a file starts.
 * @param maxWidth - Cells of a line of the message.
 * @throws {UsageError} The query is malformed, and the message shows where; or its file can't be read.
 */
export function loadQuery(query: CommandOptions['query'], folder: string, maxWidth: number): ParsedQuery {
  const text = 'text' in query ? query.text : readQueryFile(resolve(folder, query.file), query.file);
  try {
    return parseQuery(text);
  } catch (error) {
    if (!(error instanceof MalformedQueryError)) throw error;
    const isFile = 'text' in query && existsSync(resolve(folder, text));
    const hint = isFile ? `\nThere is a file of that name: the query comes first, then the files.` : '';
    throw new UsageError(`${formatQueryError(text, error, { maxWidth })}${hint}`);
  }
}

function readQueryFile(path: string, name: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new UsageError(`Cannot read the query file ${name}: ${messageOf(error)}`);
  }
  if (bytes.length > maxQueryFileBytes)
    throw new UsageError(`The query file ${name} has ${bytes.length} bytes; is it a log?`);
  return bytes.toString('utf8').replace(/^\ufeff/, '');
}
