import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';

import { localQueueUrl } from '@pulso/local/gateway';
import { type BotUser } from '@pulso/world/telegram';
import { type CloudDefinition, readCloudDefinition } from '@pulso/world/stacks';

import { LocalCloudError } from '../errors';

/** The stage that the local cloud runs unless it is told another. */
export const localStage = 'local';

/** Where the stacks of a stage stand, from the repository's root. */
export const synthFolderOf = (stage: string): string => `dist/tf/${stage}`;

/** What stands for the addresses of the outside world. */
interface LocalAddresses {
  readonly gatewayUrl: string;
  readonly botApiUrl: string;
}

/**
 * Finds the synthesized stacks of this tree. It leaves out what another branch has left beside them.
 *
 * The working directory must be the repository's root.
 *
 * @param folder - Holds one folder per project: `<project>/stacks/<stack>/cdk.tf.json`.
 * @returns Absolute paths, sorted.
 * @throws {LocalCloudError} There are none.
 */
export function findStacks(stage: string, folder = synthFolderOf(stage)): string[] {
  const projects = foldersIn(resolve(folder)).filter(isOfThisTree);
  const stacks = projects.flatMap((project) => foldersIn(join(project, 'stacks')));
  const stackFiles = stacks.map((stack) => join(stack, 'cdk.tf.json')).filter((file) => existsSync(file));
  if (stackFiles.length > 0) return stackFiles;
  throw new LocalCloudError(`There are no synthesized stacks in ${folder}. Run npm run demo or npm start.`);
}

function foldersIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const folders = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders.map(({ name }) => join(folder, name)).sort();
}

/** @param folder - Of a synthesized project: `infra-bot` lies in `infra/bot`. */
const isOfThisTree = (folder: string): boolean =>
  existsSync(join('infra', basename(folder).replace(/^infra-/, ''), 'project.json'));

/** Reads what the stacks declare, with local addresses in place of AWS's and Telegram's. */
export const readDefinition = (
  stackFiles: readonly string[],
  { gatewayUrl, botApiUrl }: LocalAddresses,
): CloudDefinition =>
  readCloudDefinition({
    stackFiles: stackFiles.map((file) => ({ path: resolve(file), text: readFileSync(file, 'utf8') })),
    queueUrl: (name) => localQueueUrl(gatewayUrl, name),
    rewrites: [{ prefix: 'https://api.telegram.org', replacement: botApiUrl }],
  });

/**
 * Reads from the stacks who the bot is: the Bot API server must know before anything else can start.
 *
 * @throws {LocalCloudError} No function has the settings of a bot.
 */
export function readBotUser(stackFiles: readonly string[]): BotUser {
  const nowhere = 'http://127.0.0.1:1';
  const { functions } = readDefinition(stackFiles, { gatewayUrl: nowhere, botApiUrl: nowhere });
  for (const { environment } of functions) {
    const { BOT_ID: id, BOT_USERNAME: username, BOT_FIRST_NAME: firstName } = environment;
    if (id !== undefined && username !== undefined) {
      return { id: Number(id), username, first_name: firstName ?? username };
    }
  }
  throw new LocalCloudError('No stack declares a bot: a function with BOT_ID and BOT_USERNAME.');
}
