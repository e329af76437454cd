import { type LocalClock } from '@pulso/local/clock';
import { type BotApiServer, type BotUser, type PeopleEvent, startBotApiServer } from '@pulso/local/telegram';

import { type FaultHooks } from '../faults/inject-faults';
import { restore, type LoadedState } from '../state/state-file';
import { listenAt, type OnStop } from './start-part';

interface StartTelegramOptions {
  /** Whether Telegram refuses what the bot sends too fast, default off. */
  readonly floodControl?: 'on' | 'off' | undefined;
  /** Told what people see, or why they see nothing, with the name of the chat; empty where it is about none. */
  readonly onPeopleEvent: (event: PeopleEvent, chatName: string) => void;
  readonly clock: LocalClock;
  readonly token: string;
  readonly bot: BotUser;
  /** undefined: a free one. */
  readonly port: number | undefined;
  readonly faults: Pick<FaultHooks, 'forBotApi'>;
  readonly loaded: LoadedState | undefined;
}

/**
 * Starts Telegram's side of the local cloud, with what an earlier run left. Updates of that run wait.
 *
 * @throws {LocalCloudError} The port can't be had, or what an earlier run left has another form.
 */
export async function startTelegram(
  { port, faults, loaded, floodControl, ...options }: StartTelegramOptions,
  onStop: OnStop,
): Promise<BotApiServer> {
  const botApi = await listenAt(port, 'telegram', (chosenPort) =>
    startBotApiServer({
      ...options,
      random: Math.random,
      port: chosenPort,
      ...(floodControl && { floodControl }),
      faultFor: faults.forBotApi,
    }),
  );
  onStop(() => botApi.close());
  await restore('telegram', loaded, botApi.load);
  return botApi;
}
