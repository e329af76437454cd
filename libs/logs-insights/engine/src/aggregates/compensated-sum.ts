/**
 * Adds numbers with Neumaier's compensation, so that the order of the events does not show in the printed digits.
 *
 * The total is the exact sum of two doubles, of which {@link total} is the nearest one.
 */
export class CompensatedSum {
  #sum = 0;
  #compensation = 0;
  count = 0;

  add(value: number): void {
    this.addPart(value);
    this.count += 1;
  }

  /** Adds a number that is a part of another, and so does not count. */
  addPart(value: number): void {
    const sum = this.#sum + value;
    this.#compensation += Math.abs(this.#sum) >= Math.abs(value) ? this.#sum - sum + value : value - sum + this.#sum;
    this.#sum = sum;
  }

  get total(): number {
    return this.#sum + this.#compensation;
  }

  /** What {@link total} leaves out. */
  get rest(): number {
    return this.#sum - this.total + this.#compensation;
  }
}
