/** The schedules of the catalogue take more of the aggregator's environment than there is. */
export class SchedulesDoNotFitError extends Error {
  override readonly name = 'SchedulesDoNotFitError';
  readonly count: number;
  readonly bytes: number;

  constructor(count: number, bytes: number, maxBytes: number) {
    super(
      `The schedules of ${count} reports take ${bytes} bytes of the aggregator's environment, at most ${maxBytes} fit. ` +
        'Let reports share their times, give them shorter ids, or join reports into one.',
    );
    this.count = count;
    this.bytes = bytes;
  }
}
