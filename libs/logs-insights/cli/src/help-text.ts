import { aggregateCatalogue } from '../../engine/src/aggregates/catalogue';
import { functionCatalogue } from '../../engine/src/functions/catalogue';
import { timeBuckets } from '../../engine/src/parser/parse-call';
import { commandNames } from '../../engine/src/parser/parse-command';
import { version } from '../../package.json';

const width = 78;

/** @returns What `--help` prints: a manual page, with the commands and functions that this version has. */
export const helpText = (): string => `NAME
  logs-insights - run CloudWatch Logs Insights queries on log files

SYNOPSIS
  logs-insights [OPTION]... QUERY [FILE]...
  logs-insights [OPTION]... --query-file FILE [FILE]...

DESCRIPTION
  Runs a query over log events in files, without AWS. Without files, or for the
  file -, it reads standard input. Files may be compressed with gzip, whatever
  they are called. Several files are one set of events. A file is read once and
  is not kept in memory.

OPTIONS
  -o, --format FORMAT    table (the default), json, ndjson or csv
      --start TIME       leave out events before TIME
      --end TIME         leave out events after TIME
                         An ISO date (UTC unless it names a zone), epoch
                         seconds or milliseconds, now, or a time before now:
                         90s, 30m, 24h, 7d, 2w. Whole seconds; both count.
  -n, --limit N          print N rows at most; a limit in the query can only
                         lower it (default: that of the query, else 10,000)
      --input SHAPE      auto (the default), export, tail, json or text
  -f, --query-file FILE  take the query from a file; all arguments are files
      --log-group NAME   what @log shows
  -h, --help             print this
  -V, --version          print the version

INPUT
  What a file is, is told from its beginning, unless --input says it:

  export  What aws logs filter-log-events and get-log-events print: the JSON
          document, or one event per line with timestamp and message.
  tail    What aws logs tail prints, in the formats detailed and short.
  json    An application's own NDJSON. The line is the message; its time is
          in timestamp, time, @timestamp or _aws.Timestamp.
  text    Anything else. The line is the message; its time is the ISO date it
          starts with. Lines that start with white space or a closing bracket
          belong to the message before them.

  An event without a time has that of the event before it in its file, or of
  the first one that has any. What is malformed is skipped, told once per file
  with its line, and counted; so is what is longer than 16 MiB.

OUTPUT
  In JSON the values of a column are numbers when all of them are, to the last
  digit; all others are strings. A missing value has no member, and is empty in
  CSV. @ptr is shown only where the query names it.

EXIT STATUS
  0    The query was answered, with or without rows; or the reader of the
       output had seen enough.
  1    Something went wrong inside, or the output could not be written.
  2    The command line or the query is wrong, or it makes too many rows of
       an event. Nothing was printed.
  3    Something could not be read: a file, the end of one, or malformed
       lines. The result is that of all the rest.
  130  Interrupted. The result is that of what was read until then.

EXAMPLES
  aws logs filter-log-events --log-group-name /aws/lambda/bot > bot.json
  logs-insights 'filter @message like "ERROR" | limit 20' bot.json
  logs-insights 'stats count(*) as n by level | sort n desc' *.log.gz
  logs-insights -o ndjson 'fields user, ms | sort ms desc' app.log | jq .ms
  tail -f app.log | logs-insights 'stats avg(ms)'   # Ctrl-C shows the result

LANGUAGE
  Commands, joined by |:
${wrapped(commandNames)}

  Functions:
${wrapped([...functionCatalogue.keys(), ...timeBuckets].sort())}

  Aggregate functions, in stats:
${wrapped([...aggregateCatalogue.keys()].sort())}

  Operators: or, and, not, = != < <= > >=, like, =~, in, + - * / % ^

  https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html

VERSION
  ${version}
`;

function wrapped(names: readonly string[]): string {
  const lines: string[] = [];
  let line = '   ';
  for (const name of names) {
    if (line.length + 1 + name.length > width) {
      lines.push(line);
      line = '   ';
    }
    line += ` ${name}`;
  }
  return [...lines, line].join('\n');
}
