/**
 * Writes a double as Java does, which is how Logs Insights shows the fields that it takes from Lambda's REPORT lines.
 *
 * @param value - Finite.
 * @returns For example `8.0`, `14.25`, and with an exponent from 10,000,000 upwards and below 0.001: `5.12E8`.
 */
export function formatDouble(value: number): string {
  const magnitude = Math.abs(value);
  if (magnitude !== 0 && (magnitude >= 1e7 || magnitude < 1e-3)) {
    const [mantissa = '', exponent = '0'] = value.toExponential().split('e');
    return `${withPoint(mantissa)}E${Number(exponent)}`;
  }
  return withPoint(String(value));
}

const withPoint = (text: string): string => (text.includes('.') ? text : `${text}.0`);
