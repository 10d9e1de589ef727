-- The base. Natural ASCII keys and WITHOUT ROWID: the rows stand in the file by what they are, not by when they came,
-- so the same sources give the same dump in whatever order they were read (README.md, rule 6). For the same reason the
-- number of a source is not counted but taken from its SHA-256 (kb/store/source.py); where a table says "source", it
-- is that number.
-- Evidence tables (sources, texts, statements, mentions, units, citations, operations, commencement) hold what parsing
-- said; act_records, act_statuses, act_issuers and changes are projected from them and can be rebuilt.
-- Nothing that hangs on the day of today is stored: act_statuses holds the status of every day, and the views that speak
-- of today look it up there.
-- One act, one speaker: when several sources hold one act, statements and texts are kept of each, the other evidence
-- only of the source that kb/store/speaker.py chooses; of every edition but that one's the units of one source are kept
-- too (editions, edition_*), so that no reader parses. The rest can be parsed again from their kept bytes.
-- This is the first migration. Never changed: what came later stands in kb/store/migrations.py.

PRAGMA application_id = 0x4B424E50;       -- «KBNP»: a base of ours

CREATE TABLE act_records (                -- every act we hold or have seen cited; read it with its status in the view acts
    id              TEXT PRIMARY KEY,     -- slug, e.g. fz-2012-12-29-273
    kind            TEXT NOT NULL,
    number          TEXT,
    number_key      TEXT,                 -- the number for look-up: lower case
    date            TEXT,                 -- signed, ISO; NULL: nobody gave it
    title           TEXT,
    label           TEXT NOT NULL,        -- «Федеральный закон от 29.12.2012 № 273-ФЗ»: for people, lists and links
    in_force_from   TEXT,
    in_force_until  TEXT,                 -- first day without force as far as it is known: a term or a repeal of the whole
    published       TEXT,
    registered      TEXT,                 -- Minjust registration: number
    registered_on   TEXT,                 -- and its day
    known_from      TEXT NOT NULL,        -- day this base first learned of it
    has_text        INTEGER NOT NULL,     -- 1: we have its text
    naming          TEXT NOT NULL DEFAULT 'law',
    iri             TEXT NOT NULL,
    source          INTEGER REFERENCES sources(id),  -- that its text was taken from
    edition         TEXT,                 -- day of the latest amending act that this text takes in, by its own notes
    model           INTEGER NOT NULL DEFAULT 0,  -- 1: a model act written for this project, not law
    times_cited     INTEGER NOT NULL DEFAULT 0   -- how many citations point here
) WITHOUT ROWID;
CREATE INDEX act_records_by_number ON act_records(number_key, kind);
CREATE INDEX act_records_by_kind_date ON act_records(kind, date);

CREATE TABLE act_statuses (               -- status of an act through time, without gaps: kb/editions/periods.py
    act             TEXT NOT NULL REFERENCES act_records(id),
    since           TEXT NOT NULL,        -- '' : from the beginning
    until           TEXT,                 -- first day of the next period; NULL: for ever, as far as it is known
    status          TEXT NOT NULL,        -- in_force | not_yet | repealed | partly_repealed | suspended | unknown
    ground          TEXT NOT NULL,        -- a sentence: why this status, or which fact is missing
    PRIMARY KEY (act, since)
) WITHOUT ROWID;
CREATE INDEX act_statuses_by_status ON act_statuses(status, since, until);
CREATE INDEX act_statuses_by_end ON act_statuses(until) WHERE until IS NOT NULL;

