import { join } from 'node:path';

import { UsageError } from '@pulso/command-line';

import { chatUsage, parseChatOptions } from './chat-options';
import { NoLocalCloudError } from './errors';
import { findConsole } from './find-console';
import { createPeopleClient } from './people-client';
import { runChat } from './run-chat';
import { createScreen } from './terminal-screen';

async function main(args: readonly string[]): Promise<number> {
  const options = parseChatOptions(args, process.env['INIT_CWD'] ?? process.cwd());
  if (!options) {
    process.stdout.write(`${chatUsage}\n`);
    return 0;
  }
  const address = findConsole({
    envFile: options.envFile,
    defaultFile: join(process.cwd(), 'tmp/local-cloud.env'),
    environment: process.env,
  });
  const screen = createScreen({ input: process.stdin, output: process.stdout });
  try {
    return await runChat(createPeopleClient(address), screen, options);
  } finally {
    screen.close();
  }
}

// A reader that has seen enough, like head, is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const isExpected = error instanceof UsageError || error instanceof NoLocalCloudError;
    const text = error instanceof Error ? (isExpected ? error.message : (error.stack ?? error.message)) : String(error);
    process.stderr.write(`${text}\n`);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  },
);
