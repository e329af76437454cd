import { type LocalClock } from './local-clock';

/**
 * Makes this process's `Date` show the local cloud's time, for packages that read the time themselves.
 *
 * @param clock - Create it with the real `Date.now`, before this call; a clock that reads the patched one would count
 * its own offset twice.
 * @returns Puts the real `Date` back.
 */
export function followClock(clock: LocalClock): () => void {
  const RealDate = globalThis.Date;
  const now = (): number => Math.floor(clock.nowMs());
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args: [], newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
    apply: () => new RealDate(now()).toString(),
    get: (target, key, receiver) => (key === 'now' ? now : Reflect.get(target, key, receiver)),
  });
  return () => {
    globalThis.Date = RealDate;
  };
}
