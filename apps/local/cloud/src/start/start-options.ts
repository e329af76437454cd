import { resolve } from 'node:path';

import { parseOptions, UsageError } from '@pulso/operator/command-line';

import { enforceIamArguments, readEnforceIam } from '../access/enforce-iam-option';
import { parseInstant } from '../demo/parse-instant';
import { faultArguments, readFaultOptions } from '../faults/read-fault-options';
import { floodControlArguments, readFloodControl } from '../telegram/flood-control-option';
import { parsePorts } from './parse-ports';
import { type StartOptions } from './run-start';

const startArguments = {
  env: { type: 'string' },
  ports: { type: 'string' },
  at: { type: 'string' },
  demo: { type: 'boolean' },
  state: { type: 'string' },
  stage: { type: 'string' },
  watch: { type: 'boolean' },
  ...faultArguments,
  ...enforceIamArguments,
  ...floodControlArguments,
} as const;

/**
 * Reads the command line of `npm start`.
 *
 * @param args - What stands behind the command's name.
 * @param folder - Where the caller stands, to which relative files are relative.
 * @returns undefined when help was asked for.
 * @throws {UsageError} An option is unknown, lacks its value or has an unusable one.
 */
export function parseStartOptions(args: readonly string[], folder: string): StartOptions | undefined {
  const values = parseOptions(args, startArguments, 'npm start');
  if (values.help) return undefined;
  for (const name of ['env', 'state', 'stage'] as const) {
    if (values[name] === '') throw new UsageError(`--${name} needs a name.`);
  }
  return {
    faults: readFaultOptions(values, folder),
    enforcesIam: readEnforceIam(values),
    floodControl: readFloodControl(values),
    playsDay: values.demo === true,
    watchesSources: values.watch === true,
    ...(values.env !== undefined && { envFile: resolve(folder, values.env) }),
    ...(values.ports !== undefined && { ports: parsePorts(values.ports) }),
    ...(values.at !== undefined && { startMs: parseStart(values.at) }),
    ...(values.state !== undefined && { stateFolder: resolve(folder, values.state) }),
    ...(values.stage !== undefined && { stage: values.stage }),
  };
}

/** Times that every part can write down: no negative epoch, four digits for the year. */
const [earliest, latest] = ['2000-01-01T00:00:00Z', '2999-12-31T00:00:00Z'] as const;

function parseStart(text: string): number {
  const ms = parseInstant(text);
  if (ms === undefined) {
    throw new UsageError(`--at must be an ISO time with a zone, like 2026-11-25T12:30:00Z, got "${text}".`);
  }
  if (ms >= Date.parse(earliest) && ms <= Date.parse(latest)) return ms;
  throw new UsageError(`--at must be between ${earliest} and ${latest}.`);
}
