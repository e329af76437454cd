/** An SVG can't be drawn: it is not well-formed, or larger than a PNG may be here. Not retryable. */
export class UndrawableSvgError extends Error {
  override readonly name = 'UndrawableSvgError';

  constructor(reason: string, options?: ErrorOptions) {
    super(`The SVG can't be drawn: ${reason}.`, options);
  }
}
