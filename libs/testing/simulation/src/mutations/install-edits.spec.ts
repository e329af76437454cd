import { Script } from 'node:vm';

import { transformSync } from 'esbuild';

import { EditDoesNotFitError } from './errors';
import { installEdits } from './install-edits';
import { type Edit } from './mutation';

const file = 'libs/domain/shop/src/price-of.ts';

const text = `
/** What a basket costs. */
const freeFrom = 50;

function priceOf(items: readonly number[], country: string): string {
  const log = (line: string) => line;
  const sum = items.reduce((a, b) => a + b, 0);
  if (sum >= freeFrom) return labelOf(sum, 'free');
  const shipping = country === 'NL' ? 5 : 10;
  switch (country) {
    case 'NL':
      return labelOf(log(String(sum)).length > 2 ? sum : sum + shipping, 'home');
    default:
      return labelOf(sum + shipping, 'abroad');
  }
}

const labelOf = (amount: number, kind: string): string => {
  const label = { amount, kind: kind.toUpperCase() };
  return JSON.stringify(label);
};
`;

/** @returns What the code says of some baskets while a mutation is chosen. */
function pricesUnder(chosenMutationId: string | undefined, ...edits: Omit<Edit, 'file'>[]): unknown {
  const edited = installEdits(file, text, [{ id: 'm', edits: edits.map((edit) => ({ ...edit, file })) }]);
  const { code } = transformSync(edited, { loader: 'ts' });
  const prices = "[priceOf([20], 'NL'), priceOf([20], 'BE'), priceOf([60], 'NL')].map(JSON.parse)";
  return new Script(`(() => { ${code}; return ${prices}; })()`).runInNewContext({ chosenMutationId, JSON });
}

const prices = (...labels: readonly (readonly [number, string])[]) =>
  labels.map(([amount, kind]) => ({ amount, kind }));

const unchanged = prices([25, 'HOME'], [30, 'ABROAD'], [60, 'FREE']);

describe('an edit', () => {
  it.each<[string, Edit['becomes'], ReturnType<typeof prices>]>([
    ['freeFrom', '20', prices([20, 'FREE'], [20, 'FREE'], [60, 'FREE'])],
    ['priceOf', (was) => `country = 'BE'; ${was}`, prices([30, 'ABROAD'], [30, 'ABROAD'], [60, 'FREE'])],
    ['priceOf > sum', (was) => `${was} * 2`, prices([45, 'HOME'], [50, 'ABROAD'], [120, 'FREE'])],
    ['priceOf > if sum freeFrom', 'false', prices([25, 'HOME'], [30, 'ABROAD'], [65, 'HOME'])],
    ['priceOf > then freeFrom', "return labelOf(0, 'gift');", prices([25, 'HOME'], [30, 'ABROAD'], [0, 'GIFT'])],
    ['priceOf > then NL', '6', prices([26, 'HOME'], [30, 'ABROAD'], [60, 'FREE'])],
    ['priceOf > return abroad', "labelOf(1, 'far')", prices([25, 'HOME'], [1, 'FAR'], [60, 'FREE'])],
    ['priceOf > case NL > call labelOf', "labelOf(2, 'x')", prices([2, 'X'], [30, 'ABROAD'], [60, 'FREE'])],
    ['priceOf > call labelOf free', "labelOf(3, 'x')", prices([25, 'HOME'], [30, 'ABROAD'], [3, 'X'])],
    ['labelOf > call toUpperCase', "'K'", prices([25, 'K'], [30, 'K'], [60, 'K'])],
    ['labelOf > property kind', "'K'", prices([25, 'K'], [30, 'K'], [60, 'K'])],
    ['labelOf > label > property amount', '7', prices([7, 'HOME'], [7, 'ABROAD'], [7, 'FREE'])],
  ])('changes the part that names lead to, under its mutation alone: %s', (at, becomes, changed) => {
    expect(pricesUnder('m', { at, becomes })).toEqual(changed);
    expect(pricesUnder(undefined, { at, becomes })).toEqual(unchanged);
  });

  it('holds beside edits of the same part and of parts in it', () => {
    const edits = [
      { at: 'priceOf', becomes: "return labelOf(1, 'gone');" },
      { at: 'priceOf > sum', becomes: '1' },
      { at: 'priceOf > sum', becomes: '2' },
    ];

    expect(pricesUnder('other', ...edits)).toEqual(unchanged);
    expect(pricesUnder('m', ...edits)).toEqual(prices([1, 'GONE'], [1, 'GONE'], [1, 'GONE']));
  });

  it.each([
    ['costOf > if sum', 'costOf', 0],
    ['priceOf > if total', 'if total', 0],
    ['priceOf > call labelOf', 'call labelOf', 3],
    ['priceOf > call labelOf near', 'call labelOf near', 0],
    ['priceOf > unless sum', 'unless sum', 0],
  ])('is refused where a step leads to no part, or to more than one: %s', (at, step, count) => {
    const refused = () => pricesUnder('m', { at, becomes: '' });

    expect(refused).toThrow(EditDoesNotFitError);
    expect(refused).toThrow(`m: "${at}" leads to no single part of ${file}, "${step}" is there ${count} times.`);
  });
});
