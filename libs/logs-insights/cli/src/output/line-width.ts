import { type CommandEnvironment, type OutputStream } from '../command-environment';

const defaultWidth = 80;

/**
 * Tells how wide a terminal is. Some report 0 cells, as those of containers and of Emacs do, when they were not told
 * their size: then the variable `COLUMNS` counts, else 80.
 *
 * @returns Cells of a line; undefined for what is no terminal.
 */
export const lineWidth = (
  { isTTY, columns }: OutputStream,
  variables: CommandEnvironment['variables'],
): number | undefined => (isTTY === true ? columns || assumedWidth(variables) : undefined);

/** @returns The cells of a line where no terminal says how many it has. */
export function assumedWidth({ COLUMNS }: CommandEnvironment['variables']): number {
  return /^[1-9]\d{0,3}$/.test(COLUMNS ?? '') ? Number(COLUMNS) : defaultWidth;
}
