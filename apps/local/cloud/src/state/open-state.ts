import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { checkRecord } from '@pulso/local/saved-records';
import * as z from 'zod';

import { type ClientSettings } from '../cloud/administrator';
import { type LocalSecrets } from '../cloud/prepare-bot';
import { LocalCloudError } from '../errors';
import { lockFolder } from './lock-folder';
import { restore, type LoadedState, readState, removeUnfinished, type StateRecords, writeState } from './state-file';

/** What is kept beside what the services keep. */
export interface SavedCloud {
  readonly stage: string;
  /** What the clock showed when it was saved, epoch ms: time never goes back. */
  readonly clockMs: number;
  /** The same in the next run: pseudonyms stay the same, and clients may go on using a secret that they know. */
  readonly secrets: LocalSecrets;
  /** Where the bot's function was reached: the next run has another webhook. */
  readonly webhookUrl?: string | undefined;
  /** By principal. */
  readonly keys: readonly (readonly [principal: string, pair: ClientSettings['credentials']])[];
}

/** A folder in which one local cloud keeps its state. */
export interface OpenState {
  /** Absolute: for e-mail, which is kept as files of its own. */
  readonly mailFolder: string;
  /** What the last run left; undefined in the first one. */
  readonly loaded: LoadedState | undefined;
  readonly cloud: SavedCloud | undefined;
  /** Writes the state, unless nothing but the time has changed and it is not the last call. One call at a time. */
  save(records: StateRecords, isLast: boolean): Promise<void>;
  /** Lets another local cloud have the folder. */
  close(): void;
}

const stateFile = 'state.ndjson';

/** Tells whether a run has left a state in a folder. */
export const holdsState = (folder: string): boolean => existsSync(join(folder, stateFile));

/**
 * Takes the folder of a state and reads it.
 *
 * @param folder - Absolute; created when it does not exist.
 * @throws {LocalCloudError} Another local cloud has it, or it is damaged, of another version, form or stage.
 */
export async function openState(folder: string, stage: string): Promise<OpenState> {
  const unlock = lockFolder(folder);
  const file = join(folder, stateFile);
  try {
    removeUnfinished(file);
    const loaded = await readState(file);
    let cloud: SavedCloud | undefined;
    await restore('cloud', loaded, ([record]) => {
      cloud = checkRecord<SavedCloud>(record, 0, cloudForm);
    });
    if (cloud && cloud.stage !== stage) {
      throw new LocalCloudError(`The state in ${folder} is one of the stage "${cloud.stage}", not of "${stage}".`);
    }
    let saved: string | undefined;
    return {
      mailFolder: join(folder, 'mail'),
      loaded,
      cloud,
      save: async (records, isLast) => {
        const content = digestOf(records);
        if (content === saved && !isLast) return;
        await writeState(file, records);
        saved = content;
      },
      close: unlock,
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

const cloudForm = z.object({
  stage: z.string(),
  clockMs: z.number().min(0).max(8.64e15),
  secrets: z.object({ botToken: z.string(), webhookSecret: z.string(), pseudonymKey: z.string() }),
  webhookUrl: z.string().optional(),
  keys: z.array(z.tuple([z.string(), z.object({ accessKeyId: z.string(), secretAccessKey: z.string() })])),
});

/** Of everything but the time, which always changes. */
function digestOf({ cloud: _cloud, ...services }: StateRecords): string {
  const digest = createHash('sha256');
  for (const lines of Object.values(services)) for (const line of lines) digest.update(line);
  return digest.digest('hex');
}
