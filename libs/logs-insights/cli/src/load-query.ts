import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Readable } from 'node:stream';

import { MalformedQueryError } from '../../engine/src/errors';
import { formatQueryError } from '../../engine/src/format-query-error';
import { type ParsedQuery, maxQueryLength, parseQuery } from '../../engine/src/parser/parse-query';
import { escapeControls } from '../../engine/src/terminal-text';
import { explainFileError, standardInput } from './input/read-inputs';
import { type CommandOptions, UsageError } from './parse-arguments';

/** Far more than the longest query; the parser says what is too long. */
const maxQueryFileBytes = 1_000_000;

/** The commands stand in `--help`; here they would fill three lines of a terminal. */
const commandList = / expecting a command \{[^}]*\}/;
const noCommand = /^mismatched input ('(?!<EOF>').*?') expecting a command \{[^}]*\}/s;

/** The line below the message has its number, and carets. */
const writtenPlace = / \(line \d+, column \d+\)/;

/** What the query of a command line is read with. */
interface QueryLoading {
  /** Where the name of a file starts. */
  readonly folder: string;
  readonly stdin: () => Readable;
  /** Cells of a line of a message. */
  readonly maxWidth: number;
}

/**
 * Reads and parses the query of the command line.
 *
 * @throws {UsageError} The query is malformed, and the message shows where; or its file can't be read.
 */
export async function loadQuery(query: CommandOptions['query'], loading: QueryLoading): Promise<ParsedQuery> {
  const text = 'text' in query ? query.text : await readQueryFile(query.file, loading);
  if (text.trim() === '') {
    throw new UsageError(
      'file' in query ? `The query file ${escapeControls(query.file)} is empty.` : 'The query is empty.',
    );
  }
  try {
    return parseQuery(text);
  } catch (error) {
    if (!(error instanceof MalformedQueryError)) throw error;
    const isFile = 'text' in query && existsSync(resolve(loading.folder, text));
    const hint = isFile ? `\nThere is a file of that name: the query comes first, then the files.` : '';
    throw new UsageError(`${showProblem(text, error, loading)}${hint}`);
  }
}

function showProblem(text: string, error: MalformedQueryError, { maxWidth }: QueryLoading): string {
  const message = error.message
    .replace(noCommand, '$1 is no command')
    .replace(commandList, ' expecting a command')
    .replace(writtenPlace, '');
  // The place where a query becomes too long tells its author nothing.
  if (text.length > maxQueryLength) return message;
  return formatQueryError(text, { message, location: error.location }, { maxWidth });
}

async function readQueryFile(file: string, { folder, stdin }: QueryLoading): Promise<string> {
  const name = escapeControls(file);
  let bytes: Buffer;
  try {
    bytes = file === standardInput ? await readStart(stdin()) : await readFile(resolve(folder, file));
  } catch (error) {
    throw new UsageError(`Cannot read the query file ${name}: ${explainFileError(error)}`);
  }
  if (bytes.length > maxQueryFileBytes)
    throw new UsageError(`The query file ${name} has more than ${maxQueryFileBytes} bytes; is it a log?`);
  return bytes.toString('utf8').replace(/^\ufeff/, '');
}

/** Standard input may have no end: what is beyond any query is not waited for. */
async function readStart(stream: Readable): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let byteCount = 0;
  for await (const piece of stream) {
    const bytes = Buffer.from(piece);
    pieces.push(bytes);
    byteCount += bytes.length;
    if (byteCount > maxQueryFileBytes) break;
  }
  return Buffer.concat(pieces);
}
