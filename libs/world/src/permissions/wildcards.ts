/**
 * Tells whether a text fits a pattern in which `*` stands for any characters, none included, and `?` for exactly one.
 *
 * Takes time of at most the product of both lengths: a hostile pattern of many stars can't block a call for minutes.
 */
export function fitsPattern(pattern: string, text: string): boolean {
  let patternAt = 0;
  let textAt = 0;
  let star = -1;
  let starText = 0;
  while (textAt < text.length) {
    const character = pattern[patternAt];
    if (character === '*') {
      star = patternAt;
      starText = textAt;
      patternAt += 1;
    } else if (character !== undefined && (character === '?' || character === text[textAt])) {
      patternAt += 1;
      textAt += 1;
    } else if (star >= 0) {
      // The last star takes one character more.
      starText += 1;
      textAt = starText;
      patternAt = star + 1;
    } else {
      return false;
    }
  }
  while (pattern[patternAt] === '*') patternAt += 1;
  return patternAt === pattern.length;
}

/** Actions are the same in any case. */
export const fitsAction = (pattern: string, action: string): boolean =>
  fitsPattern(pattern.toLowerCase(), action.toLowerCase());

const segmentCount = 6;

/**
 * Tells whether an ARN fits a pattern, segment by segment: a star does not cross a colon, except in the last segment,
 * the resource, which may have colons.
 *
 * @param pattern - `*` alone fits everything, even a text that is not an ARN.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export function fitsArn(pattern: string, arn: string): boolean {
  if (pattern === '*') return true;
  const patterns = segmentsOf(pattern);
  const segments = segmentsOf(arn);
  return (
    patterns.length === segments.length &&
    patterns.every((segmentPattern, index) => fitsPattern(segmentPattern, segments[index] ?? ''))
  );
}

function segmentsOf(arn: string): string[] {
  const parts = arn.split(':');
  return [...parts.slice(0, segmentCount - 1), ...(parts.length < segmentCount ? [] : [parts.slice(5).join(':')])];
}
