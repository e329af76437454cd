import { type RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

import { attempt } from '../../state/overview';

/** Puts something into a place of the page. @returns Takes it away. */
type Place = (host: HTMLElement) => () => void;

/**
 * Loads code that only one page needs, and lets it fill an element.
 *
 * @param load - Asked again when `shown` changes.
 */
export function useLoaded(load: () => Promise<Place>, shown?: unknown): RefObject<HTMLDivElement | null> {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let remove: (() => void) | undefined;
    let isGone = false;
    void attempt(async () => {
      const place = await load();
      if (!isGone && host.current) remove = place(host.current);
    });
    return () => {
      isGone = true;
      remove?.();
    };
  }, [shown]);
  return host;
}
