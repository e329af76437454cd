import { type Service, services } from '@pulso/contracts/envelope';
import { type MapPositions } from '@pulso/operator/stack-frames';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Shows a line of a service's log with its frames in the source, one below the other.
 *
 * @param line - As CloudWatch has it, or as a query or the console shows it.
 * @param service - Of a line that doesn't say which has written it.
 * @returns The line as it is where it has no frames, or nothing says whose they are.
 */
export function renderLine(line: string, service: Service | undefined, mapPositions: MapPositions): string {
  const fields = fieldsOf(line);
  const writer = serviceOf(fields?.['service']) ?? serviceOf(/pulso-[\w-]+?-(\w[\w-]*)/.exec(line)?.[1]) ?? service;
  if (writer === undefined) return line;
  const frames = fields?.['stack'];
  if (!fields || typeof frames !== 'string') return mapPositions(writer, line);
  const { timestamp, level, event, errorName, errorMessage } = fields;
  const head = [timestamp, level, writer, event, `${String(errorName)}: ${String(errorMessage)}`];
  const below = frames.split('\n').map((frame) => `    ${mapPositions(writer, frame)}`);
  return [head.filter((part) => part !== undefined).join('  '), ...below].join('\n');
}

const serviceOf = (name: unknown): Service | undefined => services.find((service) => service === name);

/** @returns undefined for a line that is no JSON object. A query's answer has columns before it. */
function fieldsOf(line: string): Fields | undefined {
  const start = line.indexOf('{');
  if (start < 0) return undefined;
  try {
    return JSON.parse(line.slice(start)) as Fields;
  } catch {
    return undefined;
  }
}
