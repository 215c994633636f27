-- Cells and answers of a large table: many submissions in one compressed Parquet, where a row each would cost more than
-- reading the file. `held` is the table (cells, answers) that the block stands beside.
CREATE TABLE IF NOT EXISTS blocks (block_id BIGINT, held VARCHAR, rows BLOB);
CREATE TABLE IF NOT EXISTS block_members (block_id BIGINT, held VARCHAR, submission_id VARCHAR);
