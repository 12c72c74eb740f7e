// The job of README.md in Polars: POLARS_MAX_THREADS=2 node polars.js DIR OUT
const pl = require('nodejs-polars');
const fs = require('fs');

const [, , dir, out] = process.argv;
const TIME = '%Y-%m-%dT%H:%M:%S%:z';
const text = names => Object.fromEntries(names.map(name => [name, pl.Utf8]));
const instant = name => pl.col(name).str.strptime(pl.Datetime('ms'), TIME);
const is = (name, value) => pl.col(name).eq(pl.lit(value));

const messages = pl.scanCSV(`${dir}/messages.csv`, {hasHeader: true, schema: {
    ticket_id: pl.Int64, ...text(['at', 'author_role', 'author', 'channel']), public: pl.Bool,
    ...text(['body'])}})
  .filter(is('author_role', 'agent').and(is('public', true)))
  .select(pl.col('ticket_id'), instant('at').alias('at'))
  .groupBy('ticket_id').agg(pl.col('at').min().alias('first'), pl.col('at').count().alias('n'))
  .collectSync();

const tickets = pl.scanCSV(`${dir}/tickets.csv`, {hasHeader: true, schema: {
    ticket_id: pl.Int64,
    ...text(['account', 'requester', 'channel', 'priority', 'status', 'created_at',
             'first_reply_at', 'solved_at']),
    reopens: pl.Int32, csat: pl.Float64, ...text(['assignee', 'subject'])}})
  .select(pl.col('ticket_id'), pl.col('channel'), pl.col('priority'), pl.col('status'),
          instant('created_at').alias('created'), pl.col('csat'))
  .collectSync();

const seconds = name => pl.col(name).cast(pl.Int64);
const promise = [['urgent', 3600], ['high', 14400], ['normal', 28800]].reduce(
  (chain, [name, s]) => (chain ?? pl).when(is('priority', name)).then(pl.lit(s)), null)
  .otherwise(pl.lit(86400));

let facts = tickets.join(messages, {on: 'ticket_id', how: 'left'}).withColumns(
  seconds('first').sub(seconds('created')).div(pl.lit(1e6)).alias('wait'),
  seconds('created').div(pl.lit(1e6)).floor().cast(pl.Int64).alias('created_s'),
  pl.col('n').fillNull(0).cast(pl.Int64));
facts = facts.withColumns(promise.alias('promise'),
                          is('status', 'solved').or(is('status', 'closed')).alias('solved'));
facts = facts.withColumns(
  pl.col('wait').ltEq(pl.col('promise')).cast(pl.Int64).alias('kept'),
  pl.col('solved').and(pl.col('n').eq(pl.lit(1))).cast(pl.Int64).alias('one'),
  pl.col('solved').cast(pl.Int64).alias('ends'),
  pl.col('created_s').plus(pl.lit(10800 + 4 * 86400)).div(pl.lit(3600)).floor().cast(pl.Int64)
    .modulo(pl.lit(168)).alias('hour'));

const groups = facts.groupBy('channel', 'priority').agg(
  pl.col('solved').count().alias('n'), pl.col('wait').count().alias('replied'),
  pl.col('wait').quantile(0.5, 'linear').alias('p50'),
  pl.col('wait').quantile(0.9, 'linear').alias('p90'),
  pl.col('kept').sum().alias('kept'), pl.col('one').sum().alias('one'),
  pl.col('ends').sum().alias('ends'), pl.col('csat').mean().alias('csat'))
  .sort(['channel', 'priority']);
const hours = facts.groupBy('hour').agg(
  pl.col('solved').count().alias('n'), pl.col('wait').mean().alias('wait')).sort('hour');

const four = x => x === null ? '' : Number(x).toFixed(4);
const lines = [
  ...groups.toRecords().map(r => [
    r.channel, r.priority, r.n, r.replied, four(r.p50), four(r.p90),
    four(Number(r.kept) / Number(r.replied)), four(Number(r.one) / Number(r.ends)), four(r.csat),
  ].join(',')),
  ...hours.toRecords().map(r => ['hour' + r.hour, r.n, four(r.wait)].join(','))];
fs.writeFileSync(out, lines.join('\n') + '\n');
