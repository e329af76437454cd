import { type CorpusQuery } from './corpus-entry';

/** Documents in the embedded metric format, and counters printed into logs. */
export const emf: readonly CorpusQuery[] = [
  {
    query: `filter ispresent(_aws.CloudWatchMetrics.0.Namespace)
      | stats count(*) as documents by _aws.CloudWatchMetrics.0.Namespace, service`,
    mistake: ['filter ispresent', 'Filter is_present'],
    at: 'is_present',
  },
  {
    query: 'stats sum(OrdersPlaced) as orders, avg(OrderValue) as meanValue by service, bin(5m)',
    mistake: ['avg(OrderValue)', 'mean(OrderValue)'],
    at: 'mean(',
  },
  {
    query: `filter _aws.Timestamp > 1764000000000
      | fields fromMillis(_aws.Timestamp) as at, Latency, Region
      | sort Latency desc`,
    mistake: ['fromMillis(_aws.Timestamp)', 'fromMillis()'],
  },
  {
    query: `stats pct(ProcessingLatency, 99) as p99, count(ProcessingLatency) as samples by functionName
      | filter samples >= 10`,
    mistake: ['as samples by', 'as samples where'],
    at: 'where',
  },
  {
    query:
      'filter _aws.CloudWatchMetrics.0.Metrics.0.Unit = "Milliseconds" | stats max(_aws.CloudWatchMetrics.0.Metrics.0.Name) as metric by LogGroup',
    mistake: ['= "Milliseconds"', '= Milliseconds"'],
    at: '" | stats',
  },
  {
    query:
      'stats sum(Success) as fine, sum(Failure) as failed, failed / (fine + failed) * 100 as failedPercent by Operation',
    mistake: ['(fine + failed)', '(fine + failed'],
    at: 'as failedPercent',
  },
  {
    query: 'filter ColdStart = 1 | stats count(*) as coldStarts by function_name, bin(1h) | sort coldStarts desc',
    mistake: ['| sort coldStarts desc', '| sort coldStarts desc | stat'],
    at: 'stat',
    occurrence: 2,
  },
  {
    query: `fields @timestamp, Memory.0 as firstSample, Memory.1 as secondSample
      | filter secondSample > firstSample * 1.5`,
    mistake: ['firstSample * 1.5', 'firstSample x 1.5'],
    at: 'x 1.5',
  },
  {
    query: `stats max(QueueDepth) as depth by Queue, bin(1m) as minute
      | stats avg(depth) as meanDepth, max(depth) as peakDepth by Queue`,
    mistake: ['by Queue, bin(1m) as minute', 'by Queue, bin(1m) as Queue'],
    at: 'Queue\n',
  },
  {
    query: `filter metric_name = "http.server.duration"
      | stats sum(value) / sum(count) as mean by http.route, http.status_code`,
    mistake: ['sum(value) / sum(count)', 'sum(value) / count(count, value)'],
    at: 'count(count',
  },
  {
    query: String.raw`filter @message like "\"Unit\":\"Count\""
      | stats sum(Errors) as errors by bin(1m)
      | fillmissing with 0 for errors`,
    mistake: ['with 0 for errors', 'with 0 as errors'],
    at: 'as errors',
    occurrence: 2,
  },
  {
    query: 'stats sum(Requests) as requests by bin(1h) as hour | sort hour | accum requests as running',
    mistake: ['accum requests as running', 'accum sum(requests) as running'],
    at: '(requests) as running',
  },
  {
    query: `stats sum(Hits) as hits, sum(Misses) as misses by Cache
      | addtotals fieldname=Lookups col=true hits, misses`,
    mistake: ['col=true', 'column=true'],
    at: 'column',
  },
  {
    query: 'stats latest(Temperature) as temperature by bin(5m), Sensor | filldown temperature',
    mistake: ['filldown temperature', 'filldwn temperature'],
    at: 'filldwn',
  },
];
