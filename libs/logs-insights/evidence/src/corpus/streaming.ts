import { type CorpusQuery } from './corpus-entry';

/** Flink, Glue, MSK, Kinesis Data Firehose and SQS consumers. */
export const streaming: readonly CorpusQuery[] = [
  {
    query: `fields @timestamp, message
      | filter messageType = "ERROR" and applicationARN like /payments/
      | sort @timestamp desc
      | limit 50`,
    mistake: ['"ERROR" and', '"ERROR\' and'],
    at: '"ERROR\'',
  },
  {
    query: `fields subTask
      | parse message "Task * (*/*)" as task, subTaskIndex, parallelism
      | filter logger like /Execution/
      | stats count(*) as restarts by task`,
    mistake: ['subTaskIndex, parallelism', 'subTaskIndex, 2parallelism'],
    at: '2parallelism',
  },
  {
    query:
      'filter throwableInformation like /OutOfMemoryError/ | stats count(*) as crashes by locationInformation, bin(30m) | sort @timestamp desc',
    mistake: ['/OutOfMemoryError/ |', 'OutOfMemoryError |'],
  },
  {
    query: String.raw`filter message like /Completed checkpoint/
      | parse message /checkpoint (?<id>\d+) .* in (?<ms>\d+) ms/
      | stats max(ms) as slowest, avg(ms) as mean by bin(10m)`,
    mistake: [String.raw`(?<ms>\d+) ms`, String.raw`(?<>\d+) ms`],
    at: '(?<>',
  },
  {
    query: `filter message like "from state RUNNING to"
      | parse message "from state * to *" as before, after
      | stats count(*) by after`,
    mistake: ['as before, after', 'as before, after,'],
    at: '| stats',
  },
  {
    query:
      'parse @message "level=* partition=* offset=* lag=*" as level, partition, position, lag | stats max(lag) as worstLag by partition, bin(1m)',
    mistake: ['as level, partition, position, lag', 'as level, partition, position, level'],
    at: 'level | stats',
  },
  {
    query: `stats latest(millisBehindLatest) as behindMs by shardId, bin(1m) as minute
      | filter behindMs > 60000
      | sort behindMs desc`,
    mistake: ['filter behindMs > 60000', 'filter behindMs > 60_000'],
    at: '60_000',
  },
  {
    query: `filter deliveryStreamARN like "audit" and ispresent(errorCode)
      | stats count(*) as failures by errorCode, destination`,
    mistake: ['like "audit" and', 'like "audit" "log" and'],
    at: '"log"',
  },
  {
    query: `parse @message "[*] * * - *" as thread, level, logger, text
      | filter level in ["WARN", "ERROR"]
      | stats count(*) as lines by logger, level`,
    mistake: ['level in [', 'level in in ['],
    at: 'in ["WARN"',
  },
  {
    query: String.raw`parse @message /processed (?<records>\d+) records in (?<seconds>[\d.]+)s/
      | stats sum(records) / sum(seconds) as perSecond by @logStream`,
    mistake: ['/ sum(seconds) as', '/ sum(second as'],
    at: 'as perSecond',
  },
  {
    query: 'filter approximateReceiveCount > 3 | stats count_distinct(messageId) as redelivered by queue, bin(5m)',
    mistake: ['filter approximateReceiveCount > 3', 'filter approximateReceiveCount 3'],
    at: '3 |',
  },
];
