import { formatCount } from '../../shell/format';

/**
 * Says what a query would cost on AWS. Most cost so little that the number says nothing: then how many of them cost a cent.
 *
 * @param usdPerGb - For 10^9 bytes that are scanned.
 */
export function costInWords(bytesScanned: number, usdPerGb: number): string {
  const usd = (bytesScanned / 1e9) * usdPerGb;
  if (usd === 0) return 'On AWS it would cost nothing';
  if (usd >= 0.01) return `On AWS it would cost $${usd.toFixed(2)}`;
  return `On AWS ${formatCount(Number((0.01 / usd).toPrecision(2)))} runs of it would cost one cent`;
}
