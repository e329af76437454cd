import { readSwitch } from '@pulso/operator/command-line';

/** The line about flood control in the help of a command. */
export const floodControlUsage = `  --flood-control on  let Telegram refuse what the bot sends too fast, with 429 (default: off)`;

/** Node's parseArgs option of every command that runs the bot. */
export const floodControlArguments = { 'flood-control': { type: 'string' } } as const;

/** What a command says whose Telegram refuses what comes too fast. */
export const floodControlLine = 'Flood control is on: Telegram refuses what the bot sends too fast, with 429.';

/**
 * Reads `--flood-control`.
 *
 * @throws {UsageError} Neither on nor off.
 */
export function readFloodControl({
  'flood-control': value = 'off',
}: {
  readonly 'flood-control'?: string | undefined;
}): 'on' | 'off' {
  return readSwitch('--flood-control', value);
}
