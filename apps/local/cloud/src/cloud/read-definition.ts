import { existsSync } from 'node:fs';
import { basename, join, sep } from 'node:path';

import { localQueueUrl } from '@pulso/local/aws';
import { type BotUser } from '@pulso/world/telegram';
import { type CloudDefinition, findStackFiles, readCloudDefinition } from '@pulso/world/stacks';

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
 * Finds the synthesized stacks of this tree. What another branch has left beside them is none of it.
 *
 * The working directory must be the repository's root.
 *
 * @throws {LocalCloudError} There are none.
 */
export function findStacks(stage: string, folder = synthFolderOf(stage)): string[] {
  const stackFiles = findStackFiles(folder).filter(isOfThisTree);
  if (stackFiles.length > 0) return stackFiles;
  throw new LocalCloudError(`There are no synthesized stacks in ${folder}. Run npm run demo or npm start.`);
}

/** @param file - `<project>/stacks/<stack>/cdk.tf.json`; the project `infra-bot` lies in `infra/bot`. */
function isOfThisTree(file: string): boolean {
  const project = basename(file.split(sep).slice(0, -3).join(sep));
  return existsSync(join('infra', project.replace(/^infra-/, ''), 'project.json'));
}

/** Reads what the stacks declare, with local addresses in place of AWS's and Telegram's. */
export const readDefinition = (
  stackFiles: readonly string[],
  { gatewayUrl, botApiUrl }: LocalAddresses,
): CloudDefinition =>
  readCloudDefinition({
    stackFiles,
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
