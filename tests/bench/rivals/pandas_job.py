"""The job of README.md in pandas: pandas_job.py DIR OUT. Messages in pieces, as they are many."""
import sys

import pandas as pd

FOLDER, OUT = sys.argv[1:3]
PROMISE = {"urgent": 3600, "high": 14400, "normal": 28800, "low": 86400}


def seconds(column):
    return pd.to_datetime(column, utc=True).astype("int64") // 10**9


def replies():
    parts = []
    for part in pd.read_csv(FOLDER + "/messages.csv", chunksize=500_000,
                            usecols=["ticket_id", "at", "author_role", "public"],
                            dtype={"author_role": "category"}):
        part = part[(part.author_role == "agent") & part.public]
        parts.append(pd.DataFrame({"ticket_id": part.ticket_id, "at": seconds(part["at"])}))
    return pd.concat(parts).groupby("ticket_id")["at"].agg(["min", "count"])


def facts():
    words = ["channel", "priority", "status"]
    tickets = pd.read_csv(FOLDER + "/tickets.csv", dtype=dict.fromkeys(words, "category"),
                          usecols=["ticket_id", *words, "created_at", "csat"])
    tickets["created"] = seconds(tickets.created_at)
    f = tickets.drop(columns="created_at").join(replies(), on="ticket_id")
    f["wait"] = f["min"] - f["created"]
    f["kept"] = f.wait <= f.priority.astype(str).map(PROMISE)
    f["ends"] = f.status.isin(["solved", "closed"])
    f["one"] = f.ends & (f["count"].fillna(0) == 1)
    f["hour"] = (f.created + 10800 + 4 * 86400) // 3600 % 168
    return f.astype({"channel": str, "priority": str})


def four(number):
    return "" if pd.isna(number) else "%.4f" % number


def main():
    f = facts()
    groups = f.groupby(["channel", "priority"])
    quantiles = groups.wait.quantile([.5, .9]).unstack()
    table = groups.agg(n=("ticket_id", "size"), replied=("wait", "count"), kept=("kept", "sum"),
                       one=("one", "sum"), ends=("ends", "sum"), csat=("csat", "mean"))
    hours = f.groupby("hour").agg(n=("ticket_id", "size"), wait=("wait", "mean"))
    with open(OUT, "w") as out:
        for key, row in table.iterrows():
            numbers = [quantiles.loc[key, .5], quantiles.loc[key, .9], row.kept / row.replied,
                       row.one / row.ends, row.csat]
            print(*key, int(row.n), int(row.replied), *map(four, numbers), sep=",", file=out)
        for hour, row in hours.iterrows():
            print("hour%d" % hour, int(row.n), four(row.wait), sep=",", file=out)


main()
