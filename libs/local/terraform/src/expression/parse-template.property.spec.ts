import * as fc from 'fast-check';

import { InvalidExpressionError } from '../errors';
import { evaluate } from './evaluate';
import { parseTemplate } from './parse-template';

const valueOf = (text: string) =>
  evaluate(parseTemplate(text, 'here'), { where: 'here', text, lookUp: () => 'found', functions: {} });

describe('parseTemplate', () => {
  it('gives any JSON value that is written as an expression back', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value).replaceAll(/[$%]\{/g, (start) => `${start.charAt(0)}${start}`);

        expect(valueOf(`\${${text}}`)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('either understands a text or refuses it', () => {
    const pieces = fc.constantFrom(
      '${',
      '}',
      '"',
      '[',
      ']',
      '(',
      ')',
      '{',
      '.',
      ',',
      '=',
      '\\',
      '%{',
      '$${',
      'a',
      '1',
      ' ',
      '\n',
    );

    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join('')),
        ),
        (text) => {
          try {
            valueOf(text);
          } catch (error) {
            expect(error).toBeInstanceOf(InvalidExpressionError);
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
