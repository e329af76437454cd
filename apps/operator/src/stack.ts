import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { type Service, services } from '@pulso/contracts/envelope';
import { type MapPositions, createMapPositions, parseOptions, readSourceMapIn } from '@pulso/adapters/node-runtime';

import { type Verb, jsonIn, say } from './command';

/** The repository's, from where this program is built to. */
const root = join(__dirname, '../../..');

/** `npm run stack` */
export const stack: Verb = {
  usage: `Usage: npm run -s stack < FILE

Reads lines of the services' logs, and prints them with the errors' frames in the source. The maps are those of the code
as it is here: check out the commit that is deployed.`,
  run: async (args) => {
    parseOptions(args, {}, 'npm run stack');
    const mapPositions = createMapPositions(readSourceMapIn(root));
    for await (const line of createInterface({ input: process.stdin })) say(renderLine(line, mapPositions));
    return 0;
  },
};

/** Shows a log line with its frames in the source; unchanged if the service is unknown. */
export function renderLine(line: string, mapPositions: MapPositions): string {
  // A query's answer has columns before it.
  const fields = jsonIn(line.replace(/^[^{]*/, '')) as Readonly<Record<string, unknown>> | undefined;
  const writer = serviceOf(fields?.['service']) ?? serviceOf(/pulso-[\w-]+?-(\w[\w-]*)/.exec(line)?.[1]);
  if (writer === undefined) return line;
  const frames = fields?.['stack'];
  if (!fields || typeof frames !== 'string') return mapPositions(writer, line);
  const { timestamp, level, event, errorName, errorMessage } = fields;
  const head = [timestamp, level, writer, event, `${String(errorName)}: ${String(errorMessage)}`];
  const below = frames.split('\n').map((frame) => `    ${mapPositions(writer, frame)}`);
  return [head.filter((part) => part !== undefined).join('  '), ...below].join('\n');
}

const serviceOf = (name: unknown): Service | undefined => services.find((service) => service === name);
