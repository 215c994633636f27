-- What stewards do and why. Rows are added here, never changed nor removed: the newest one of its subject is in force.

-- The journal: each entry's hash covers the entry and the hash before it, so that an altered past shows.
CREATE TABLE IF NOT EXISTS audit_log (
    entry BIGINT PRIMARY KEY, acted_at TIMESTAMP, who VARCHAR, action VARCHAR, subject VARCHAR, why VARCHAR, detail VARCHAR,
    previous_hash VARCHAR, hash VARCHAR
);

-- The head of the journal as it stood when a publication began.
CREATE TABLE IF NOT EXISTS publication_anchors (
    release_id VARCHAR, audience VARCHAR, published_at TIMESTAMP, audit_entry BIGINT, audit_hash VARCHAR
);

-- Why an answer is accepted as it stands, told beside its number once reviewed.
CREATE TABLE IF NOT EXISTS explanations (
    explanation_order BIGINT, submission_id VARCHAR, question_id VARCHAR, explanation VARCHAR,
    written_by VARCHAR, written_at TIMESTAMP
);

-- The review of free texts; a text is known by what it says, so that another text waits again.
CREATE TABLE IF NOT EXISTS text_decisions (
    decision_order BIGINT, text_id VARCHAR, decision VARCHAR, redacted VARCHAR, decided_by VARCHAR, decided_at TIMESTAMP
);

-- Numbers that a reader says are wrong. Confidential: nothing of it is published.
CREATE TABLE IF NOT EXISTS contests (
    contest_id VARCHAR PRIMARY KEY, permalink VARCHAR, message VARCHAR, contact VARCHAR, sender VARCHAR, sent_at TIMESTAMP
);
CREATE TABLE IF NOT EXISTS contest_answers (
    contest_id VARCHAR PRIMARY KEY, answer VARCHAR, answered_by VARCHAR, answered_at TIMESTAMP
);

-- Establishments entrusted to a named steward; an empty list takes them back.
CREATE TABLE IF NOT EXISTS delegations (
    delegation_order BIGINT, name VARCHAR, establishment_ids VARCHAR[], since DATE, until DATE,
    given_by VARCHAR, given_at TIMESTAMP
);
