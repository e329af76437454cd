/** @returns The moment that a cell as `2026-11-25 12:30:00.000` names, epoch ms; undefined for another text or none. */
export function momentIn(cell: string | null | undefined): number | undefined {
  const atMs = Date.parse(`${cell?.replace(' ', 'T')}Z`);
  return Number.isNaN(atMs) ? undefined : atMs;
}
