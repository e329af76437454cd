import { readFileSync } from 'node:fs';
import { type createRequire } from 'node:module';
import { compileFunction } from 'node:vm';

/** `dynalite/db/...Parser`, as PEG.js has generated it. */
interface GeneratedParser {
  parse: (text: string, options: object) => unknown;
  SyntaxError: unknown;
}

/**
 * Lets one of dynalite's parsers remember what each rule has found at each place, as PEG.js does with its option `cache`.
 *
 * It was generated without: then every pair of parentheses is read four times, those within it sixteen times, and a
 * condition with a dozen levels, which DynamoDB takes, would hold up everything for hours.
 *
 * @param load - Of the module that loads dynalite: its parser is replaced where dynalite itself will find it.
 * @throws {Error} The file is not what this has been written for. Not retryable.
 * @see https://pegjs.org/documentation#generating-a-parser-javascript-api
 */
export function memoizeParser(load: ReturnType<typeof createRequire>, name: string): void {
  const source = readFileSync(load.resolve(name), 'utf8');
  const start = 'function peg$parse(input, options) {';
  if (!source.includes(start)) throw new Error(`${name} is not a parser that PEG.js 0.10 has generated.`);
  const remembering = source
    .replace(start, () => `${start}${remember}`)
    .replace(/function peg\$parse([A-Z]\w*)\(\) \{/g, (_, rule: string) => {
      return `function peg$parse${rule}() { return remember('${rule}', read${rule}); } function read${rule}() {`;
    });
  const module = { exports: {} as GeneratedParser };
  compileFunction(remembering, ['module'], { filename: name })(module);
  Object.assign(load(name) as GeneratedParser, module.exports);
}

const remember = `
  const found = new Map();
  function remember(rule, read) {
    const place = rule + peg$currPos;
    const known = found.get(place);
    if (known) {
      peg$currPos = known.end;
      return known.result;
    }
    const result = read();
    found.set(place, { result, end: peg$currPos });
    return result;
  }
`;
