// The job of README.md in DuckDB: node duckdb.js DIR DATABASE(:memory: | file) view|table OUT
const {DuckDBInstance} = require('@duckdb/node-api');
const fs = require('fs');

const [, , dir, database, kept, out] = process.argv;
const THREADS = process.env.THREADS || '2';
const TIME = 'TIMESTAMPTZ';

// Types are told, so that nothing is sniffed.
const csv = (name, columns) =>
  `read_csv('${dir}/${name}.csv', header=true, delim=',', quote='"', escape='"', columns={${
    Object.entries(columns).map(([column, type]) => `"${column}":'${type}'`).join(',')}})`;

const TICKETS = csv('tickets', {
  ticket_id: 'BIGINT', account: 'VARCHAR', requester: 'VARCHAR', channel: 'VARCHAR',
  priority: 'VARCHAR', status: 'VARCHAR', created_at: TIME, first_reply_at: TIME, solved_at: TIME,
  reopens: 'INT', csat: 'INT', assignee: 'VARCHAR', subject: 'VARCHAR'});
const MESSAGES = csv('messages', {
  ticket_id: 'BIGINT', at: TIME, author_role: 'VARCHAR', author: 'VARCHAR', channel: 'VARCHAR',
  public: 'BOOLEAN', body: 'VARCHAR'});

const FACTS = `CREATE TEMP TABLE f AS
  SELECT t.channel, t.priority, t.status, t.created, t.csat, r.first - t.created AS wait,
         coalesce(r.n, 0) AS n
  FROM t LEFT JOIN (SELECT ticket_id, min(msg_at) AS first, count(*) AS n FROM m
                    WHERE author_role = 'agent' AND public GROUP BY 1) r USING (ticket_id)`;

const GROUPS = `SELECT channel, priority, count(*) AS n, count(wait) AS replied,
    quantile_cont(wait, 0.5) AS p50, quantile_cont(wait, 0.9) AS p90,
    count(*) FILTER (WHERE wait <= CASE priority WHEN 'urgent' THEN 3600 WHEN 'high' THEN 14400
                                   WHEN 'normal' THEN 28800 ELSE 86400 END) * 1.0 / count(wait),
    count(*) FILTER (WHERE status IN ('solved', 'closed') AND n = 1) * 1.0
      / count(*) FILTER (WHERE status IN ('solved', 'closed')),
    avg(csat)
  FROM f GROUP BY ALL ORDER BY 1, 2`;

const HOURS = `SELECT ((created + 10800 + 4 * 86400) // 3600) % 168 AS hour, count(*), avg(wait)
  FROM f GROUP BY 1 ORDER BY 1`;

const cell = x => x === null ? '' : typeof x === 'number' ? x.toFixed(4) : String(x);

(async () => {
  if (database !== ':memory:')
    for (const suffix of ['', '.wal']) fs.rmSync(database + suffix, {force: true});
  const instance = await DuckDBInstance.create(database, {threads: THREADS});
  const connection = await instance.connect();
  const kind = kept === 'view' ? 'TEMP VIEW' : 'TABLE';
  await connection.run(`CREATE ${kind} t AS SELECT ticket_id, account, requester, channel, priority,
      status, epoch(created_at)::BIGINT AS created, epoch(solved_at)::BIGINT AS solved, reopens,
      csat, assignee, subject FROM ${TICKETS}`);
  // As we do, a table keeps of a body only what is measured of it; here, its length.
  await connection.run(`CREATE ${kind} m AS SELECT ticket_id, epoch("at")::BIGINT AS msg_at,
      author_role, author, channel, public, strlen(body) AS length FROM ${MESSAGES}`);
  await connection.run(FACTS);
  const groups = (await connection.runAndReadAll(GROUPS)).getRows();
  const hours = (await connection.runAndReadAll(HOURS)).getRows();
  const lines = [...groups.map(row => row.map(cell).join(',')),
                 ...hours.map(row => 'hour' + row.map(cell).join(','))];
  fs.writeFileSync(out, lines.join('\n') + '\n');
  connection.closeSync();
  instance.closeSync();
})().catch(problem => { console.error(problem); process.exit(1); });
