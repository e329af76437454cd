import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { MalformedMessageError, UnsupportedSchemaVersionError } from '@pulso/contracts/envelope';
import { readQueryJob } from '@pulso/contracts/query-jobs';
import { readReportUpdate } from '@pulso/contracts/report-updates';
import { readRunEvent } from '@pulso/contracts/run-events';
import { readRunRequest } from '@pulso/contracts/run-requests';
import * as fc from 'fast-check';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const contractsFolder = join(__dirname, '../../../contracts');

/** Every version that was ever released keeps its fixtures: readers must accept all of them. */
const readers: Record<string, (input: unknown) => object> = {
  'run-requests': readRunRequest,
  'query-jobs': readQueryJob,
  'run-events': readRunEvent,
  'report-updates': readReportUpdate,
};

/** Log records are not messages: the contract's own specs read its fixtures. */
const readElsewhere = ['usage-metrics'];

const fixturesOf = (contract: string): [name: string, text: string][] => {
  const folder = join(contractsFolder, contract, 'src/fixtures');
  if (!existsSync(folder)) {
    const place = `libs/contracts/${contract}/src/fixtures/v1`;
    throw new Error(`Write a message of ${contract}, as it is sent, into ${place}: readers are held against it.`);
  }
  return readdirSync(folder).flatMap((version) =>
    readdirSync(join(folder, version)).map((file): [string, string] => [
      `${version}/${file}`,
      readFileSync(join(folder, version, file), 'utf8'),
    ]),
  );
};

/** The fixtures have a destination of this kind, as from a later version. */
const unknownKind = 'carrier-pigeon';

/** Adds a member to every object, as a newer sender might. */
const withUnknownFields = (value: Json): Json => {
  if (Array.isArray(value)) return value.map(withUnknownFields);
  if (typeof value !== 'object' || value === null) return value;
  // A destination of a kind that no reader knows is carried as it is.
  if (value['type'] === unknownKind) return value;
  const members = Object.entries(value).map(([key, member]): [string, Json] => [key, withUnknownFields(member)]);
  // Texts by language are open: a member there is a language, not an unknown field.
  return { ...Object.fromEntries(members), ...('en' in value ? {} : { addedLater: 1 }) };
};

/** Yields each variant of a message that lacks one member, at any depth. */
function* withoutOneMember(value: Json): Generator<[path: string, message: Json]> {
  if (typeof value !== 'object' || value === null) return;
  for (const key of Object.keys(value)) {
    if (!Array.isArray(value)) {
      const { [key]: _removed, ...rest } = value;
      yield [key, rest];
    }
    const member = (value as Record<string, Json>)[key];
    for (const [path, changed] of withoutOneMember(member ?? null)) {
      const copy = structuredClone(value) as Record<string, Json>;
      copy[key] = changed;
      yield [`${key}.${path}`, copy];
    }
  }
}

const optional = new RegExp(
  [
    'language$|timeZone$|messageThreadId|askedInThreadId|placeholderMessageId|trigger\\.messageId|\\.loft',
    'historySums$|chart$|onlyIf$|watched$|notifyOn(?:$|\\.)|notifications(?:$|\\.)|falls$|windowsAgo|endedByMs|buttons$|replacesRunId|fileOfRunId|content\\.file$|content\\.(?:plannedAtMs|comparedEndMs)|windowEnd$|^trigger$|noRecords|isForgotten$',
    'trigger\\.question$|question\\.(?:by|where)|maxScannedBytes|isAsked|scannedBytes|onlyWithRows',
    'insightsQueryId|^pace$|waitMs|^backfill$|backfilledFrom$|omitted|isWhole$|numbers\\.\\d+\\.definition$|title\\.(?!en)..$',
    '(queries\\.\\d+|outcome|content|^)\\.?(numbers|tables|columns)$|(values|tables|onlyIf|watched|historySums|shares)[.\\d]*(?:\\.averageOf|\\.of)?\\.(numberId|tableId|columns)$',
    '\\.(ofNumberId|unit|better|prominence|additive|partOf|marked|format|earlier|baseline|isAnomaly|movers|during|isByFew|before|parts)$',
    'baseline\\.|movers\\.|during\\.|before\\.',
    'values\\.\\d+\\.(part|of)$|queries\\.\\d+\\.(retention|window)$|plan\\.shares$',
  ].join('|'),
);

it('knows the reader of every contract whose messages carry a version', () => {
  const versioned = readdirSync(contractsFolder).filter((name) => isVersioned(join(contractsFolder, name, 'src')));

  expect([...Object.keys(readers), ...readElsewhere].sort()).toEqual(versioned.sort());
});

describe.each(Object.keys(readers))('%s', (contract) => {
  const read = readers[contract] ?? fail;

  it.each(fixturesOf(contract))('reads %s and returns what was sent', (_name, text) => {
    expect(read(text)).toEqual(JSON.parse(text));
  });

  it.each(fixturesOf(contract))('keeps going with unknown fields anywhere in %s', (_name, text) => {
    const message = withUnknownFields(JSON.parse(text));

    expect(read(JSON.stringify(message))).toEqual(JSON.parse(text));
  });

  it.each(fixturesOf(contract))('refuses %s when any required member is missing, by its name', (_name, text) => {
    for (const [path, message] of withoutOneMember(JSON.parse(text))) {
      if (optional.test(path)) continue;
      const outcome = attempt(() => read(message));
      if (outcome === MalformedMessageError.name) continue;
      const advice = 'A field that may be missing is named in "optional" in contracts.spec.ts';
      throw new Error(`A message of ${contract} without ${path} is read (${String(outcome)}). ${advice}.`);
    }
  });

  it.each(fixturesOf(contract))('says that a newer version of %s needs a newer reader', (_name, text) => {
    const message = { ...JSON.parse(text), schemaVersion: 99 };

    expect(() => read(message)).toThrow(UnsupportedSchemaVersionError);
  });

  it('throws its own errors and no others', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), fc.anything()), (input) => {
        expect(attempt(() => read(input))).toBe(MalformedMessageError.name);
      }),
    );
  });

  it('never quotes what was sent in an error', () => {
    expect(() => read('{"schemaVersion":1,"type":"secret-4242"')).toThrow(/^(?!.*secret-4242)/);
    expect(() => read({ schemaVersion: 1, type: 'secret-4242', runId: ['secret-4242'] })).toThrow(/^(?!.*secret-4242)/);
  });
});

/** Whether a contract has a reader of messages: the envelope only writes them. */
const isVersioned = (folder: string): boolean =>
  !folder.includes('/envelope/') &&
  existsSync(folder) &&
  readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
    .some((file) => readFileSync(join(folder, file), 'utf8').includes('messageReader'));

const attempt = (action: () => unknown): string => {
  try {
    action();
    return 'no error';
  } catch (error) {
    return error instanceof Error ? error.name : String(error);
  }
};

const fail = (): never => {
  throw new Error('No reader for this contract.');
};
