import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { UsageError } from '@pulso/operator/command-line';
import { runCommand } from '@pulso/operator/deployed-stage';
import { createMapPositions, readSourceMapIn } from '@pulso/operator/stack-frames';

import { renderLine } from './render-line';
import { parseStackOptions, stackUsage } from './stack-options';

/** The repository's, from where this program is built to. */
const root = join(__dirname, '../../../..');

runCommand(async (args) => {
  const options = parseStackOptions(args);
  if (!options) {
    process.stdout.write(`${stackUsage}\n`);
    return 0;
  }
  const { file, service } = options;
  const input = file === undefined ? process.stdin : await openFile(file);
  const mapPositions = createMapPositions(readSourceMapIn(root));
  for await (const line of createInterface({ input })) {
    process.stdout.write(`${renderLine(line, service, mapPositions)}\n`);
  }
  return 0;
});

async function openFile(file: string): Promise<NodeJS.ReadableStream> {
  const stream = createReadStream(file);
  try {
    await once(stream, 'open');
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  return stream;
}
