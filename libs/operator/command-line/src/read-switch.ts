import { UsageError } from './usage-error';

/**
 * Reads an option that switches something.
 *
 * @throws {UsageError} Neither on nor off.
 */
export function readSwitch(option: string, value: string): 'on' | 'off' {
  if (value === 'on' || value === 'off') return value;
  throw new UsageError(`${option} must be on or off, got "${value.slice(0, 60)}".`);
}
