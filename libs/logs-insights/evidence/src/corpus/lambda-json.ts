import { type CorpusQuery } from './corpus-entry';

/** Functions that log JSON: Lambda's own JSON format, structured loggers, Lambda Insights. */
export const lambdaJson: readonly CorpusQuery[] = [
  {
    query: `filter type = "platform.report"
      | stats avg(record.metrics.durationMs) as mean, max(record.metrics.maxMemoryUsedMB) as memory by bin(5m)`,
    mistake: ['by bin', 'bu bin'],
    at: 'bu',
  },
  {
    query: `filter type = "platform.initReport"
      | fields record.initializationType, record.metrics.durationMs as initMs
      | sort initMs desc`,
    mistake: ['sort initMs', 'srot initMs'],
    at: 'srot',
  },
  {
    query: `filter type = "platform.report" and record.status != "success"
      | stats count(*) as failures by record.status`,
    mistake: ['!=', '<>'],
  },
  {
    query: 'fields timestamp, level, message | filter level in ["ERROR", "FATAL"] | sort timestamp desc | limit 50',
    mistake: ['["ERROR", "FATAL"]', '("ERROR", "FATAL")'],
    at: '("ERROR"',
  },
  {
    query: 'filter level = "ERROR" | stats count(*) as errors by errorType, function_name | sort errors desc',
    mistake: [', function_name', ', function_name,'],
    at: '| sort',
  },
  {
    query: `fields @timestamp, cold_start, function_request_id
      | filter cold_start = 1
      | stats count(*) as coldStarts by service, bin(1h)`,
    mistake: ['cold_start = 1', 'cold_start is true'],
    at: 'is',
  },
  {
    query: `filter ispresent(xray_trace_id)
      | stats count_distinct(xray_trace_id) as traces, count(*) as lines by service`,
    mistake: ['traces, count', 'traces count'],
    at: 'count(*)',
  },
  {
    query: `filter correlation_id = "c-20261125-77"
      | fields @timestamp, service, location, message
      | sort @timestamp`,
    mistake: ['= "c-', '= “c-'],
    at: '“c-',
  },
  {
    query: 'filter message.orderId = 4711 | fields @timestamp, message.step, message.elapsedMs',
    mistake: ['message.orderId', 'message[orderId]'],
    at: 'orderId',
  },
  {
    query: `filter function_name = "checkout"
      | stats avg(memory_utilization) as memory, max(cpu_total_time) as cpuMs by bin(1m)`,
    mistake: ['bin(1m)', 'bin(1 m)'],
    at: '1 m',
  },
  {
    query: `filter cold_start = 1 or init_duration > 0
      | stats count(*) as starts, avg(init_duration) as initMs by function_name, version`,
    mistake: ['starts, avg(init_duration) as initMs', 'starts, avg(init_duration) initMs'],
    at: 'initMs',
  },
  {
    query: `stats sum(rx_bytes) as received, sum(tx_bytes) as sent by function_name
      | sort received + sent desc
      | limit 10`,
    mistake: ['limit 10', 'limit ten'],
    at: 'ten',
  },
  {
    query: `filter stack_trace like /Timeout/
      | stats earliest(@timestamp) as firstSeen, latest(@timestamp) as lastSeen, count(*) as times by exception_name`,
    mistake: ['earliest(@timestamp)', 'earliest'],
  },
  {
    query: 'fields @timestamp, level, message | filter isempty(function_request_id) and not isblank(message)',
    mistake: ['isblank(message)', 'isblank()'],
    at: 'isblank',
  },
  {
    query: 'fields jsonParse(detail) as d | filter d.retries > 2 | display @timestamp, d.retries, d.queue',
    mistake: ['jsonParse(detail) as d', 'jsonParse(detail as d'],
    at: 'as d',
  },
  {
    query: 'filter sampling_rate < 1 | stats count(*) / max(sampling_rate) as estimated by service',
    mistake: ['count(*) /', 'count(* /'],
    at: '/ max',
  },
];
