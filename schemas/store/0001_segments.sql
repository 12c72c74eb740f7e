-- 0001: sorted segments of rows in blocks, and the small tables around them.
-- The bytes of a block are described in analytics/store/README.md; NULL is unknown.

PRAGMA application_id = 1684496743; -- "dgag"
PRAGMA user_version = 1;

-- A ticket is (source, its id): the name given in the settings, and the profile that reads it.
CREATE TABLE source (
  source_id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  desk TEXT NOT NULL,
  UNIQUE (name, desk)
) STRICT;

-- The ledger: one row a file that was read.
CREATE TABLE import (
  import_id INTEGER PRIMARY KEY AUTOINCREMENT,
  source_id INTEGER NOT NULL REFERENCES source,
  kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 4), -- enum table_kind
  file_name TEXT NOT NULL,
  charset TEXT NOT NULL,
  date_order TEXT NOT NULL,
  zone TEXT NOT NULL,
  content BLOB NOT NULL CHECK (length(content) = 16), -- XXH3-128 of the bytes
  byte_count INTEGER NOT NULL,
  export_time INTEGER,
  assumptions TEXT NOT NULL, -- JSON
  row_count INTEGER NOT NULL,
  new_count INTEGER NOT NULL,
  changed_count INTEGER NOT NULL,
  unchanged_count INTEGER NOT NULL,
  folded_count INTEGER NOT NULL,
  ignored_count INTEGER NOT NULL,
  rejected_count INTEGER NOT NULL,
  first_at INTEGER,
  last_at INTEGER,
  cut_at INTEGER,
  reject_count INTEGER NOT NULL,
  CHECK (row_count = new_count + changed_count + unchanged_count + folded_count + ignored_count
                     + rejected_count)
) STRICT;
CREATE INDEX import_content ON import (content);

-- Why a row was refused; never the row itself.
CREATE TABLE reject (
  import_id INTEGER NOT NULL REFERENCES import DEFERRABLE INITIALLY DEFERRED,
  number INTEGER NOT NULL,
  line INTEGER NOT NULL,
  byte_offset INTEGER NOT NULL,
  byte_length INTEGER NOT NULL,
  column_number INTEGER NOT NULL,
  column_name TEXT,
  reason TEXT NOT NULL,
  PRIMARY KEY (import_id, number)
) STRICT, WITHOUT ROWID;

-- Words of the desks as they stand, each with the class that the profile takes it for.
CREATE TABLE word (
  kind INTEGER NOT NULL, -- enum vocabulary_kind
  number INTEGER NOT NULL CHECK (number > 0),
  class_hint INTEGER NOT NULL,
  word TEXT NOT NULL,
  PRIMARY KEY (kind, number)
) STRICT, WITHOUT ROWID;

-- Keyed hashes of people, 16 bytes each, by ascending number.
CREATE TABLE person (
  first_number INTEGER PRIMARY KEY CHECK (first_number > 0),
  hashes BLOB NOT NULL CHECK (length(hashes) > 0 AND length(hashes) % 16 = 0),
  checksum INTEGER NOT NULL
) STRICT;

-- A sorted run of rows of one kind; import 0 holds the names of the tickets.
CREATE TABLE segment (
  segment_id INTEGER PRIMARY KEY AUTOINCREMENT,
  import_id INTEGER NOT NULL,
  kind INTEGER NOT NULL, -- enum row_kind
  first_ticket INTEGER NOT NULL,
  last_ticket INTEGER NOT NULL,
  row_count INTEGER NOT NULL,
  block_count INTEGER NOT NULL,
  last_tickets BLOB NOT NULL, -- u32 of each block
  CHECK (length(last_tickets) = 4 * block_count AND block_count BETWEEN 1 AND 65535)
) STRICT;

-- block_id = segment_id * 65536 + number of the block in its segment.
CREATE TABLE block (
  block_id INTEGER PRIMARY KEY,
  bytes BLOB NOT NULL
) STRICT;

-- Distinct rows kept, by enum table_kind.
CREATE TABLE total (
  kind INTEGER PRIMARY KEY,
  row_count INTEGER NOT NULL
) STRICT;

-- Small values that belong to the store: published figures, caches.
CREATE TABLE note (
  key TEXT PRIMARY KEY,
  value BLOB NOT NULL
) STRICT, WITHOUT ROWID;
