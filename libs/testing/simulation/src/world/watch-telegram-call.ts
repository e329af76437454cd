import { type World } from './world';

/** @param isFine - The call took effect, and the caller knows. */
export type OnTelegramAnswer = (isFine: boolean) => void;

/**
 * Looks at a call before it is made: is it made too early?
 *
 * @returns A function to call when the caller learns the outcome of its call.
 */
export function watchTelegramCall(
  { ledger, mix, telegram }: World,
  functionName: string,
  chatId: string,
  text: string,
): OnTelegramAnswer {
  if (functionName !== 'notifier' || !ledger.isKnown(chatId)) return () => undefined;
  // A pause is stored as a time by one clock and read by another.
  const clocksAgree = mix.plannedChanceOf('clock-skew', functionName) === 0;
  if (clocksAgree && telegram.refusals.isKnownToBePaused(chatId, functionName)) {
    ledger.violate('impatient', `The notifier calls ${chatId} before the time that Telegram has named`);
  }
  const known = ledger.destinationOf(chatId, text);
  if (!known) return () => undefined;
  const { destination } = known;
  destination.troubleCount += 1;
  return (isFine) => {
    if (isFine) destination.troubleCount -= 1;
  };
}
