import { type DoctorPorts, TelegramRefusedError, UnreachableError } from '@pulso/operator/examination';
import { BotApiRefusedError, BotApiUnreachableError, createCallBotApi } from '@pulso/operator/bot-registration';

/** @param sleep - Waits so many ms: Telegram asks for it when calls come too fast. */
export const createOpenTelegram =
  (sleep: (durationMs: number) => Promise<void>): DoctorPorts['openTelegram'] =>
  (apiRoot, token) => {
    const call = createCallBotApi(apiRoot, token, sleep);
    return async (method, parameters) => {
      try {
        return await call(method, parameters);
      } catch (error) {
        if (error instanceof BotApiRefusedError) {
          throw new TelegramRefusedError(method, error.errorCode, descriptionIn(error.message));
        }
        if (error instanceof BotApiUnreachableError) throw new UnreachableError('Telegram', reasonIn(error.message));
        throw error;
      }
    };
  };

/** @returns Why there was no answer: for example `ECONNREFUSED`. */
const reasonIn = (message: string): string => message.replace(/^.*: /, '').replace(/\.$/, '');

/** @returns What Telegram itself says: without what the client puts around it. */
const descriptionIn = (message: string): string => message.replace(/^.*?: \d+ /, '').replace(/\.$/, '');
