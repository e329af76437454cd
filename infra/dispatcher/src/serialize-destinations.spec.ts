import { type StageDestination } from '@pulso/infra/stages';

import { DestinationsDoNotFitError } from './errors';
import { maxDestinationsBytes, serializeDestinations } from './serialize-destinations';

const channel = (index: number) => ({
  type: 'telegram' as const,
  chatId: `-100${1_234_567_890 + index}`,
  showsProgress: false,
});

const channels = (count: number) => Array.from({ length: count }, (_, index) => channel(index));

const serialize = (destinations: Readonly<Record<string, readonly StageDestination[]>>): string =>
  serializeDestinations({ stage: 'prod', bot: { adminUserIds: [424_242] }, destinations });

/** One list of channels whose JSON takes exactly this many bytes. */
function listOf(bytes: number): readonly StageDestination[] {
  const list = channels(48);
  const rest = bytes - Buffer.byteLength(JSON.stringify({ owners: [...list, { ...channel(48), chatId: '' }] }));
  return [...list, { ...channel(48), chatId: `@${'r'.repeat(rest - 1)}` }];
}

describe('serializeDestinations', () => {
  it('writes what the dispatcher reads', () => {
    const destinations = { owners: channels(2), readers: [{ ...channel(2), language: 'es' }] };

    expect(JSON.parse(serialize(destinations))).toEqual(destinations);
  });

  it('says that a private chat has no buttons where it is no owner’s, unless the settings say something', () => {
    const chat = (chatId: string) => ({ ...channel(0), chatId });
    const readers = [chat('424242'), chat('5'), { ...chat('6'), buttons: true }, chat('-7'), chat('@news')];

    expect(JSON.parse(serialize({ readers }))).toEqual({
      readers: [
        chat('424242'),
        { ...chat('5'), buttons: false },
        { ...chat('6'), buttons: true },
        chat('-7'),
        chat('@news'),
      ],
    });
  });

  it('takes 49 channels and refuses one more, with the list, the bytes and how many fit', () => {
    expect(JSON.parse(serialize({ owners: channels(49) }))).toEqual({ owners: channels(49) });

    expect(() => serialize({ owners: channels(50) })).toThrow(DestinationsDoNotFitError);
    expect(() => serialize({ owners: channels(50) })).toThrow(
      /stage "prod" \(owners: 50\) take 3412 bytes .* at most 3396 fit: the first 49 of them/,
    );
  });

  it('takes exactly the bytes that there are', () => {
    expect(Buffer.byteLength(serialize({ owners: listOf(maxDestinationsBytes) }))).toBe(maxDestinationsBytes);
    expect(() => serialize({ owners: listOf(maxDestinationsBytes + 1) })).toThrow(/3397 bytes .* the first 48 of them/);
  });

  it('counts lists of addresses and webhooks, too', () => {
    const addresses = Array.from({ length: 50 }, (_, index) => `owner-${index}@example.com`);
    const mails = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ type: 'email' as const, name: `list-${index}`, addresses }));
    const webhook = { type: 'webhook' as const, name: 'team', format: 'slack' };

    expect(JSON.parse(serialize({ owners: [...mails(2), webhook] }))).toEqual({ owners: [...mails(2), webhook] });
    expect(() => serialize({ owners: [webhook, ...mails(3)] })).toThrow(/\(owners: 4\) .* the first 3 of them/);
  });

  it.each([
    [{ owners: channels(30), readers: channels(30) }, /\(owners: 30, readers: 30\).* the first 49 of them/],
    [{ owners: channels(3), readers: channels(23_000) }, /\(owners: 3, readers: 23000\).* the first 49 of them/],
    [{ owners: [{ ...channel(0), chatId: 'é'.repeat(2_000) }] }, /\(owners: 1\) .* the first 0 of them/],
  ])('counts over all lists, in bytes and not in characters', (destinations, message) => {
    expect(() => serialize(destinations)).toThrow(message);
  });
});
