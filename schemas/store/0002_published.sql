-- 0002: the figures of reports that somebody was given, so that the next report can say what moved.

PRAGMA user_version = 2;

-- One row a figure of one publication; a report may be published again (number ascends from 1).
CREATE TABLE published (
  report TEXT NOT NULL,   -- "account-review"
  account TEXT NOT NULL,  -- as reports show it; '': the whole house
  period TEXT NOT NULL,   -- "2026Q2"
  number INTEGER NOT NULL CHECK (number > 0),
  figure TEXT NOT NULL,   -- id of the figure (rulings 16)
  value REAL,
  asked INTEGER NOT NULL,
  kept INTEGER NOT NULL,
  open INTEGER NOT NULL,
  cut_at INTEGER,         -- what the report had seen
  settings BLOB NOT NULL CHECK (length(settings) = 16),
  version TEXT NOT NULL,  -- of the program
  PRIMARY KEY (report, account, period, number, figure)
) STRICT, WITHOUT ROWID;
