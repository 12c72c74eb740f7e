-- The job of README.md in the sqlite3 shell: sed 's|DIR|…|; s|OUT|…|' sqlite.sql | sqlite3 FILE
.bail on
PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-1000000; PRAGMA temp_store=MEMORY;
CREATE TABLE t(ticket_id INTEGER PRIMARY KEY, account, requester, channel, priority, status,
               created_at, first_reply_at, solved_at, reopens, csat, assignee, subject);
CREATE TABLE m(ticket_id INTEGER, at, author_role, author, channel, public, body);
.mode csv
.import --skip 1 DIR/tickets.csv t
.import --skip 1 DIR/messages.csv m

CREATE TEMP TABLE r AS
  SELECT ticket_id, min(unixepoch(at)) AS first, count(*) AS n FROM m
  WHERE author_role = 'agent' AND public = 'true' GROUP BY 1;
CREATE UNIQUE INDEX temp.r_ticket ON r(ticket_id);
CREATE TEMP TABLE f AS
  SELECT channel, priority, status, c.created, nullif(csat, '') AS csat, first - c.created AS wait,
         coalesce(n, 0) AS n,
         CASE priority WHEN 'urgent' THEN 3600 WHEN 'high' THEN 14400 WHEN 'normal' THEN 28800
                       ELSE 86400 END AS promise,
         status IN ('solved', 'closed') AS ends
  FROM (SELECT *, unixepoch(created_at) AS created FROM t) c LEFT JOIN r USING (ticket_id);

-- Linear quantiles: the two rows on either side of (count - 1) * level, weighted.
CREATE TEMP TABLE ranked AS
  SELECT channel, priority, wait,
         row_number() OVER (PARTITION BY channel, priority ORDER BY wait) - 1 AS i,
         (count(*) OVER (PARTITION BY channel, priority) - 1) * 0.5 AS half,
         (count(*) OVER (PARTITION BY channel, priority) - 1) * 0.9 AS most
  FROM f WHERE wait IS NOT NULL;
CREATE TEMP TABLE q AS
  SELECT channel, priority, sum(wait * max(0, 1 - abs(i - half))) AS p50,
         sum(wait * max(0, 1 - abs(i - most))) AS p90
  FROM ranked GROUP BY 1, 2;

.headers off
.output OUT
SELECT f.channel, f.priority, count(*), count(wait), printf('%.4f', p50), printf('%.4f', p90),
       printf('%.4f', sum(wait <= promise) * 1.0 / count(wait)),
       printf('%.4f', sum(ends AND n = 1) * 1.0 / sum(ends)), printf('%.4f', avg(csat))
FROM f JOIN q USING (channel, priority) GROUP BY 1, 2 ORDER BY 1, 2;
SELECT 'hour' || (((created + 10800 + 4 * 86400) / 3600) % 168), count(*),
       printf('%.4f', avg(wait))
FROM f GROUP BY ((created + 10800 + 4 * 86400) / 3600) % 168
ORDER BY ((created + 10800 + 4 * 86400) / 3600) % 168;
