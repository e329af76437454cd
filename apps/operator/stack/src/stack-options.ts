import { type Service, services } from '@pulso/contracts/envelope';
import { UsageError, parseOptionsAndFiles } from '@pulso/operator/command-line';

export const stackUsage = `Usage: npm run stack -- [options] [FILE]

Reads lines of the services' logs, from FILE or from its input, and prints them with the errors' frames in the source. A
line says itself which service has written it, unless --service does.

The maps are those of the code as it is here: check out the commit that is deployed.

  --service NAME   of lines that don't say it: ${services.join(', ')}
  --help           print this`;

export interface StackOptions {
  readonly service: Service | undefined;
  /** Absent: the standard input. */
  readonly file: string | undefined;
}

const isService = (name: string): name is Service => services.some((service) => service === name);

/**
 * Reads the command line of `npm run stack`.
 *
 * @returns undefined when help was asked for.
 * @throws {UsageError} An option is unknown, or its value unusable.
 */
export function parseStackOptions(args: readonly string[]): StackOptions | undefined {
  const { values, files } = parseOptionsAndFiles(args, { service: { type: 'string' } }, 'npm run stack');
  const { service, help } = values;
  if (help) return undefined;
  if (service !== undefined && !isService(service)) {
    throw new UsageError(`--service takes ${services.join(', ')}, not "${service}".`);
  }
  if (files.length > 1) throw new UsageError(`One file at a time, not ${files.join(' and ')}.`);
  return { service, file: files[0] };
}
