import { SeededRandom } from '@pulso/local/seeded-random';

/** What events are made of, drawn. */
export class Draw extends SeededRandom {
  /** @returns Lower-case hexadecimal digits. */
  hex(length: number): string {
    let digits = '';
    while (digits.length < length) digits += this.between(0, 0xffff).toString(16).padStart(4, '0');
    return digits.slice(0, length);
  }

  /** @returns A UUID of version 4, as Lambda's request ids are. */
  uuid(): string {
    const digits = this.hex(30);
    const variant = this.pick(['8', '9', 'a', 'b']);
    return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(12, 15)}-${variant}${digits.slice(15, 18)}-${digits.slice(18, 30)}`;
  }

  /**
   * @returns A whole number of milliseconds from a quarter of `typicalMs` on, half of them below three quarters of it and a
   * few a hundred times as long: durations have a long tail.
   */
  durationMs(typicalMs: number): number {
    const share = this.next();
    return Math.round(typicalMs * (0.25 + share + (share > 0.95 ? (share - 0.95) * 2_000 * (share - 0.95) * 20 : 0)));
  }
}
