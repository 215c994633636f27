-- What the initiatives' workbooks hold. Each accepted workbook is a new version of the whole of its part and sender; no
-- row changes. Only questionnaires go, on the day set for their destruction.
CREATE TABLE IF NOT EXISTS initiative_versions (
    part VARCHAR, sender VARCHAR, version BIGINT, file_sha256 VARCHAR, file_label VARCHAR,
    received_at TIMESTAMP, received_by VARCHAR, destroy_on DATE
);
CREATE TABLE IF NOT EXISTS initiative_entries (
    part VARCHAR, sender VARCHAR, version BIGINT, sheet VARCHAR, position BIGINT, dated_on DATE, cells VARCHAR,
    file_label VARCHAR, sheet_name VARCHAR, file_row BIGINT
);
-- Every received file that holds questionnaires, refused ones too: its bytes are destroyed on that day.
CREATE TABLE IF NOT EXISTS questionnaire_files (
    file_sha256 VARCHAR, file_label VARCHAR, destroy_on DATE, destroyed_at TIMESTAMP
);
-- What releases have shown of the questionnaires: the digests of who stands behind each result, and its rows.
CREATE TABLE IF NOT EXISTS training_shown (
    shown_order BIGINT, release_id VARCHAR, module_id VARCHAR, territory_id VARCHAR, setting_id VARCHAR, month BIGINT,
    sets VARCHAR, result_rows VARCHAR
);
-- The results that outlive their questionnaires.
CREATE TABLE IF NOT EXISTS training_kept (destroyed_on DATE, result_row VARCHAR);
