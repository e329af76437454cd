import { type Draw } from './draw';

const megabytes = [256, 512, 1024] as const;

/**
 * Writes the three lines that Lambda adds to every invocation under the text log format, with their line breaks.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-logging.html
 */
export function platformMessages(draw: Draw, requestId: string): readonly [start: string, end: string, report: string] {
  return [
    `START RequestId: ${requestId} Version: $LATEST\n`,
    `END RequestId: ${requestId}\n`,
    reportLine(draw, requestId),
  ];
}

function reportLine(draw: Draw, requestId: string): string {
  const durationMs = draw.durationMs(60) + draw.between(0, 99) / 100;
  const memorySize = draw.pick(megabytes);
  const parts = [
    `REPORT RequestId: ${requestId}`,
    `Duration: ${durationMs.toFixed(2)} ms`,
    `Billed Duration: ${Math.ceil(durationMs)} ms`,
    `Memory Size: ${memorySize} MB`,
    `Max Memory Used: ${draw.between(80, memorySize - 20)} MB`,
    ...(draw.chance(0.02)
      ? [`Init Duration: ${(draw.durationMs(180) + draw.between(0, 99) / 100).toFixed(2)} ms`]
      : []),
  ];
  return `${parts.join('\t')}\t\n`;
}
