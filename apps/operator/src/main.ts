import { UsageError } from '@pulso/adapters/node-runtime';
import { explain } from './aws';

import { bot } from './bot';
import { doctor } from './doctor/doctor';
import { marks } from './report/marks';
import { report } from './report/report';
import { secrets } from './secrets/secrets';
import { stack } from './stack';
import { type Verb, say } from './command';

const verbs = new Map<string, Verb>(Object.entries({ bot, doctor, report, secrets, stack }));

async function run([name = '', ...args]: readonly string[]): Promise<number> {
  // It is a separate command: it does not ask for a report.
  const isMarks = name === 'report' && args[0] === 'marks';
  const verb = isMarks ? marks : verbs.get(name);
  if (!verb) throw new UsageError(`There is no command "${name}". There are ${[...verbs.keys()].join(', ')}.`);
  if (args.includes('--help') || args.includes('-h')) {
    say(verb.usage);
    return 0;
  }
  return verb.run(isMarks ? args.slice(1) : args);
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // The reader of a pipe, such as head, has seen enough.
  if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
  throw error;
});

run(process.argv.slice(2)).then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    process.stderr.write(`${explain(error)}\n`);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  },
);
