/**
 * `npm run bench -- cold-start` loads the bundle of each service as Lambda's runtime does before the first call, each
 * in its own process with the variables of its stack, and prints the CPU time, user and system together: a cold start
 * waits for that on one processor. For comparison it loads a handler that does nothing, a client of the AWS SDK and
 * Telegraf.
 *
 * Processes take turns, one of each in each round, and the median counts. Other programs lengthen CPU time as well, and
 * all columns alike: compare ratios, which are to the SDK client.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { build } from 'esbuild';

import { serviceNames } from '../project-layers.ts';

const root = join(import.meta.dirname, '../../..');

interface Contender {
  readonly name: string;
  readonly file: string;
  readonly environment: Readonly<Record<string, string>>;
}

const reference = 'AWS SDK client';

/** Each uses what it imports: an unused import would be dropped. */
const programs = {
  'empty handler': 'export const handler = async () => undefined;',
  [reference]: `
import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';
const client = new SQSClient({});
export const handler = (input) => client.send(new SendMessageCommand(input));`,
  Telegraf: `
import { Telegraf } from 'telegraf';
export const handler = (token) => new Telegraf(token);`,
};

/** The variables of Lambda that clients read when they are created. */
const lambdaVariables = { AWS_REGION: 'eu-central-1', AWS_ACCESS_KEY_ID: 'none', AWS_SECRET_ACCESS_KEY: 'none' };

/** Bundles what services are compared with, in the same way as services. */
async function bundleReferences(folder: string): Promise<Contender[]> {
  const { default: settings } = await import(join(root, 'libs/bundling/src/esbuild-config.js'));
  const contenders = Object.entries(programs).map(async ([name, contents], index) => {
    const file = join(folder, `${index}.js`);
    const format = { bundle: true, minify: true, platform: 'node', target: 'node24', format: 'cjs' } as const;
    await build({ ...settings, ...format, stdin: { contents, resolveDir: root }, outfile: file });
    return { name, file, environment: {} };
  });
  return Promise.all(contenders);
}

/** As far as it is read here. */
interface Stack {
  readonly resource: {
    readonly aws_lambda_function: Readonly<
      Record<string, { readonly environment: { readonly variables: Contender['environment'] } }>
    >;
  };
}

function contenderOf(service: string): Contender {
  const stack = join(root, `dist/tf/local/infra-${service}/stacks/${service}/cdk.tf.json`);
  const { resource }: Stack = JSON.parse(readFileSync(stack, 'utf8'));
  const [deployed] = Object.values(resource.aws_lambda_function);
  if (deployed === undefined) throw new Error(`${stack} has no function.`);
  const file = join(root, 'dist/apps', service, 'handler.js');
  return { name: service, file, environment: deployed.environment.variables };
}

const script = `
const before = process.cpuUsage();
require(process.argv[1]);
const after = process.cpuUsage();
const ms = ({ user, system }) => (user + system) / 1000;
process.stdout.write(JSON.stringify([ms(after), ms(after) - ms(before)]));
// Work that a bundle has begun need not end.
process.exit(0);`;

type Times = readonly [processMs: number, loadMs: number];

function load({ name, file, environment }: Contender): Times {
  const env = { ...lambdaVariables, ...environment };
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', script, file], { encoding: 'utf8', env });
  if (status !== 0) throw new Error(`${name} can't be loaded: ${`${stdout}${stderr}`.trim().slice(-1_500)}`);
  return JSON.parse(stdout);
}

const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN;

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '15' } } });
const folder = mkdtempSync(join(tmpdir(), 'cold-start-'));
try {
  const contenders = [...(await bundleReferences(folder)), ...serviceNames(root).map(contenderOf)];
  const rounds = Array.from({ length: Number(values.rounds) }, () => contenders.map(load));
  const figures = contenders.map(({ name, file }, index) => {
    const times = rounds.flatMap((round) => [round[index]!]);
    return {
      name,
      bytes: statSync(file).size,
      processMs: median(times.map(([ms]) => ms)),
      loadMs: median(times.map(([, ms]) => ms)),
    };
  });
  const base = figures.find(({ name }) => name === reference)!;
  const rows = figures.map(({ name, bytes, processMs, loadMs }) => [
    ...[name, String(bytes), processMs.toFixed(1), loadMs.toFixed(1)],
    ...[(processMs / base.processMs).toFixed(2), (loadMs / base.loadMs).toFixed(2)],
  ]);
  for (const [name = '', ...cells] of [
    ['bundle', 'bytes', 'process, ms', 'load, ms', 'process, ratio', 'load, ratio'],
    ...rows,
  ])
    process.stdout.write(`${name.padEnd(16)}${cells.map((cell) => cell.padStart(16)).join('')}\n`);
  process.stdout.write(`${cpus()[0]?.model}, ${cpus().length} cores; Node ${process.version}\n`);
} finally {
  rmSync(folder, { recursive: true });
}
