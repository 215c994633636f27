-- The confidential workbench. Nothing here ever serves a visitor.
CREATE TABLE IF NOT EXISTS meta (key VARCHAR PRIMARY KEY, value VARCHAR NOT NULL);

-- Every file as it came, before anything read it.
CREATE TABLE IF NOT EXISTS received_files (
    file_sha256 VARCHAR PRIMARY KEY, file_label VARCHAR, suffix VARCHAR, size_bytes BIGINT, first_received_at TIMESTAMP
);

CREATE TABLE IF NOT EXISTS submissions (
    submission_id VARCHAR PRIMARY KEY, establishment_id VARCHAR, wave_id VARCHAR, state VARCHAR,
    file_sha256 VARCHAR, file_label VARCHAR, format VARCHAR, language VARCHAR, template_version VARCHAR,
    received_at TIMESTAMP, received_by VARCHAR, accepted_at TIMESTAMP, reason VARCHAR, received_order BIGINT
);

-- Each change of a submission's state: who, when, why.
CREATE TABLE IF NOT EXISTS state_changes (
    submission_id VARCHAR, state VARCHAR, changed_by VARCHAR, changed_at TIMESTAMP, reason VARCHAR
);

-- What was read in each answer cell, before any judgement.
CREATE TABLE IF NOT EXISTS cells (
    submission_id VARCHAR, establishment_id VARCHAR, wave_id VARCHAR, question_id VARCHAR, choice_id VARCHAR,
    raw VARCHAR, raw_kind VARCHAR, raw_number DOUBLE, raw_date DATE, sheet VARCHAR, cell VARCHAR
);

CREATE TABLE IF NOT EXISTS answers (
    submission_id VARCHAR, establishment_id VARCHAR, wave_id VARCHAR, question_id VARCHAR, state VARCHAR,
    value_text VARCHAR, value_number DOUBLE, raw VARCHAR, sheet VARCHAR, cell VARCHAR
);

CREATE TABLE IF NOT EXISTS problems (
    submission_id VARCHAR, establishment_id VARCHAR, wave_id VARCHAR, severity VARCHAR, code VARCHAR, question_id VARCHAR,
    sheet VARCHAR, cell VARCHAR, "read" VARCHAR, expected VARCHAR, example VARCHAR, message_fr VARCHAR, message_en VARCHAR
);

-- What each release was made of, and the sums it published: the next release is checked against them.
CREATE TABLE IF NOT EXISTS publications (
    publication_order BIGINT, release_id VARCHAR, audience VARCHAR, reason VARCHAR, note_fr VARCHAR, note_en VARCHAR,
    published_at TIMESTAMP, published_by VARCHAR, submission_ids VARCHAR[], ledger VARCHAR
);

-- What stewards decided (targets, milestone statuses, rebases): each accepted workbook is a new version of the whole,
-- and no row ever changes. The newest version is the one in force.
CREATE TABLE IF NOT EXISTS decision_versions (
    version BIGINT PRIMARY KEY, file_sha256 VARCHAR, file_label VARCHAR, received_at TIMESTAMP, received_by VARCHAR
);

CREATE TABLE IF NOT EXISTS targets (
    version BIGINT, target_id VARCHAR, subject_id VARCHAR, place_kind VARCHAR, place_id VARCHAR,
    low DOUBLE, high DOUBLE, reason VARCHAR, decided_on DATE, author VARCHAR
);

CREATE TABLE IF NOT EXISTS milestone_statuses (
    version BIGINT, milestone_id VARCHAR, place_id VARCHAR, status VARCHAR, evidence VARCHAR, dated_on DATE, author VARCHAR
);

CREATE TABLE IF NOT EXISTS rebases (
    version BIGINT, subject_id VARCHAR, place_kind VARCHAR, place_id VARCHAR, period VARCHAR,
    reason VARCHAR, decided_on DATE, author VARCHAR
);
