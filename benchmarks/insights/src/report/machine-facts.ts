import { cpus, release, totalmem, type } from 'node:os';

/** What a measurement depends on besides the code, as one line. */
export function machineFacts(versions: {
  readonly jq: string | undefined;
  readonly duckDb: string | undefined;
}): string {
  const processors = cpus();
  return [
    `${processors[0]?.model.trim() ?? 'unknown processor'}, ${processors.length} cores`,
    `${Math.round(totalmem() / 2 ** 30)} GiB of memory`,
    `${type()} ${release()}`,
    `Node ${process.version}`,
    ...(versions.jq === undefined ? [] : [versions.jq]),
    ...(versions.duckDb === undefined ? [] : [`DuckDB ${versions.duckDb}`]),
  ].join('; ');
}
