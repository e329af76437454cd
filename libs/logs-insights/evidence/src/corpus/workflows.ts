import { type CorpusQuery, endOfQuery } from './corpus-entry';

/** EventBridge events and Step Functions executions. */
export const workflows: readonly CorpusQuery[] = [
  {
    query: 'fields @timestamp, `detail-type`, source | filter `detail-type` = "Order Placed" | sort @timestamp desc',
    mistake: ['`detail-type` =', '`detail-type ='],
  },
  {
    query: 'stats count(*) as events by source, `detail-type` | sort events desc',
    mistake: ['by source,', 'by source |'],
    at: '`detail-type`',
  },
  {
    query: `filter detail.total >= 100 and detail.total <= 500
      | fields detail.orderId, detail.total
      | sort detail.total desc`,
    mistake: ['and detail.total <=', 'and detail.total < ='],
    at: '= 500',
  },
  {
    query: `filter detail.state not in ["pending", "running"] and ispresent(detail.state)
      | stats count(*) by detail.state, bin(1h)`,
    mistake: ['not in', 'not_in'],
  },
  {
    query: 'filter isempty(detail.customer) or detail.items.0.sku = "A-100" | fields id, detail.orderId',
    mistake: ['isempty(detail.customer)', 'isempty detail.customer'],
    at: 'detail.customer or',
  },
  {
    query: `filter type = "ExecutionFailed"
      | fields @timestamp, execution_arn, details.error, details.cause
      | sort @timestamp desc
      | limit 20`,
    mistake: ['sort @timestamp', 'sort by by @timestamp'],
    at: 'by @timestamp',
  },
  {
    query: `filter type in ["ExecutionStarted", "ExecutionSucceeded"]
      | stats earliest(@timestamp) as began, latest(@timestamp) as ended, toMillis(ended) - toMillis(began) as ms by execution_arn
      | sort ms desc`,
    mistake: ['toMillis(ended) -', 'toMillis(ended, 1) -'],
    at: 'toMillis(ended',
  },
  {
    query: `filter type like /TaskFailed|TaskTimedOut/
      | stats count(*) as failures by details.resourceType, details.error, bin(15m)`,
    mistake: ['bin(15m)', 'bin(15mm)'],
    at: '15mm',
  },
  {
    query: `parse execution_arn "arn:aws:states:*:*:express:*:*:*" as region, account, machine, execution, run
      | stats count_distinct(execution) as executions by machine`,
    mistake: [
      'count_distinct(execution) as executions by machine',
      'count_distinct(execution) as executions by machine, state == ',
    ],
    at: endOfQuery,
  },
  {
    query:
      'filter type = "LambdaFunctionScheduled" | fields jsonParse(details.input).orderId as orderId | stats count(*) as tries by orderId | filter tries > 1',
    mistake: ['jsonParse(details.input).orderId as', 'jsonParse(details.input).as'],
    at: 'orderId |',
  },
  {
    query: `stats count(*) as transitions by execution_arn
      | stats max(transitions) as most, avg(transitions) as mean`,
    mistake: ['| stats max(transitions) as most', '| stats max(transitions) as most by type'],
    at: 'type, avg',
  },
  {
    query: `filter type = "MapIterationFailed"
      | stats count(*) as failed by details.name
      | sort failed desc, details.name asc`,
    mistake: ['failed desc,', 'failed desc asc,'],
    at: 'asc, details',
  },
  {
    query: `fields @timestamp, id, type, previous_event_id
      | filter execution_arn = "arn:aws:states:eu-west-1:111122223333:execution:orders:42"
      | sort id asc`,
    mistake: ['| sort id asc', '| sort id >'],
    at: endOfQuery,
  },
  {
    query: `filter detail.eventName = "UpdateItem"
      | stats count(*) as writes by detail.requestParameters.tableName, datefloor(@timestamp, 1h) as hour`,
    mistake: ['datefloor(@timestamp, 1h)', 'datefloor(@timestamp)'],
    at: ') as hour',
  },
];
