import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

import { MalformedQueryError } from '../../engine/src/errors';
import { formatQueryError } from '../../engine/src/format-query-error';
import { type ParsedQuery, maxQueryLength, parseQuery } from '../../engine/src/parser/parse-query';
import { escapeControls } from '../../engine/src/terminal-text';
import { type CommandEnvironment, lineWidth } from './command-environment';
import { UsageError } from './errors';
import { explainFileError } from './input/read-inputs';
import { type CommandOptions } from './parse-arguments';

/** The commands stand in `--help`; here they would fill three lines of a terminal. */
const commandList = / expecting a command \{[^}]*\}/;
const noCommand = /^mismatched input ('(?!<EOF>').*?') expecting a command \{[^}]*\}/s;

/** The line below the message has its number, and carets. */
const writtenPlace = / \(line \d+, column \d+\)/;

/**
 * Reads and parses the query of the command line.
 *
 * @throws {UsageError} The query is malformed, and the message shows where; or its file can't be read.
 */
export async function loadQuery(
  query: CommandOptions['query'],
  { folder, stderr }: Pick<CommandEnvironment, 'folder' | 'stderr'>,
): Promise<ParsedQuery> {
  const text = 'text' in query ? query.text : await readQueryFile(query.file, folder);
  if (text.trim() === '') {
    throw new UsageError(
      'file' in query ? `The query file ${escapeControls(query.file)} is empty.` : 'The query is empty.',
    );
  }
  try {
    return parseQuery(text);
  } catch (error) {
    if (!(error instanceof MalformedQueryError)) throw error;
    const isFile = 'text' in query && existsSync(resolve(folder, text));
    const hint = isFile ? `\nThere is a file of that name: the query comes first, then the files.` : '';
    throw new UsageError(`${showProblem(text, error, lineWidth(stderr))}${hint}`);
  }
}

function showProblem(text: string, error: MalformedQueryError, maxWidth: number): string {
  const message = error.message
    .replace(noCommand, '$1 is no command')
    .replace(commandList, ' expecting a command')
    .replace(writtenPlace, '');
  // The place where a query becomes too long tells its author nothing.
  if (text.length > maxQueryLength) return message;
  return formatQueryError(text, { message, location: error.location }, { maxWidth });
}

async function readQueryFile(file: string, folder: string): Promise<string> {
  try {
    return (await readFile(resolve(folder, file), 'utf8')).replace(/^\ufeff/, '');
  } catch (error) {
    throw new UsageError(`Cannot read the query file ${escapeControls(file)}: ${explainFileError(error)}`);
  }
}
