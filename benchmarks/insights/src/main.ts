import { join } from 'node:path';

import { UsageError, parseOptions, parseWholeNumber } from '@pulso/operator/command-line';

import { askEngine } from './ask-engine';
import { writeEvents } from './events/write-events';
import { runBenchmark } from './run-benchmark';

const usage = `Usage: npm run bench -- insights [options]

Asks logs-insights and jq the same questions of the same log events, and prints the times as Markdown. Fails when the
answers differ, and from 100,000 events on when logs-insights is slower.

  --events N   how many events (default 1000000, about 460 MB; made once and kept under tmp/)
  --seed S     which events (default 1)
  --rounds N   how often each process is measured (default 3); the best counts
  --help       print this

Exit status: 0 equal and not slower, 1 not so or a process failed, 2 the command line is not usable.`;

const optionTypes = { events: { type: 'string' }, seed: { type: 'string' }, rounds: { type: 'string' } } as const;

/** With fewer events the start of the process is most of the time. */
const leastComparedEvents = 100_000;

const print = (text: string): void => void process.stdout.write(`${text}\n`);

/** @returns The exit status. */
async function main(args: readonly string[]): Promise<number> {
  const [first, query = '', askedFile = ''] = args;
  if (first === '--ask') {
    print(JSON.stringify(await askEngine(query, askedFile)));
    return 0;
  }
  const { help, ...values } = parseOptions(args, optionTypes, 'npm run bench -- insights');
  if (help) {
    print(usage);
    return 0;
  }
  const roundCount = parseWholeNumber('--rounds', values.rounds ?? '3', 1, 1_000);
  const eventCount = parseWholeNumber('--events', values.events ?? '1000000', 1, 100_000_000);
  const file = writeEvents(join(process.cwd(), 'tmp', 'benchmarks'), {
    eventCount,
    seed: parseWholeNumber('--seed', values.seed ?? '1', 0, 0xffff_ffff),
  });
  const comparesSpeed = eventCount >= leastComparedEvents;
  return (await runBenchmark({ program: __filename, file, roundCount, comparesSpeed, print })) ? 0 : 1;
}

main(process.argv.slice(2)).then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  },
);
