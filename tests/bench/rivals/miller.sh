#!/bin/bash
# The job of README.md in Miller: miller.sh DIR OUT. Its percentiles are not interpolated and its
# order of columns is its own, so run.sh does not compare what it prints.
set -eu
dir=$1 out=$2
trap 'rm -f "$out".replies "$out".facts' EXIT

mlr --icsv --ocsv filter '$author_role == "agent" && $public == "true"' then put -q '
  begin { @first = {}; @n = {} }
  t = strptime(sub($at, ":([0-9][0-9])$", "\1"), "%Y-%m-%dT%H:%M:%S%z");
  id = $ticket_id;
  if (is_absent(@first[id]) || t < @first[id]) { @first[id] = t }
  @n[id] = is_absent(@n[id]) ? 1 : @n[id] + 1;
  end { emit (@first, @n), "ticket_id" }' "$dir"/messages.csv >"$out".replies

mlr --icsv --ocsv join --ur -j ticket_id -f "$out".replies then put '
  begin { @promise = {"urgent": 3600, "high": 14400, "normal": 28800, "low": 86400} }
  created = strptime(sub($created_at, ":([0-9][0-9])$", "\1"), "%Y-%m-%dT%H:%M:%S%z");
  if (is_present($first)) {
    $wait = $first - created;
    $kept = $wait <= @promise[$priority] ? 1 : 0
  } else { $wait = ""; $kept = "" }
  $one = "";
  if ($status == "solved" || $status == "closed") { $one = is_present($n) && $n == 1 ? 1 : 0 }
  $hour = ((created + 10800 + 345600) // 3600) % 168' \
  then cut -f channel,priority,wait,kept,one,csat,hour then tee "$out".facts \
  then stats1 -i -a count,mean,p50,p90 -f wait,kept,one,csat -g channel,priority \
  then sort -f channel,priority "$dir"/tickets.csv >"$out"
mlr --icsv --ocsv stats1 -a count,mean -f hour,wait -g hour then sort -nf hour "$out".facts >>"$out"
