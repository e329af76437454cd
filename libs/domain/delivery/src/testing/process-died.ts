/** The process is gone: nothing it calls works any more, and SQS never hears from it. */
export class ProcessDied extends Error {
  override readonly name = 'ProcessDied';
}
