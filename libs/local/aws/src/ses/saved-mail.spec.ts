import { createSesService } from './create-ses-service';

const create = () => createSesService({ clock: { nowMs: () => 1_000 }, folder: '/none' });

describe('what SES has counted', () => {
  it('is what it was', () => {
    const other = create();

    other.load([[1, 999]]);

    expect(other.dump()).toEqual(['[1,999]']);
  });

  it.each<[string, unknown[]]>([
    ['record 1: it is missing', []],
    ['record 1: the whole: expected array, got object', [{ x: 1 }]],
    ['record 1: 1: expected number, got string of 4', [[1, 'noon']]],
  ])('is refused when it has another form: %s', (problem, records) => {
    const other = create();

    expect(() => other.load(records)).toThrow(problem);
    expect(other.dump()).toEqual(['[]']);
  });
});
