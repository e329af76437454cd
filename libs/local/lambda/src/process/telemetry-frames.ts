const headerBytes = 16;
const frameMark = 0xa55a0000;

/** A longer frame is no frame: no log event may be larger. */
const maxMessageBytes = 16 * 1024 * 1024;

/**
 * Puts the frames together in which the runtime hands over what was written through `console`.
 *
 * Header and message are written separately, so a frame may arrive in any number of pieces. Bytes that don't start
 * with a frame's mark are handed over as they are: the pipe is open to the handler too.
 *
 * @param onMessage - Receives one message per frame, without the line break that ends it in text format.
 * @see https://github.com/aws/aws-lambda-nodejs-runtime-interface-client (TelemetryLogger)
 */
export function createFrameReader(onMessage: (message: string) => void): (chunk: Buffer) => void {
  let pending: Buffer = Buffer.alloc(0);
  return (chunk) => {
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    while (pending.length >= headerBytes) {
      const length = pending.readUInt32BE(4);
      if (!isFrame(pending) || length > maxMessageBytes) {
        onMessage(pending.toString('utf8'));
        pending = Buffer.alloc(0);
        return;
      }
      if (pending.length < headerBytes + length) return;
      onMessage(pending.toString('utf8', headerBytes, headerBytes + length).replace(/\n$/, ''));
      pending = pending.subarray(headerBytes + length);
    }
  };
}

const isFrame = (bytes: Buffer): boolean => (bytes.readUInt32BE(0) & 0xffffff00) >>> 0 === frameMark;
