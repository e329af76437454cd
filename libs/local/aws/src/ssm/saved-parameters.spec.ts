import { createSsmService, type SsmService } from './create-ssm-service';

type Version = Readonly<Record<string, unknown>>;

describe('saved parameters', () => {
  let one: SsmService;
  let other: SsmService;

  beforeEach(() => {
    const options = { clock: { nowMs: () => 1_000 }, region: 'eu-central-1' };
    [one, other] = [createSsmService(options), createSsmService(options)];
    const parameter = (name: string, value: string) => ({ name, arn: '', type: 'SecureString' as const, value });
    one.createParameters([parameter('/a', '1'), parameter('/b', 'x')]);
    one.createParameters([parameter('/a', '2')]);
  });

  const saved = (): Version[][] => one.dump().map((record) => JSON.parse(record) as Version[]);

  it('are what they were, with their history', () => {
    other.load(saved());

    expect(saved().map(({ length }) => length)).toEqual([2, 1]);
    expect(other.dump()).toEqual(one.dump());
  });

  it('are taken from where their first versions were forgotten, and with fields that are not known here', () => {
    const [[, second] = []] = saved();

    other.load([[{ ...second, later: 1 }]]);

    expect(other.dump()).toHaveLength(1);
  });

  it.each<[string, (records: Version[][]) => unknown[]]>([
    ['record 1: the whole: expected array, got object', () => [{ x: 1 }]],
    ['record 1: the whole: expected 1 entries or more, got array of 0', () => [[]]],
    [
      'record 2: 0.value: expected string, got nothing',
      ([first, second]) => [first, [{ ...second?.[0], value: undefined }]],
    ],
    [
      'record 1: 1.type: expected "SecureString" or "String" or "StringList", got string of 6',
      ([history]) => [[history?.[0], { ...history?.[1], type: 'Number' }]],
    ],
    [
      'record 1: its versions must be those of one parameter, one by one',
      ([history, other]) => [[history?.[0], { ...other?.[0], version: 2 }]],
    ],
    [
      'record 1: its versions must be those of one parameter, one by one',
      ([history]) => [[...(history ?? [])].reverse()],
    ],
  ])('are refused when they have another form, and nothing is put back: %s', (problem, change) => {
    expect(() => other.load(change(saved()))).toThrow(problem);

    expect(other.dump()).toEqual([]);
  });
});
