import { cloudNowMs, hearMoment, hearTime } from './cloud-time';

const noonMs = Date.parse('2026-11-25T12:00:00Z');

it('keeps the time of the local cloud, which runs on, goes forward with what happens, and never back', () => {
  jest.useFakeTimers({ now: 5_000 });
  const shown: (number | undefined)[] = [cloudNowMs()];
  hearTime(noonMs);
  jest.setSystemTime(7_000);
  shown.push(cloudNowMs());
  hearMoment(noonMs + 60_000);
  shown.push(cloudNowMs());
  hearMoment(noonMs + 500);
  shown.push(cloudNowMs());
  jest.useRealTimers();

  expect(shown).toEqual([undefined, noonMs + 2_000, noonMs + 60_000, noonMs + 60_000]);
});
