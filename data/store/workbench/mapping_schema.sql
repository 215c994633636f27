-- What a code or a mark of a survey tool stands for, where the layout of the file says so; the raw text stays as it came.
ALTER TABLE cells ADD COLUMN IF NOT EXISTS read_as VARCHAR;

-- Headers that a steward confirmed for a wave. An empty question_id says that the column holds no answer.
CREATE TABLE IF NOT EXISTS header_mappings (
    wave_id VARCHAR, header VARCHAR, question_id VARCHAR, choice_id VARCHAR,
    confirmed_by VARCHAR, confirmed_at TIMESTAMP, PRIMARY KEY (wave_id, header)
);

-- Codes declared at import. question_id « * » is every question; meaning is a choice, or a state for a missing code.
CREATE TABLE IF NOT EXISTS declared_codes (
    wave_id VARCHAR, question_id VARCHAR, code VARCHAR, meaning VARCHAR,
    confirmed_by VARCHAR, confirmed_at TIMESTAMP, PRIMARY KEY (wave_id, question_id, code)
);
