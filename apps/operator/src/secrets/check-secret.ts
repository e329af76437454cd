import { readWebhook } from '@pulso/adapters/webhook';
import { commandSecretParameter, secretParameters } from '@pulso/contracts/envelope';

/**
 * A parameter of the standard tier holds so much, bytes.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html
 */
const maxValueBytes = 4096;

/** Ten digits of id, a colon and 35 characters are usual; Telegram promises no length. */
const tokenPattern = /^[1-9]\d{0,19}:[\w-]{20,}$/;

/** @see https://core.telegram.org/bots/api#setwebhook secret_token */
const webhookSecretPattern = /^[\w-]{1,256}$/;

/** 16 bytes in hexadecimal digits: a shorter key could be found by trying. */
const minKeyLength = 32;

/**
 * Looks at the shape of a secret before it is kept.
 *
 * @param botId - Of the stage's bot.
 * @returns What is wrong, in words that quote nothing of it; undefined when nothing is.
 */
export function checkSecret(name: string, value: string, botId: number): string | undefined {
  if (Buffer.byteLength(value) > maxValueBytes) return `it is longer than ${maxValueBytes} bytes`;
  switch (name) {
    case secretParameters.botToken:
      return checkToken(value, botId);
    case secretParameters.webhookSecrets:
      return webhookSecretPattern.test(value)
        ? undefined
        : 'a webhook secret has 1 to 256 letters, digits, hyphens and underscores';
    case secretParameters.pseudonymKey:
      return value.length >= minKeyLength && !/\s/.test(value)
        ? undefined
        : `a pseudonym key has at least ${minKeyLength} characters and no space; 64 hexadecimal digits are usual`;
    default: {
      if (name.startsWith(commandSecretParameter(''))) return value.trim() === '' ? 'it is empty' : undefined;
      const webhook = readWebhook(value);
      return typeof webhook === 'string' ? webhook : undefined;
    }
  }
}

function checkToken(value: string, botId: number): string | undefined {
  if (!tokenPattern.test(value)) return 'a token looks like 123456:ABC..., as @BotFather gives it';
  // What stands before the colon is no secret.
  const id = Number(value.split(':')[0]);
  return id === botId ? undefined : `it is the token of bot ${id}, and the stage's settings name ${botId}`;
}
