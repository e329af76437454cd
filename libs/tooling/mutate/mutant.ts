/** A change of a file's text. */
export interface Change {
  /** Its class: `units`, `levels`, ... */
  readonly kind: string;
  /** What it replaces in the file's text: `[start, end)`. */
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
}

/** One change of one production file. */
export interface Mutant extends Change {
  /** From the root of the repository. */
  readonly file: string;
  /** Where it begins, from 1. */
  readonly line: number;
  /** The lines that it changes, on one line. */
  readonly was: string;
  readonly became: string;
}

/** A production file. */
export interface SourceFile {
  /** From the root of the repository. */
  readonly file: string;
  readonly path: string;
  readonly text: string;
}

const onOneLine = (text: string): string => text.trim().replace(/\s+/g, ' ');

/** @param text - The file's. */
export function describeMutant(file: string, text: string, { kind, start, end, replacement }: Change): Mutant {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const nextBreak = text.indexOf('\n', end);
  const lineEnd = nextBreak < 0 ? text.length : nextBreak;
  return {
    file,
    line: text.slice(0, start).split('\n').length,
    kind,
    was: onOneLine(text.slice(lineStart, lineEnd)),
    became: onOneLine(text.slice(lineStart, start) + replacement + text.slice(end, lineEnd)) || '(nothing)',
    start,
    end,
    replacement,
  };
}

/** @returns The file's text with the change in it. */
export const applyMutant = (text: string, { start, end, replacement }: Change): string =>
  text.slice(0, start) + replacement + text.slice(end);