CREATE TABLE issuers (
    id              TEXT PRIMARY KEY,
    name            TEXT NOT NULL,
    short           TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE act_issuers (
    act             TEXT NOT NULL REFERENCES act_records(id),
    issuer          TEXT NOT NULL REFERENCES issuers(id),
    PRIMARY KEY (act, issuer)
) WITHOUT ROWID;
CREATE INDEX act_issuers_by_issuer ON act_issuers(issuer);

CREATE TABLE aliases (                    -- other names of an act: nd, eo_number, minjust, title
    scheme          TEXT NOT NULL,
    value           TEXT NOT NULL,
    act             TEXT NOT NULL REFERENCES act_records(id),
    source          INTEGER NOT NULL REFERENCES sources(id),
    PRIMARY KEY (scheme, value, act, source)
) WITHOUT ROWID;
CREATE INDEX aliases_by_source ON aliases(source);
CREATE INDEX aliases_by_act ON aliases(act);

CREATE TABLE sources (                    -- what was given to us, kept whole
    id              INTEGER PRIMARY KEY,  -- the first 13 hexadecimal digits of its SHA-256, as a number
    sha256          TEXT NOT NULL,
    name            TEXT NOT NULL,        -- the first by alphabet, when the same bytes came under several names
    format          TEXT,                 -- NULL: no reader took it
    size            INTEGER NOT NULL,     -- bytes, before compression
    parser          TEXT NOT NULL,        -- version of the parser whose records stand here
    known_from      TEXT NOT NULL,
    act             TEXT,                 -- act or collection it holds
    collection      TEXT,
    edition         TEXT                  -- see act_records.edition
);
CREATE INDEX sources_by_act ON sources(act) WHERE act IS NOT NULL;
CREATE INDEX sources_by_collection ON sources(collection) WHERE collection IS NOT NULL;

CREATE TABLE source_bytes (               -- a row is large, so it has a number for its key and stands by itself
    source          INTEGER PRIMARY KEY REFERENCES sources(id),
    packed          BLOB NOT NULL         -- zlib
);

CREATE TABLE texts (                      -- normalised text that all spans of a source count
    source          INTEGER PRIMARY KEY REFERENCES sources(id),
    cuts            TEXT NOT NULL,        -- JSON array of [start, end], in order: what editors and publishers put in;
                                          -- a wording is the span of its unit without these (kb/store/wording.py)
    packed          BLOB NOT NULL         -- UTF-8, zlib with the beginning of the source for a dictionary; read it by
);                                        -- passage(source, start, "end") in SQL, by kb/store/source.py in Python

CREATE TABLE statements (                 -- what the head of a text, or a card, states of an act
    source          INTEGER NOT NULL REFERENCES sources(id),
    start           INTEGER NOT NULL,     -- span of the head in the text; line of the card in its file
    "end"           INTEGER NOT NULL,
    act             TEXT NOT NULL,
    role            TEXT NOT NULL,        -- head | card
    kind            TEXT NOT NULL,
    issuers         TEXT NOT NULL,        -- JSON array of issuer ids
    number          TEXT,
    date            TEXT,
    title           TEXT,
    naming          TEXT NOT NULL,        -- law | civil | decree
    published       TEXT,
    published_in    TEXT,
    in_force_from   TEXT,
    in_force_until  TEXT,
    ground          TEXT,                 -- the words that set the days of force
    registered      TEXT,
    registered_on   TEXT,
    adopted         TEXT NOT NULL,        -- JSON array of [body, day, number of its protocol or null]
    place           TEXT,
    signed_by       TEXT,
    said_by         TEXT,                 -- where a card has its facts from
    model           INTEGER NOT NULL,
    PRIMARY KEY (source, start, act)
) WITHOUT ROWID;
CREATE INDEX statements_by_act ON statements(act);

CREATE TABLE mentions (                   -- which acts a source names, once each, as it names them
    source          INTEGER NOT NULL REFERENCES sources(id),
    act             TEXT NOT NULL,
    kind            TEXT NOT NULL,
    issuers         TEXT NOT NULL,        -- JSON array of issuer ids
    number          TEXT,
    date            TEXT,
    title           TEXT,                 -- the longest title it gives
    times           INTEGER NOT NULL,     -- citations of it
    PRIMARY KEY (source, act)
) WITHOUT ROWID;
CREATE INDEX mentions_by_act ON mentions(act, times);

CREATE TABLE issuer_names (               -- what sources call an issuer that the reference list does not know
    source          INTEGER NOT NULL REFERENCES sources(id),
    issuer          TEXT NOT NULL,
    form            TEXT NOT NULL,        -- name: nominative | genitive: as it follows a kind word | short: «МБОУ …»
    words           TEXT NOT NULL,
    PRIMARY KEY (source, issuer, form)
) WITHOUT ROWID;
CREATE INDEX issuer_names_by_issuer ON issuer_names(issuer, form, words);

CREATE TABLE stale (                      -- acts whose projected row waits to be made again; empty between loads
    act             TEXT PRIMARY KEY
) WITHOUT ROWID;

CREATE TABLE units (                      -- structure of held acts, document order
    act             TEXT NOT NULL REFERENCES act_records(id),
    position        INTEGER NOT NULL,
    eid             TEXT NOT NULL,
    wid             TEXT NOT NULL,        -- like eid, and never changes on renumbering
    parent          TEXT,                 -- eid
    component       TEXT NOT NULL,
    kind            TEXT NOT NULL,
    number          TEXT,
    heading         TEXT,
    start           INTEGER NOT NULL,     -- span in texts.text of the act's source
    "end"           INTEGER NOT NULL,
    last            INTEGER NOT NULL,     -- position of its last descendant (itself when a leaf): a subtree is one range
    leaf            INTEGER NOT NULL,
    first           INTEGER,              -- position in the source; NULL: put in by an amendment (kb/editions/build.py)
    in_force_from   TEXT NOT NULL DEFAULT '',  -- life of the unit; '' : since we know it
    in_force_until  TEXT,
    found_by        TEXT NOT NULL DEFAULT 'amendment',  -- the rule that fired (docs/parse-contract.md); put in by an amendment
    PRIMARY KEY (act, position)
) WITHOUT ROWID;
CREATE UNIQUE INDEX units_by_eid ON units(act, eid);
CREATE INDEX units_moved ON units(act, wid) WHERE wid <> eid;

CREATE TABLE unit_texts (                 -- wording of leaves; of a container its heading lines, once they were changed
    act             TEXT NOT NULL REFERENCES act_records(id),
    eid             TEXT NOT NULL,
    in_force_from   TEXT NOT NULL DEFAULT '',  -- '' : since we know it
    text            TEXT NOT NULL,        -- editor's notes cut out
    in_force_until  TEXT,
    known_from      TEXT NOT NULL,
    made_by         TEXT,                 -- ids of operations, in order, a space between; NULL: as stated by the source
    hash            TEXT NOT NULL,        -- SHA-256 chained to the version before
    wid             TEXT,                 -- of the unit that bore the eid then; NULL: units.wid, as it nearly always is
    PRIMARY KEY (act, eid, in_force_from)
) WITHOUT ROWID;
CREATE INDEX unit_texts_moved ON unit_texts(act, wid) WHERE wid IS NOT NULL;

CREATE TABLE editions (                   -- editions of an act beside the one that speaks (kb/store/editions.py)
    source          INTEGER PRIMARY KEY REFERENCES sources(id),
    act             TEXT NOT NULL,
    brought         INTEGER NOT NULL      -- 1: orders that its text does not hold were applied (kb/editions/brought.py)
);
CREATE INDEX editions_by_act ON editions(act);

CREATE TABLE edition_units (              -- their structure, document order; columns as in units
    source          INTEGER NOT NULL REFERENCES editions(source),
    brought         INTEGER NOT NULL,     -- 0: as the source has it; 1: through time, where editions.brought says so
    position        INTEGER NOT NULL,
    eid             TEXT NOT NULL,
    wid             TEXT NOT NULL,
    parent          TEXT,
    component       TEXT NOT NULL,
    kind            TEXT NOT NULL,
    number          TEXT,
    heading         TEXT,
    start           INTEGER NOT NULL,     -- span in the source's text: the words of a leaf without rows in edition_texts
    "end"           INTEGER NOT NULL,
    last            INTEGER NOT NULL,
    leaf            INTEGER NOT NULL,
    in_force_from   TEXT NOT NULL,
    in_force_until  TEXT,
    PRIMARY KEY (source, brought, position)
) WITHOUT ROWID;
CREATE UNIQUE INDEX edition_units_by_eid ON edition_units(source, brought, eid);

CREATE TABLE edition_texts (              -- every wording of the units that those orders changed
    source          INTEGER NOT NULL REFERENCES editions(source),
    eid             TEXT NOT NULL,
    in_force_from   TEXT NOT NULL,        -- '' : as the source has it
    text            TEXT NOT NULL,
    in_force_until  TEXT,
    made_by         TEXT,                 -- ids of operations, in order, a space between
    PRIMARY KEY (source, eid, in_force_from)
) WITHOUT ROWID;

CREATE TABLE edition_notes (              -- which acts their editors name at which units
    source          INTEGER NOT NULL REFERENCES editions(source),
    position        INTEGER NOT NULL,     -- order in the source
    eid             TEXT NOT NULL,        -- '' : the act as a whole
    act             TEXT NOT NULL,
    verb            TEXT NOT NULL,
    PRIMARY KEY (source, position)
) WITHOUT ROWID;

CREATE TABLE citations (
    source          INTEGER NOT NULL REFERENCES sources(id),
    position        INTEGER NOT NULL,     -- order in the source
    start           INTEGER NOT NULL,
    "end"           INTEGER NOT NULL,
    reach           INTEGER NOT NULL,     -- where the cited act's title ends when it follows, else "end"
    exact           TEXT NOT NULL,
    act             TEXT,                 -- citing act; NULL in a collection
    unit            TEXT NOT NULL,        -- eid of the citing unit
    cited           TEXT,                 -- act_records.id; NULL: not understood
    component       TEXT NOT NULL,
    address         TEXT,                 -- first cited eid, NULL: the act as a whole
    addresses       TEXT NOT NULL,        -- JSON array of eids
    title           TEXT,                 -- as quoted in the citation
    relation        TEXT NOT NULL,        -- cites | amends | repeals | approves | approved_by | based_on | supersedes | self
    status          TEXT NOT NULL,        -- resolved | ambiguous | unknown
    candidates      TEXT NOT NULL,        -- JSON array of ids; of an act cited without a date also the dated acts that
                                          -- may be meant, or the one that bears the title: kb/store/namesakes.py
    edition         TEXT,                 -- day of the edition cited, if named
    form            TEXT NOT NULL,
    PRIMARY KEY (source, start, "end", position)
) WITHOUT ROWID;
CREATE INDEX citations_by_cited ON citations(cited, act);
CREATE INDEX citations_by_act ON citations(act, unit);
CREATE INDEX citations_approving ON citations(cited) WHERE relation = 'approved_by';
CREATE INDEX citations_meaning ON citations(candidates) WHERE status = 'resolved' AND candidates <> '[]';

CREATE TABLE operations (                 -- who changed what: orders of amending acts, and editor's notes
    id              TEXT PRIMARY KEY,     -- <first 13 digits of the source's SHA-256>:<basis letter><position>
    act             TEXT NOT NULL,        -- amending act
    unit            TEXT NOT NULL,        -- eid in the amending act, '' when stated by a note, a title or a card
    position        INTEGER NOT NULL,     -- order in the amending act (or in the noting source)
    verb            TEXT NOT NULL,
    target          TEXT,                 -- amended act
    target_component TEXT NOT NULL,       -- main, an annex's eid, or the word an annex is called by
    named_eid        TEXT NOT NULL,        -- the unit within that component, as said; '' : the whole of it
    target_eid      TEXT NOT NULL,        -- the unit's eid in the amended act: projected by kb/store/landing.py
    old             TEXT,
    new             TEXT,
    in_force_from   TEXT,
    basis           TEXT NOT NULL,        -- of the date: clause | default | unknown; note | title | card: who stated the change
    missing         TEXT,                 -- which fact the date waits for
    in_force_until  TEXT,
    state           TEXT NOT NULL,        -- stated | applied | refused | pending
    reason          TEXT,                 -- why refused or pending, in words
    source          INTEGER NOT NULL REFERENCES sources(id),
    start           INTEGER NOT NULL,
    "end"           INTEGER NOT NULL,
    part            TEXT,                 -- what it touches in the unit, printed (ingest/law/part.py); NULL: all of it
    spared          TEXT NOT NULL DEFAULT '[]', -- JSON: eids in the amended act that part leaves out: by kb/store/landing.py
    inflected       INTEGER NOT NULL DEFAULT 0, -- 1: old in every form, as «в соответствующем падеже» asks
    target_title    TEXT,                 -- title of the amended act as the order gives it
    withdrawn       INTEGER NOT NULL DEFAULT 0, -- 1: taken out by a correction, not to be applied
    found_by        TEXT NOT NULL DEFAULT '', -- the rule that read it: repeal/behind, note/add before, title, card
    corrected       TEXT,                 -- JSON: "by" ids of corrections, "was" the parsed values; NULL: as parsed
    named           TEXT,                 -- act, as the order names it, and
    named_component TEXT                  -- its component; NULL: target and target_component (kb/store/local_acts.py)
) WITHOUT ROWID;
CREATE INDEX operations_corrected ON operations(id) WHERE corrected IS NOT NULL;
CREATE INDEX operations_by_target ON operations(target, target_eid);
CREATE INDEX operations_repealing ON operations(target, in_force_from) WHERE verb = 'repeal' AND target_eid = '';
CREATE INDEX operations_suspending ON operations(target) WHERE verb = 'suspend' AND target_eid = '';
CREATE INDEX operations_by_named ON operations(named) WHERE named IS NOT NULL;
CREATE INDEX operations_by_act ON operations(act);
CREATE INDEX operations_by_source ON operations(source);

CREATE TABLE corrections (                -- what people put right (ingest/sources/overlay.py), and what became of it
    id              TEXT PRIMARY KEY,     -- <the same 13 digits>:c<line>
    source          INTEGER NOT NULL REFERENCES sources(id),
    start           INTEGER NOT NULL,     -- line of the entry in its file
    act             TEXT,                 -- act whose facts, or whose order, it corrects; NULL: it fits nothing
    operation       TEXT,                 -- order that it corrects; NULL: facts of the act
    said            TEXT NOT NULL,        -- JSON: how the entry names that: act, unit, verb, words
    put             TEXT NOT NULL,        -- JSON: field -> what it is to be
    who             TEXT NOT NULL,
    day             TEXT NOT NULL,        -- when it was decided
    why             TEXT NOT NULL,
    state           TEXT NOT NULL,        -- waiting | applied | overruled (by a later one) | unfit
    reason          TEXT                  -- why overruled or unfit, in words
) WITHOUT ROWID;
CREATE INDEX corrections_by_act ON corrections(act);
CREATE INDEX corrections_by_source ON corrections(source);

CREATE TABLE commencement (
    act             TEXT NOT NULL,
    position        INTEGER NOT NULL,
    start           INTEGER NOT NULL,
    "end"           INTEGER NOT NULL,
    scope           TEXT NOT NULL,        -- JSON array of eids
    in_force_from   TEXT,
    rule            TEXT NOT NULL,
    in_force_until  TEXT,
    basis           TEXT NOT NULL,
    retroactive     TEXT,
    found_by        TEXT NOT NULL,        -- the rule that fired
    PRIMARY KEY (act, position)
) WITHOUT ROWID;

CREATE TABLE collections (                -- a thematic page
    id              TEXT PRIMARY KEY,
    title           TEXT NOT NULL,
    source          INTEGER NOT NULL REFERENCES sources(id)
) WITHOUT ROWID;

CREATE TABLE collection_items (
    collection      TEXT NOT NULL REFERENCES collections(id),
    position        INTEGER NOT NULL,
    kind            TEXT NOT NULL,        -- act | guidance | step | link
    section         TEXT NOT NULL,        -- title of the section it stands in
    act             TEXT,
    text            TEXT NOT NULL,
    url             TEXT,
    PRIMARY KEY (collection, position)
) WITHOUT ROWID;

CREATE TABLE problems (
    id              TEXT PRIMARY KEY,     -- <the same 13 digits, or name>:<number>
    source          INTEGER REFERENCES sources(id),  -- NULL: the file could not even be opened
    name            TEXT NOT NULL,        -- file name
    act             TEXT,
    start           INTEGER,
    rule            TEXT NOT NULL,
    message         TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX problems_by_source ON problems(source);
CREATE INDEX problems_contradicting ON problems(act) WHERE rule = 'contradiction';

CREATE TABLE changes (                    -- what the base learned, for feeds
    day             TEXT NOT NULL,
    act             TEXT NOT NULL,
    what            TEXT NOT NULL,        -- added | edition | amended | repealed
    detail          TEXT NOT NULL,
    PRIMARY KEY (day, act, what, detail)
) WITHOUT ROWID;
CREATE INDEX changes_by_act ON changes(act);

CREATE VIEW acts AS                       -- act_records with the status of today
    SELECT id, kind, number, number_key, date, title, label,
           coalesce((SELECT s.status FROM act_statuses s
                     WHERE s.act = r.id AND s.since <= date('now', 'localtime') ORDER BY s.since DESC LIMIT 1),
                    'unknown') AS status, -- of an act whose statuses wait to be made: act_statuses has no row of it
           (SELECT s.ground FROM act_statuses s
            WHERE s.act = r.id AND s.since <= date('now', 'localtime') ORDER BY s.since DESC LIMIT 1) AS status_ground,
           in_force_from, in_force_until, published, registered, registered_on, known_from, has_text, naming, iri,
           source, edition, model, times_cited
    FROM act_records r;

CREATE VIEW in_force AS
    SELECT r.id, r.kind, r.number, r.date, r.title, r.label, r.in_force_from, r.in_force_until, s.ground AS status_ground
    FROM act_statuses s JOIN act_records r ON r.id = s.act
    WHERE s.status = 'in_force' AND s.since <= date('now', 'localtime')
      AND (s.until IS NULL OR s.until > date('now', 'localtime'));

CREATE VIEW missing_acts AS
    SELECT id, kind, number, date, title, label, times_cited FROM act_records WHERE has_text = 0 AND times_cited > 0;
