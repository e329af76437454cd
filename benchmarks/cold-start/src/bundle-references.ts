import { join } from 'node:path';

import { type BuildOptions, build } from 'esbuild';

import { type Contender, referenceName } from './contender';

/** Each does something with what it imports: an unused import would be left out. */
const programs: Readonly<Record<string, string>> = {
  'empty handler': 'export const handler = async () => undefined;',
  [referenceName]: `
import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';
const client = new SQSClient({});
export const handler = (input) => client.send(new SendMessageCommand(input));`,
  Telegraf: `
import { Telegraf } from 'telegraf';
export const handler = (token) => new Telegraf(token);`,
};

/**
 * Bundles what services are compared with, in the way in which they are bundled.
 *
 * @param root - Of the repository, and the working folder: paths of the services' settings start there.
 * @param folder - Where the bundles go.
 */
export async function bundleReferences(root: string, folder: string): Promise<readonly Contender[]> {
  const { default: settings } = (await import(join(root, 'libs/bundling/src/esbuild-config.js'))) as {
    default: BuildOptions;
  };
  return await Promise.all(
    Object.entries(programs).map(async ([name, contents], index) => {
      const file = join(folder, `${index}.js`);
      await build({
        ...settings,
        stdin: { contents, resolveDir: root },
        outfile: file,
        bundle: true,
        minify: true,
        platform: 'node',
        target: 'node24',
        format: 'cjs',
      });
      return { name, file, environment: {} };
    }),
  );
}
