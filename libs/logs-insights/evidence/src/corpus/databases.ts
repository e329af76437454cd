import { type CorpusQuery } from './corpus-entry';

/** RDS and Aurora logs: slow queries, audits, PostgreSQL's and MySQL's text. */
export const databases: readonly CorpusQuery[] = [
  {
    query:
      'parse @message "# Query_time: * Lock_time: * Rows_sent: * Rows_examined: *" as queryTime, lockTime, rowsSent, rowsExamined | filter queryTime > 2 | sort queryTime desc',
    mistake: ['queryTime > 2 | sort', 'queryTime > 2 sort'],
    at: 'sort queryTime',
  },
  {
    query: String.raw`parse @message /duration: (?<ms>[\d.]+) ms\s+(statement|execute [^:]*): (?<sql>.*)/
      | filter ms > 500
      | stats count(*) as times, max(ms) as worst by substr(sql, 0, 60) as statement`,
    mistake: ['substr(sql, 0, 60)', 'substr(sql)'],
  },
  {
    query: 'filter @message like /(?i)deadlock detected/ | stats count(*) as deadlocks by @logStream, bin(1d)',
    mistake: ['(?i)deadlock', String.raw`(?i)deadlock(?=\s)`],
    at: '(?=',
  },
  {
    query: `filter @message like "FATAL:"
      | parse @message "user=*,db=*,app=*,client=*" as user, db, app, client
      | stats count(*) as refused by user, db`,
    mistake: ['by user, db', 'by user. db'],
    at: '. db',
  },
  {
    query: `parse @message "* UTC:*(*):*@*:[*]:*:  *" as time, client, port, user, db, pid, severity, text
      | filter severity in ["ERROR", "FATAL", "PANIC"]
      | stats count(*) by severity, db`,
    mistake: ['severity in [', 'severity in ('],
    at: '("ERROR"',
  },
  {
    query: `filter @message like "connection authorized" or @message like "disconnection"
      | stats sum(strcontains(@message, "disconnection")) as left, sum(strcontains(@message, "authorized")) as joined by bin(5m)`,
    mistake: ['as left,', 'as left join'],
    at: 'join',
  },
  {
    query: `parse @message "*,*,*,*,*,*,*,*,*,*" as time, server, user, host, connection, query, operation, db, object, code
      | filter operation = "QUERY" and code != 0
      | fields user, object, code`,
    mistake: ['operation = "QUERY" and code', 'operation = "QUERY" and and code'],
    at: 'and code',
  },
  {
    query: 'stats max(`Connections`) as connections by `DBInstanceIdentifier`, bin(1m) | filter connections > 400',
    mistake: ['by `DBInstanceIdentifier`,', 'by `DBInstanceIdentifier``'],
    at: '` bin',
  },
  {
    query: String.raw`filter @message like /temporary file: path/
      | parse @message /size (?<bytes>\d+)/
      | stats sum(bytes) / 1024 ^ 3 as gibibytes by bin(1h)`,
    mistake: ['1024 ^ 3', '1024 ^^ 3'],
    at: '^ 3',
  },
  {
    query:
      'fields cpuUtilization.total as cpu, loadAverageMinute.one as load | filter ispresent(cpu) and (cpu > 90 or load > 8) | fields instanceID, numVCPUs',
    mistake: ['(cpu > 90 or load > 8)', '(cpu > 90 or load > 8))'],
    at: ') | fields instanceID',
  },
  {
    query: `fields jsonParse(@message) as os
      | unnest os.processList into process
      | sort process.cpuUsedPc desc
      | display process.name, process.cpuUsedPc`,
    mistake: ['process.cpuUsedPc desc', 'process.cpuUsedPc downwards'],
    at: 'downwards',
  },
  {
    query:
      'parse @message "checkpoint complete: wrote * buffers (*%); * total=* s;" as buffers, share, rest, seconds | stats avg(seconds) as meanSeconds by bin(1h)',
    mistake: ['as buffers, share, rest, seconds', 'as buffers, share, rest, @ seconds'],
    at: 'seconds |',
  },
];
