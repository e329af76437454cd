/** What all texts of a set match. */
export interface TextPattern {
  readonly source: string;
  test(text: string): boolean;
}

/** A set of texts: those listed, or all but those listed. */
export interface TextSet {
  readonly listed: ReadonlySet<string>;
  readonly allButListed: boolean;
  /** What every text of the set matches; only where all but the listed ones are in it. */
  readonly pattern?: TextPattern;
}

export const noTexts: TextSet = { listed: new Set(), allButListed: false };
export const allTexts: TextSet = { listed: new Set(), allButListed: true };

export const textsOf = (texts: Iterable<string>): TextSet => ({ listed: new Set(texts), allButListed: false });

export const isNoText = ({ listed, allButListed }: TextSet): boolean => !allButListed && listed.size === 0;

/** @returns Whether the text is in the set, or may be. */
export const hasText = ({ listed, allButListed, pattern }: TextSet, text: string): boolean =>
  allButListed ? !listed.has(text) && (pattern?.test(text) ?? true) : listed.has(text);

/** @returns The only text of the set, undefined when it has none or several. */
export function onlyText({ listed, allButListed }: TextSet): string | undefined {
  const [text] = listed;
  return !allButListed && listed.size === 1 ? text : undefined;
}

/** @returns The texts for which `isKept`; of a set that is not listed whole, the set itself. */
export const filterTexts = (set: TextSet, isKept: (text: string) => boolean): TextSet =>
  set.allButListed ? set : textsOf([...set.listed].filter(isKept));

export function intersectTexts(left: TextSet, right: TextSet): TextSet {
  if (!left.allButListed) return filterTexts(left, (text) => hasText(right, text));
  if (!right.allButListed) return filterTexts(right, (text) => hasText(left, text));
  const pattern = left.pattern ?? right.pattern;
  return { listed: new Set([...left.listed, ...right.listed]), allButListed: true, ...(pattern && { pattern }) };
}

export function withoutTexts(set: TextSet, texts: ReadonlySet<string>): TextSet {
  if (!set.allButListed) return filterTexts(set, (text) => !texts.has(text));
  return { ...set, listed: new Set([...set.listed, ...texts]) };
}

/** @returns A set with every text of the given ones; it can be larger where they have different patterns. */
export function uniteTexts(sets: readonly TextSet[]): TextSet {
  const [first, ...others] = sets.filter(({ allButListed }) => allButListed);
  const listed = textsOf(sets.flatMap((set) => (set.allButListed ? [] : [...set.listed])));
  if (!first) return listed;
  const isShared = [...others, listed].every((set) =>
    set.allButListed
      ? set.pattern === first.pattern
      : [...set.listed].every((text) => first.pattern?.test(text) ?? true),
  );
  const excluded = [...first.listed].filter((text) => ![...others, listed].some((set) => hasText(set, text)));
  const pattern = isShared ? first.pattern : undefined;
  return { listed: new Set(excluded), allButListed: true, ...(pattern && { pattern }) };
}
