/** Where statements find a file's events without reading it beforehand. */
export const eventsOfFile = (file: string): string => `CREATE VIEW events AS SELECT * FROM ${reader(file)}`;

/** Reads a file and takes out of the messages what the questions need, each with its type. */
export const loadedEvents = (file: string): string => `CREATE TABLE events AS
SELECT timestamp, message, found.is_group, found.command, found.HandlerDuration, type,
  CASE WHEN type = 'REPORT'
    THEN TRY_CAST(split_part(split_part(message, 'Duration: ', 2), ' ', 1) AS DOUBLE) END AS duration
FROM (
  SELECT timestamp, message,
    CASE WHEN message[1] = '{'
      THEN from_json(message, '{"is_group":"DOUBLE","command":"VARCHAR","HandlerDuration":"DOUBLE"}') END AS found,
    CASE WHEN message[1] != '{' THEN split_part(message, ' ', 1) END AS type
  FROM ${reader(file)}
)`;

const reader = (file: string): string =>
  `read_ndjson('${file.replaceAll("'", "''")}', columns = {timestamp: 'BIGINT', message: 'VARCHAR'})`;
