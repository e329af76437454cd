import { type LocalClock } from '@pulso/world/time';
import { type BotApiServer, startBotApiServer } from '@pulso/local/telegram';
import { type BotUser, type PeopleEvent } from '@pulso/world/telegram';

import { type FaultHooks } from '../faults/inject-faults';
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
}

/** Starts Telegram's side of the local cloud. @throws {LocalCloudError} The port can't be had. */
export async function startTelegram(
  { port, faults, floodControl, ...options }: StartTelegramOptions,
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
  return botApi;
}
