/**
 * @param pattern - Has the flag `y`.
 * @returns The match that starts at `position`, or undefined.
 */
export function matchAt(pattern: RegExp, text: string, position: number): RegExpExecArray | undefined {
  pattern.lastIndex = position;
  return pattern.exec(text) ?? undefined;
}
