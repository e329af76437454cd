import type { RunDetail } from '@pulso/console-api';
import { useMemo } from 'preact/hooks';

import { DataTable } from '../../shell/data-table';
import { lengthText, offsetText } from './describe-item';

/** The same as the waterfall as text, in the order of time. */
export function RunTable({ run: { lanes, askedAtMs } }: { readonly run: RunDetail }) {
  const rows = useMemo(() => {
    const placed = lanes.flatMap(({ title, items }) => items.map((item) => ({ ...item, where: title })));
    return placed.sort((a, b) => a.startMs - b.startMs);
  }, [lanes]);
  return (
    <DataTable
      label="All that happened"
      rows={rows}
      keyOf={({ id }) => id}
      isBad={({ isBad }) => isBad}
      columns={[
        ['After', ({ startMs }) => offsetText(startMs, askedAtMs), { isNumber: true }],
        ['Where', ({ where }) => where],
        ['What', ({ kind, title }) => (kind === 'fault' ? `Fault: ${title}` : title)],
        ['How long', lengthText, { isNumber: true }],
      ]}
    />
  );
}
