import { type Quantiles } from '../kernel/quantiles';
import { latencies } from '../world/latencies';
import { grouped } from './format-numbers';

/** @returns Lines: what the simulation takes for granted about the time that things need. */
export function renderLatencies(known: Readonly<Record<string, Quantiles>> = latencies): string[] {
  const names = Object.keys(known);
  const width = Math.max(...names.map((name) => name.length));
  const lines = Object.entries(known).map(([name, quantiles]) => {
    const values = quantiles.map(([share, ms]) => `${shareName(share)} ${grouped(ms)}`);
    return `  ${name.padEnd(width)}  ${values.join(', ')}`;
  });
  return ['Latencies in ms, assumed and not measured (AWS and Telegram promise none):', ...lines];
}

const shareName = (share: number): string =>
  share === 0 ? 'min' : share === 1 ? 'max' : `p${Number((share * 100).toFixed(3))}`;
