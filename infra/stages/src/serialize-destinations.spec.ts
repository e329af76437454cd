import { DestinationsDoNotFitError } from './errors';
import { maxDestinationsBytes, serializeDestinations } from './serialize-destinations';
import { type StageDestination } from './stage-settings';

const channel = (index: number) => ({
  type: 'telegram' as const,
  chatId: `-100${1_234_567_890 + index}`,
  showsProgress: false,
});

const channels = (count: number) => Array.from({ length: count }, (_, index) => channel(index));

const serialize = (destinations: Readonly<Record<string, readonly StageDestination[]>>): string =>
  serializeDestinations({ stage: 'prod', destinations });

/** One list of channels whose JSON takes exactly this many bytes. */
function listOf(bytes: number): readonly StageDestination[] {
  const list = channels(49);
  const rest = bytes - Buffer.byteLength(JSON.stringify({ owners: [...list, { ...channel(49), chatId: '' }] }));
  return [...list, { ...channel(49), chatId: `@${'r'.repeat(rest - 1)}` }];
}

describe('serializeDestinations', () => {
  it('writes what the dispatcher reads', () => {
    const destinations = { owners: channels(2), readers: [{ ...channel(2), language: 'es' }] };

    expect(JSON.parse(serialize(destinations))).toEqual(destinations);
  });

  it('takes 50 channels and refuses one more, with the list, the bytes and how many fit', () => {
    expect(JSON.parse(serialize({ owners: channels(50) }))).toEqual({ owners: channels(50) });

    expect(() => serialize({ owners: channels(51) })).toThrow(DestinationsDoNotFitError);
    expect(() => serialize({ owners: channels(51) })).toThrow(
      /stage "prod" \(owners: 51\) take 3480 bytes .* at most 3424 fit: the first 50 of them/,
    );
  });

  it('takes exactly the bytes that there are', () => {
    expect(Buffer.byteLength(serialize({ owners: listOf(maxDestinationsBytes) }))).toBe(maxDestinationsBytes);
    expect(() => serialize({ owners: listOf(maxDestinationsBytes + 1) })).toThrow(/3425 bytes .* the first 49 of them/);
  });

  it.each([
    [{ owners: channels(30), readers: channels(30) }, /\(owners: 30, readers: 30\).* the first 50 of them/],
    [{ owners: channels(3), readers: channels(23_000) }, /\(owners: 3, readers: 23000\).* the first 50 of them/],
    [{ owners: [{ ...channel(0), chatId: 'é'.repeat(2_000) }] }, /\(owners: 1\) .* the first 0 of them/],
  ])('counts over all lists, in bytes and not in characters', (destinations, message) => {
    expect(() => serialize(destinations)).toThrow(message);
  });
});
