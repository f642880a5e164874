-- Written by `bildungsnetz schema`: what the migrations make. Never edited, never run.

CREATE TABLE account (
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    email text NOT NULL,
    email_key text NOT NULL,
    password_hash text,
    state text NOT NULL,
    totp_secret text,
    totp_pending text,
    totp_last_step bigint,
    language text NOT NULL,
    last_sign_in_at bigint,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    CONSTRAINT account_pkey PRIMARY KEY (id),
    CONSTRAINT fk_account_person_id FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE RESTRICT
);
CREATE UNIQUE INDEX uq_account_email_key ON public.account USING btree (email_key);
CREATE UNIQUE INDEX uq_account_person_id ON public.account USING btree (person_id);

CREATE TABLE agenda_item (
    id uuid NOT NULL,
    meeting_id uuid NOT NULL,
    "position" bigint,
    title text NOT NULL,
    purpose text NOT NULL,
    is_public bigint NOT NULL,
    note text,
    removed_at bigint,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    CONSTRAINT agenda_item_pkey PRIMARY KEY (id),
    CONSTRAINT fk_agenda_item_meeting_id FOREIGN KEY (meeting_id) REFERENCES meeting(id) ON DELETE RESTRICT
);
CREATE UNIQUE INDEX uq_agenda_item_meeting_id_position ON public.agenda_item USING btree (meeting_id, "position");

CREATE TABLE agreement (
    id uuid NOT NULL,
    kind text NOT NULL,
    number text NOT NULL,
    edition bigint NOT NULL,
    agency_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    district_key text NOT NULL,
    valid_from text NOT NULL,
    valid_until text,
    purpose text NOT NULL,
    focal_points text,
    agency_signatory text,
    agency_signed_on text,
    municipality_signatory text,
    municipality_signed_on text,
    reason text,
    predecessor_id uuid,
    state text NOT NULL,
    in_force_for text,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    CONSTRAINT agreement_pkey PRIMARY KEY (id),
    CONSTRAINT fk_agreement_agency_id FOREIGN KEY (agency_id) REFERENCES organisation(id) ON DELETE RESTRICT,
    CONSTRAINT fk_agreement_organisation_id FOREIGN KEY (organisation_id) REFERENCES organisation(id) ON DELETE RESTRICT,
    CONSTRAINT fk_agreement_predecessor_id FOREIGN KEY (predecessor_id) REFERENCES agreement(id) ON DELETE RESTRICT
);
CREATE INDEX ix_agreement_district_key_state ON public.agreement USING btree (district_key, state);
CREATE INDEX ix_agreement_organisation_id_valid_from_id ON public.agreement USING btree (organisation_id, valid_from, id);
CREATE INDEX ix_agreement_valid_from_id ON public.agreement USING btree (valid_from, id);
CREATE UNIQUE INDEX uq_agreement_in_force_for ON public.agreement USING btree (in_force_for);
CREATE UNIQUE INDEX uq_agreement_number_edition ON public.agreement USING btree (number, edition);

CREATE TABLE attendance (
    registration_id uuid NOT NULL,
    status text NOT NULL,
    minutes bigint NOT NULL,
    marked_at bigint NOT NULL,
    recorded_by_id uuid,
    recorded_at bigint NOT NULL,
    CONSTRAINT attendance_pkey PRIMARY KEY (registration_id),
    CONSTRAINT fk_attendance_recorded_by_id FOREIGN KEY (recorded_by_id) REFERENCES account(id) ON DELETE RESTRICT,
    CONSTRAINT fk_attendance_registration_id FOREIGN KEY (registration_id) REFERENCES registration(id) ON DELETE RESTRICT
);

CREATE TABLE audit_entry (
    id uuid NOT NULL,
    seq bigint NOT NULL,
    at bigint NOT NULL,
    action text NOT NULL,
    event text NOT NULL,
    actor_kind text NOT NULL,
    account_id uuid,
    session_id uuid,
    request_id text NOT NULL,
    subject_type text NOT NULL,
    subject_id uuid NOT NULL,
    organisation_id uuid,
    district_key text,
    version bigint,
    data text NOT NULL,
    previous_hash text NOT NULL,
    hash text NOT NULL,
    service_id uuid,
    CONSTRAINT audit_entry_pkey PRIMARY KEY (id)
);
CREATE INDEX ix_audit_entry_account_id_seq ON public.audit_entry USING btree (account_id, seq);
CREATE INDEX ix_audit_entry_district_key_seq ON public.audit_entry USING btree (district_key, seq);
CREATE INDEX ix_audit_entry_organisation_id_seq ON public.audit_entry USING btree (organisation_id, seq);
CREATE INDEX ix_audit_entry_subject_id_seq ON public.audit_entry USING btree (subject_id, seq);
CREATE UNIQUE INDEX uq_audit_entry_seq ON public.audit_entry USING btree (seq);

CREATE TABLE audit_head (
    id uuid NOT NULL,
    seq bigint NOT NULL,
    hash text NOT NULL,
    CONSTRAINT audit_head_pkey PRIMARY KEY (id)
);

CREATE TABLE audit_value (
    entry_id uuid NOT NULL,
    field text NOT NULL,
    salt text NOT NULL,
    old_value text,
    new_value text,
    CONSTRAINT audit_value_pkey PRIMARY KEY (entry_id, field),
    CONSTRAINT fk_audit_value_entry_id FOREIGN KEY (entry_id) REFERENCES audit_entry(id) ON DELETE RESTRICT
);

CREATE TABLE calendar_feed (
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    label text NOT NULL,
    digest text NOT NULL,
    created_at bigint NOT NULL,
    revoked_at bigint,
    committee_id uuid,
    network_id uuid,
    CONSTRAINT calendar_feed_pkey PRIMARY KEY (id),
    CONSTRAINT fk_calendar_feed_account_id FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE RESTRICT
);
CREATE INDEX ix_calendar_feed_account_id ON public.calendar_feed USING btree (account_id);
CREATE UNIQUE INDEX uq_calendar_feed_digest ON public.calendar_feed USING btree (digest);

CREATE TABLE certificate (
    id uuid NOT NULL,
    subject_kind text NOT NULL,
    subject_id uuid NOT NULL,
    session_id uuid,
    series_id uuid,
    issuer_id uuid NOT NULL,
    issuer_district_key text,
    person_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    district_key text,
    year bigint NOT NULL,
    serial bigint NOT NULL,
    content text NOT NULL,
    hash text NOT NULL,
    code text NOT NULL,
    initials text NOT NULL,
    name_display text NOT NULL,
    state text NOT NULL,
    revoked_at bigint,
    reason text,
    replaces_id uuid,
    valid_for text,
    version bigint NOT NULL,
    issued_at bigint NOT NULL,
    issued_by_id uuid,
    updated_at bigint NOT NULL,
    CONSTRAINT certificate_pkey PRIMARY KEY (id),
    CONSTRAINT fk_certificate_issued_by_id FOREIGN KEY (issued_by_id) REFERENCES account(id) ON DELETE RESTRICT,
    CONSTRAINT fk_certificate_issuer_id FOREIGN KEY (issuer_id) REFERENCES organisation(id) ON DELETE RESTRICT,
    CONSTRAINT fk_certificate_organisation_id FOREIGN KEY (organisation_id) REFERENCES organisation(id) ON DELETE RESTRICT,
    CONSTRAINT fk_certificate_person_id FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE RESTRICT,
    CONSTRAINT fk_certificate_series_id FOREIGN KEY (series_id) REFERENCES course_series(id) ON DELETE RESTRICT,
    CONSTRAINT fk_certificate_session_id FOREIGN KEY (session_id) REFERENCES course_session(id) ON DELETE RESTRICT
);
CREATE INDEX ix_certificate_district_key_issued_at_id ON public.certificate USING btree (district_key, issued_at, id);
CREATE INDEX ix_certificate_issued_at_id ON public.certificate USING btree (issued_at, id);
CREATE INDEX ix_certificate_organisation_id_issued_at_id ON public.certificate USING btree (organisation_id, issued_at, id);
CREATE INDEX ix_certificate_person_id_issued_at_id ON public.certificate USING btree (person_id, issued_at, id);
CREATE INDEX ix_certificate_series_id ON public.certificate USING btree (series_id);
CREATE INDEX ix_certificate_session_id ON public.certificate USING btree (session_id);
CREATE INDEX ix_certificate_subject_id_person_id ON public.certificate USING btree (subject_id, person_id);
CREATE UNIQUE INDEX uq_certificate_code ON public.certificate USING btree (code);
CREATE UNIQUE INDEX uq_certificate_issuer_id_year_serial ON public.certificate USING btree (issuer_id, year, serial);
CREATE UNIQUE INDEX uq_certificate_replaces_id ON public.certificate USING btree (replaces_id);
CREATE UNIQUE INDEX uq_certificate_valid_for ON public.certificate USING btree (valid_for);

CREATE TABLE certificate_register (
    id uuid NOT NULL,
    issuer_id uuid NOT NULL,
    year bigint NOT NULL,
    last bigint NOT NULL,
    CONSTRAINT certificate_register_pkey PRIMARY KEY (id),
    CONSTRAINT fk_certificate_register_issuer_id FOREIGN KEY (issuer_id) REFERENCES organisation(id) ON DELETE RESTRICT
);
CREATE UNIQUE INDEX uq_certificate_register_issuer_id_year ON public.certificate_register USING btree (issuer_id, year);

CREATE TABLE check_in (
    id uuid NOT NULL,
    session_id uuid NOT NULL,
    client_id text NOT NULL,
    registration_id uuid NOT NULL,
    status text NOT NULL,
    minutes bigint,
    marked_at bigint NOT NULL,
    outcome text NOT NULL,
    account_id uuid,
    at bigint NOT NULL,
    CONSTRAINT check_in_pkey PRIMARY KEY (id),
    CONSTRAINT fk_check_in_account_id FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE RESTRICT,
    CONSTRAINT fk_check_in_registration_id FOREIGN KEY (registration_id) REFERENCES registration(id) ON DELETE RESTRICT,
    CONSTRAINT fk_check_in_session_id FOREIGN KEY (session_id) REFERENCES course_session(id) ON DELETE RESTRICT
);
CREATE INDEX ix_check_in_registration_id ON public.check_in USING btree (registration_id);
CREATE UNIQUE INDEX uq_check_in_session_id_client_id ON public.check_in USING btree (session_id, client_id);

CREATE TABLE committee (
    id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    district_key text,
    network_id uuid,
    name text NOT NULL,
    short_name text,
    local_label text,
    kind text NOT NULL,
    fields text NOT NULL,
    legal_basis text,
    meetings_per_year bigint,
    visibility text NOT NULL,
    lead_days bigint NOT NULL,
    quorum_kind text NOT NULL,
    quorum_value bigint,
    decision_rule text NOT NULL,
    is_circular_allowed bigint NOT NULL,
    voting_members bigint,
    founded_on text NOT NULL,
    state text NOT NULL,
    dissolved_on text,
    dissolve_reason text,
    search_key text NOT NULL,
    sort_key text NOT NULL,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    CONSTRAINT committee_pkey PRIMARY KEY (id),
    CONSTRAINT fk_committee_network_id FOREIGN KEY (network_id) REFERENCES network(id) ON DELETE RESTRICT,
    CONSTRAINT fk_committee_organisation_id FOREIGN KEY (organisation_id) REFERENCES organisation(id) ON DELETE RESTRICT
);
CREATE INDEX ix_committee_district_key_sort_key_id ON public.committee USING btree (district_key, sort_key, id);
CREATE INDEX ix_committee_network_id_sort_key_id ON public.committee USING btree (network_id, sort_key, id);
CREATE INDEX ix_committee_organisation_id_sort_key_id ON public.committee USING btree (organisation_id, sort_key, id);
CREATE INDEX ix_committee_sort_key_id ON public.committee USING btree (sort_key, id);
CREATE INDEX ix_committee_visibility_sort_key_id ON public.committee USING btree (visibility, sort_key, id);

CREATE TABLE committee_membership (
    id uuid NOT NULL,
    committee_id uuid NOT NULL,
    person_id uuid NOT NULL,
    seat text,
    role text NOT NULL,
    is_voting bigint NOT NULL,
    substitute_for_id uuid,
    organisation_id uuid,
    since text NOT NULL,
    until text,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    is_public bigint NOT NULL DEFAULT 0,
    CONSTRAINT committee_membership_pkey PRIMARY KEY (id),
    CONSTRAINT fk_committee_membership_committee_id FOREIGN KEY (committee_id) REFERENCES committee(id) ON DELETE RESTRICT,
    CONSTRAINT fk_committee_membership_organisation_id FOREIGN KEY (organisation_id) REFERENCES organisation(id) ON DELETE RESTRICT,
    CONSTRAINT fk_committee_membership_person_id FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE RESTRICT,
    CONSTRAINT fk_committee_membership_substitute_for_id FOREIGN KEY (substitute_for_id) REFERENCES committee_membership(id) ON DELETE RESTRICT
);
CREATE INDEX ix_committee_membership_committee_id_since_id ON public.committee_membership USING btree (committee_id, since, id);
CREATE INDEX ix_committee_membership_person_id_until ON public.committee_membership USING btree (person_id, until);

CREATE TABLE contact_point (
    id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    district_key text,
    person_id uuid,
    place bigint NOT NULL,
    kind text NOT NULL,
    value text NOT NULL,
    value_key text NOT NULL,
    label text,
    visibility text NOT NULL,
    CONSTRAINT contact_point_pkey PRIMARY KEY (id),
    CONSTRAINT fk_contact_point_organisation_id FOREIGN KEY (organisation_id) REFERENCES organisation(id) ON DELETE RESTRICT,
    CONSTRAINT fk_contact_point_person_id FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE RESTRICT
);
CREATE INDEX ix_contact_point_organisation_id_person_id_place ON public.contact_point USING btree (organisation_id, person_id, place);
CREATE INDEX ix_contact_point_person_id_place ON public.contact_point USING btree (person_id, place);
CREATE INDEX ix_contact_point_value_key ON public.contact_point USING btree (value_key);

CREATE TABLE course_invitee (
    id uuid NOT NULL,
    session_id uuid NOT NULL,
    person_id uuid,
    organisation_id uuid,
    created_at bigint NOT NULL,
    CONSTRAINT course_invitee_pkey PRIMARY KEY (id),
    CONSTRAINT fk_course_invitee_organisation_id FOREIGN KEY (organisation_id) REFERENCES organisation(id) ON DELETE RESTRICT,
    CONSTRAINT fk_course_invitee_person_id FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE RESTRICT,
    CONSTRAINT fk_course_invitee_session_id FOREIGN KEY (session_id) REFERENCES course_session(id) ON DELETE RESTRICT
);
CREATE INDEX ix_course_invitee_organisation_id ON public.course_invitee USING btree (organisation_id);
CREATE INDEX ix_course_invitee_person_id ON public.course_invitee USING btree (person_id);
CREATE UNIQUE INDEX uq_course_invitee_session_id_organisation_id ON public.course_invitee USING btree (session_id, organisation_id);
CREATE UNIQUE INDEX uq_course_invitee_session_id_person_id ON public.course_invitee USING btree (session_id, person_id);

CREATE TABLE course_module (
    id uuid NOT NULL,
    series_id uuid NOT NULL,
    place bigint NOT NULL,
    title text NOT NULL,
    description text,
    minutes bigint NOT NULL,
    mandatory bigint NOT NULL,
    prerequisites text NOT NULL,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    CONSTRAINT course_module_pkey PRIMARY KEY (id),
    CONSTRAINT fk_course_module_series_id FOREIGN KEY (series_id) REFERENCES course_series(id) ON DELETE RESTRICT
);
CREATE UNIQUE INDEX uq_course_module_series_id_place ON public.course_module USING btree (series_id, place);

CREATE TABLE course_question (
    id uuid NOT NULL,
    session_id uuid,
    module_id uuid,
    place bigint NOT NULL,
    key text NOT NULL,
    label text NOT NULL,
    help text,
    kind text NOT NULL,
    options text NOT NULL,
    required bigint NOT NULL,
    show_if_key text,
    show_if_value text,
    min bigint,
    max bigint,
    CONSTRAINT course_question_pkey PRIMARY KEY (id),
    CONSTRAINT fk_course_question_module_id FOREIGN KEY (module_id) REFERENCES course_module(id) ON DELETE RESTRICT,
    CONSTRAINT fk_course_question_session_id FOREIGN KEY (session_id) REFERENCES course_session(id) ON DELETE RESTRICT
);
CREATE UNIQUE INDEX uq_course_question_module_id_key ON public.course_question USING btree (module_id, key);
CREATE UNIQUE INDEX uq_course_question_session_id_key ON public.course_question USING btree (session_id, key);

CREATE TABLE course_reminder (
    id uuid NOT NULL,
    session_id uuid NOT NULL,
    anchor text NOT NULL,
    minutes bigint NOT NULL,
    due_at bigint NOT NULL,
    sent_at bigint,
    CONSTRAINT course_reminder_pkey PRIMARY KEY (id),
    CONSTRAINT fk_course_reminder_session_id FOREIGN KEY (session_id) REFERENCES course_session(id) ON DELETE RESTRICT
);
CREATE INDEX ix_course_reminder_sent_at_due_at ON public.course_reminder USING btree (sent_at, due_at);
CREATE UNIQUE INDEX uq_course_reminder_session_id_anchor_minutes ON public.course_reminder USING btree (session_id, anchor, minutes);

CREATE TABLE course_series (
    id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    district_key text,
    kind text NOT NULL,
    title text NOT NULL,
    description text,
    goals text,
    entitlement text NOT NULL,
    target_groups text NOT NULL,
    stages text NOT NULL,
    topics text NOT NULL,
    state text NOT NULL,
    audience text NOT NULL,
    search_key text NOT NULL,
    sort_key text NOT NULL,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    co_hosts text NOT NULL DEFAULT ''::text,
    CONSTRAINT course_series_pkey PRIMARY KEY (id),
    CONSTRAINT fk_course_series_organisation_id FOREIGN KEY (organisation_id) REFERENCES organisation(id) ON DELETE RESTRICT
);
CREATE INDEX ix_course_series_audience_sort_key_id ON public.course_series USING btree (audience, sort_key, id);
CREATE INDEX ix_course_series_organisation_id_sort_key_id ON public.course_series USING btree (organisation_id, sort_key, id);
CREATE INDEX ix_course_series_sort_key_id ON public.course_series USING btree (sort_key, id);

CREATE TABLE course_series_co_host (
    series_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    CONSTRAINT course_series_co_host_pkey PRIMARY KEY (series_id, organisation_id),
    CONSTRAINT fk_course_series_co_host_organisation_id FOREIGN KEY (organisation_id) REFERENCES organisation(id) ON DELETE RESTRICT,
    CONSTRAINT fk_course_series_co_host_series_id FOREIGN KEY (series_id) REFERENCES course_series(id) ON DELETE RESTRICT
);
CREATE INDEX ix_course_series_co_host_organisation_id_series_id ON public.course_series_co_host USING btree (organisation_id, series_id);

CREATE TABLE course_session (
    id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    district_key text,
    series_id uuid,
    module_id uuid,
    kind text NOT NULL,
    title text NOT NULL,
    description text,
    starts_at bigint NOT NULL,
    ends_at bigint NOT NULL,
    deadline_at bigint NOT NULL,
    format text NOT NULL,
    location text,
    online_link text,
    room_seats bigint NOT NULL,
    online_seats bigint NOT NULL,
    quotas text NOT NULL,
    per_district bigint,
    fewest_people bigint,
    entitlement text NOT NULL,
    allocation text NOT NULL,
    waiting_list bigint NOT NULL,
    offer_hours bigint,
    accessibility text,
    state text NOT NULL,
    audience text NOT NULL,
    reason text,
    replaced_by_id uuid,
    format_changed_at bigint,
    lot_seed text,
    next_place bigint NOT NULL,
    sequence bigint NOT NULL,
    search_key text NOT NULL,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    reminders text NOT NULL DEFAULT ''::text,
    materials text NOT NULL DEFAULT ''::text,
    co_hosts text NOT NULL DEFAULT ''::text,
    announced_at bigint,
    forgotten bigint NOT NULL DEFAULT 0,
    CONSTRAINT course_session_pkey PRIMARY KEY (id),
    CONSTRAINT fk_course_session_module_id FOREIGN KEY (module_id) REFERENCES course_module(id) ON DELETE RESTRICT,
    CONSTRAINT fk_course_session_organisation_id FOREIGN KEY (organisation_id) REFERENCES organisation(id) ON DELETE RESTRICT,
    CONSTRAINT fk_course_session_replaced_by_id FOREIGN KEY (replaced_by_id) REFERENCES course_session(id) ON DELETE RESTRICT,
    CONSTRAINT fk_course_session_series_id FOREIGN KEY (series_id) REFERENCES course_series(id) ON DELETE RESTRICT
);
CREATE INDEX ix_course_session_audience_starts_at_id ON public.course_session USING btree (audience, starts_at, id);
CREATE INDEX ix_course_session_forgotten_ends_at ON public.course_session USING btree (forgotten, ends_at);
CREATE INDEX ix_course_session_module_id_starts_at ON public.course_session USING btree (module_id, starts_at);
CREATE INDEX ix_course_session_organisation_id_starts_at_id ON public.course_session USING btree (organisation_id, starts_at, id);
CREATE INDEX ix_course_session_series_id_starts_at_id ON public.course_session USING btree (series_id, starts_at, id);
CREATE INDEX ix_course_session_starts_at_id ON public.course_session USING btree (starts_at, id);

CREATE TABLE course_session_co_host (
    session_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    CONSTRAINT course_session_co_host_pkey PRIMARY KEY (session_id, organisation_id),
    CONSTRAINT fk_course_session_co_host_organisation_id FOREIGN KEY (organisation_id) REFERENCES organisation(id) ON DELETE RESTRICT,
    CONSTRAINT fk_course_session_co_host_session_id FOREIGN KEY (session_id) REFERENCES course_session(id) ON DELETE RESTRICT
);
CREATE INDEX ix_course_session_co_host_organisation_id_session_id ON public.course_session_co_host USING btree (organisation_id, session_id);

CREATE TABLE evaluation (
    id uuid NOT NULL,
    session_id uuid NOT NULL,
    breakdown text,
    state text NOT NULL,
    asked bigint NOT NULL,
    answered bigint,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    remind_at bigint,
    CONSTRAINT evaluation_pkey PRIMARY KEY (id),
    CONSTRAINT fk_evaluation_session_id FOREIGN KEY (session_id) REFERENCES course_session(id) ON DELETE RESTRICT
);
CREATE INDEX ix_evaluation_remind_at ON public.evaluation USING btree (remind_at);
CREATE UNIQUE INDEX uq_evaluation_session_id ON public.evaluation USING btree (session_id);

CREATE TABLE evaluation_asked (
    evaluation_id uuid NOT NULL,
    person_id uuid NOT NULL,
    part text NOT NULL,
    answered bigint NOT NULL,
    CONSTRAINT evaluation_asked_pkey PRIMARY KEY (evaluation_id, person_id),
    CONSTRAINT fk_evaluation_asked_evaluation_id FOREIGN KEY (evaluation_id) REFERENCES evaluation(id) ON DELETE RESTRICT,
    CONSTRAINT fk_evaluation_asked_person_id FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE RESTRICT
);
CREATE INDEX ix_evaluation_asked_person_id_answered ON public.evaluation_asked USING btree (person_id, answered);

CREATE TABLE evaluation_question (
    id uuid NOT NULL,
    evaluation_id uuid NOT NULL,
    place bigint NOT NULL,
    key text NOT NULL,
    german text NOT NULL,
    english text,
    kind text NOT NULL,
    options text NOT NULL,
    required bigint NOT NULL,
    CONSTRAINT evaluation_question_pkey PRIMARY KEY (id),
    CONSTRAINT fk_evaluation_question_evaluation_id FOREIGN KEY (evaluation_id) REFERENCES evaluation(id) ON DELETE RESTRICT
);
CREATE UNIQUE INDEX uq_evaluation_question_evaluation_id_key ON public.evaluation_question USING btree (evaluation_id, key);

CREATE TABLE evaluation_urn (
    evaluation_id uuid NOT NULL,
    contents text NOT NULL,
    CONSTRAINT evaluation_urn_pkey PRIMARY KEY (evaluation_id),
    CONSTRAINT fk_evaluation_urn_evaluation_id FOREIGN KEY (evaluation_id) REFERENCES evaluation(id) ON DELETE RESTRICT
);

CREATE TABLE event_relay (
    stream text NOT NULL,
    cursor_seq bigint NOT NULL,
    holder_id uuid,
    held_until bigint NOT NULL,
    CONSTRAINT event_relay_pkey PRIMARY KEY (stream)
);

CREATE TABLE export (
    id uuid NOT NULL,
    account_id uuid,
    person_id uuid,
    session_id uuid,
    token_id uuid,
    service_id uuid,
    organisation_id uuid,
    requester_id uuid NOT NULL,
    second_factor bigint NOT NULL,
    scopes text,
    document text NOT NULL,
    operation text,
    variables text NOT NULL,
    document_hash text NOT NULL,
    connection text NOT NULL,
    format text NOT NULL,
    language text NOT NULL,
    file_name text NOT NULL,
    state text NOT NULL,
    rows bigint NOT NULL,
    total bigint,
    bytes bigint NOT NULL,
    sha256 text,
    blob_id uuid,
    failure text,
    reason text,
    attempts bigint NOT NULL,
    claim_id uuid,
    claimed_until bigint,
    created_at bigint NOT NULL,
    started_at bigint,
    ended_at bigint,
    expires_at bigint,
    version bigint NOT NULL,
    CONSTRAINT export_pkey PRIMARY KEY (id),
    CONSTRAINT fk_export_account_id FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE RESTRICT,
    CONSTRAINT fk_export_organisation_id FOREIGN KEY (organisation_id) REFERENCES organisation(id) ON DELETE RESTRICT,
    CONSTRAINT fk_export_person_id FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE RESTRICT,
    CONSTRAINT fk_export_service_id FOREIGN KEY (service_id) REFERENCES service_account(id) ON DELETE RESTRICT
);
CREATE INDEX ix_export_blob_id ON public.export USING btree (blob_id);
CREATE INDEX ix_export_created_at_id ON public.export USING btree (created_at, id);
CREATE INDEX ix_export_organisation_id_created_at_id ON public.export USING btree (organisation_id, created_at, id);
CREATE INDEX ix_export_person_id_created_at_id ON public.export USING btree (person_id, created_at, id);
CREATE INDEX ix_export_requester_id_state_started_at ON public.export USING btree (requester_id, state, started_at);
CREATE INDEX ix_export_state_created_at ON public.export USING btree (state, created_at);
CREATE INDEX ix_export_state_expires_at ON public.export USING btree (state, expires_at);

CREATE TABLE external_identity (
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    issuer text NOT NULL,
    subject text NOT NULL,
    linked_at bigint NOT NULL,
    last_used_at bigint,
    CONSTRAINT external_identity_pkey PRIMARY KEY (id),
    CONSTRAINT fk_external_identity_account_id FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE RESTRICT
);
CREATE INDEX ix_external_identity_account_id_linked_at ON public.external_identity USING btree (account_id, linked_at);
CREATE UNIQUE INDEX uq_external_identity_issuer_subject ON public.external_identity USING btree (issuer, subject);

CREATE TABLE feed_item (
    path text NOT NULL,
    kind text NOT NULL,
    content text,
    news text NOT NULL,
    created_at bigint NOT NULL,
    modified_at bigint NOT NULL,
    told_at bigint NOT NULL,
    CONSTRAINT feed_item_pkey PRIMARY KEY (path)
);
CREATE INDEX ix_feed_item_kind_modified_at_path ON public.feed_item USING btree (kind, modified_at, path);
CREATE INDEX ix_feed_item_kind_told_at_path ON public.feed_item USING btree (kind, told_at, path);

CREATE TABLE feed_progress (
    id uuid NOT NULL,
    seq bigint,
    format bigint NOT NULL,
    modified_at bigint NOT NULL,
    CONSTRAINT feed_progress_pkey PRIMARY KEY (id)
);

CREATE TABLE file (
    id uuid NOT NULL,
    holder_kind text NOT NULL,
    holder_id uuid NOT NULL,
    name text NOT NULL,
    title text,
    media_type text NOT NULL,
    size bigint NOT NULL,
    sha256 text NOT NULL,
    sha512 text NOT NULL,
    blob_id uuid NOT NULL,
    deleted_at bigint,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    CONSTRAINT file_pkey PRIMARY KEY (id)
);
CREATE INDEX ix_file_holder_kind_holder_id_created_at_id ON public.file USING btree (holder_kind, holder_id, created_at, id);
CREATE INDEX ix_file_updated_at_id ON public.file USING btree (updated_at, id);
CREATE UNIQUE INDEX uq_file_blob_id ON public.file USING btree (blob_id);

CREATE TABLE format_change (
    id uuid NOT NULL,
    session_id uuid NOT NULL,
    from_format text NOT NULL,
    to_format text NOT NULL,
    reason text NOT NULL,
    at bigint NOT NULL,
    account_id uuid,
    CONSTRAINT format_change_pkey PRIMARY KEY (id),
    CONSTRAINT fk_format_change_account_id FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE RESTRICT,
    CONSTRAINT fk_format_change_session_id FOREIGN KEY (session_id) REFERENCES course_session(id) ON DELETE RESTRICT
);
CREATE INDEX ix_format_change_session_id_at ON public.format_change USING btree (session_id, at);

CREATE TABLE idempotency_key (
    caller text NOT NULL,
    key text NOT NULL,
    request_hash text NOT NULL,
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    answer text,
    CONSTRAINT idempotency_key_pkey PRIMARY KEY (caller, key)
);
CREATE INDEX ix_idempotency_key_expires_at ON public.idempotency_key USING btree (expires_at);

CREATE TABLE import_file (
    id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    name text NOT NULL,
    size bigint NOT NULL,
    sha256 text NOT NULL,
    blob_id uuid NOT NULL,
    deleted_at bigint,
    created_at bigint NOT NULL,
    CONSTRAINT import_file_pkey PRIMARY KEY (id),
    CONSTRAINT fk_import_file_organisation_id FOREIGN KEY (organisation_id) REFERENCES organisation(id) ON DELETE RESTRICT
);
CREATE INDEX ix_import_file_blob_id ON public.import_file USING btree (blob_id);
CREATE INDEX ix_import_file_deleted_at_created_at ON public.import_file USING btree (deleted_at, created_at);

CREATE TABLE import_job (
    id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    file_id uuid NOT NULL,
    mapping_id uuid,
    mapping text NOT NULL,
    kind text NOT NULL,
    fingerprint text NOT NULL,
    holds text,
    policy text NOT NULL,
    dry_run bigint NOT NULL,
    state text NOT NULL,
    rows bigint NOT NULL,
    done bigint NOT NULL,
    created bigint NOT NULL,
    duplicates bigint NOT NULL,
    refused bigint NOT NULL,
    account_id uuid,
    session_id uuid,
    token_id uuid,
    service_id uuid,
    second_factor bigint NOT NULL,
    scopes text,
    failure text,
    attempts bigint NOT NULL,
    due_at bigint NOT NULL,
    claim uuid,
    claimed_until bigint,
    created_at bigint NOT NULL,
    started_at bigint,
    finished_at bigint,
    forgotten_at bigint,
    version bigint NOT NULL,
    CONSTRAINT import_job_pkey PRIMARY KEY (id),
    CONSTRAINT fk_import_job_account_id FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE RESTRICT,
    CONSTRAINT fk_import_job_file_id FOREIGN KEY (file_id) REFERENCES import_file(id) ON DELETE RESTRICT,
    CONSTRAINT fk_import_job_organisation_id FOREIGN KEY (organisation_id) REFERENCES organisation(id) ON DELETE RESTRICT,
    CONSTRAINT fk_import_job_service_id FOREIGN KEY (service_id) REFERENCES service_account(id) ON DELETE RESTRICT
);
CREATE INDEX ix_import_job_created_at_id ON public.import_job USING btree (created_at, id);
CREATE INDEX ix_import_job_file_id ON public.import_job USING btree (file_id);
CREATE INDEX ix_import_job_organisation_id ON public.import_job USING btree (organisation_id);
CREATE INDEX ix_import_job_state_due_at ON public.import_job USING btree (state, due_at);
CREATE UNIQUE INDEX uq_import_job_holds ON public.import_job USING btree (holds);

CREATE TABLE import_mapping (
    id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    definition text NOT NULL,
    sort_key text NOT NULL,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    CONSTRAINT import_mapping_pkey PRIMARY KEY (id),
    CONSTRAINT fk_import_mapping_organisation_id FOREIGN KEY (organisation_id) REFERENCES organisation(id) ON DELETE RESTRICT
);
CREATE INDEX ix_import_mapping_organisation_id_kind ON public.import_mapping USING btree (organisation_id, kind);
CREATE INDEX ix_import_mapping_sort_key_id ON public.import_mapping USING btree (sort_key, id);

CREATE TABLE import_row (
    id uuid NOT NULL,
    import_id uuid NOT NULL,
    number bigint NOT NULL,
    outcome text NOT NULL,
    messages text NOT NULL,
    record_id uuid,
    CONSTRAINT import_row_pkey PRIMARY KEY (id),
    CONSTRAINT fk_import_row_import_id FOREIGN KEY (import_id) REFERENCES import_job(id) ON DELETE RESTRICT
);
CREATE INDEX ix_import_row_import_id_outcome_number ON public.import_row USING btree (import_id, outcome, number);
CREATE UNIQUE INDEX uq_import_row_import_id_number ON public.import_row USING btree (import_id, number);

CREATE TABLE invitation (
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    invited_by uuid,
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    accepted_at bigint,
    revoked_at bigint,
    CONSTRAINT invitation_pkey PRIMARY KEY (id),
    CONSTRAINT fk_invitation_account_id FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE RESTRICT,
    CONSTRAINT fk_invitation_invited_by FOREIGN KEY (invited_by) REFERENCES account(id) ON DELETE RESTRICT
);
CREATE INDEX ix_invitation_account_id_created_at ON public.invitation USING btree (account_id, created_at);

CREATE TABLE measure (
    id uuid NOT NULL,
    committee_id uuid NOT NULL,
    resolution_id uuid,
    goal_id uuid,
    title text NOT NULL,
    description text,
    organisation_id uuid NOT NULL,
    person_id uuid,
    start text NOT NULL,
    due text NOT NULL,
    cost_cents bigint,
    indicator text,
    state text NOT NULL,
    progress bigint NOT NULL,
    note text,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    CONSTRAINT measure_pkey PRIMARY KEY (id),
    CONSTRAINT fk_measure_committee_id FOREIGN KEY (committee_id) REFERENCES committee(id) ON DELETE RESTRICT,
    CONSTRAINT fk_measure_goal_id FOREIGN KEY (goal_id) REFERENCES network_goal(id) ON DELETE RESTRICT,
    CONSTRAINT fk_measure_organisation_id FOREIGN KEY (organisation_id) REFERENCES organisation(id) ON DELETE RESTRICT,
    CONSTRAINT fk_measure_person_id FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE RESTRICT,
    CONSTRAINT fk_measure_resolution_id FOREIGN KEY (resolution_id) REFERENCES resolution(id) ON DELETE RESTRICT
);
CREATE INDEX ix_measure_committee_id_due_id ON public.measure USING btree (committee_id, due, id);
CREATE INDEX ix_measure_due_id ON public.measure USING btree (due, id);
CREATE INDEX ix_measure_goal_id ON public.measure USING btree (goal_id);
CREATE INDEX ix_measure_person_id_state ON public.measure USING btree (person_id, state);
CREATE INDEX ix_measure_resolution_id ON public.measure USING btree (resolution_id);

CREATE TABLE measure_step (
    id uuid NOT NULL,
    measure_id uuid NOT NULL,
    number bigint NOT NULL,
    state text NOT NULL,
    progress bigint NOT NULL,
    note text,
    account_id uuid,
    at bigint NOT NULL,
    CONSTRAINT measure_step_pkey PRIMARY KEY (id),
    CONSTRAINT fk_measure_step_measure_id FOREIGN KEY (measure_id) REFERENCES measure(id) ON DELETE RESTRICT
);
CREATE UNIQUE INDEX uq_measure_step_measure_id_number ON public.measure_step USING btree (measure_id, number);

CREATE TABLE meeting (
    id uuid NOT NULL,
    committee_id uuid NOT NULL,
    number bigint NOT NULL,
    title text NOT NULL,
    starts_at bigint NOT NULL,
    ends_at bigint NOT NULL,
    format text NOT NULL,
    place text,
    online text,
    state text NOT NULL,
    reason text,
    successor_id uuid,
    invitation bigint NOT NULL,
    opened_at bigint,
    closed_at bigint,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    CONSTRAINT meeting_pkey PRIMARY KEY (id),
    CONSTRAINT fk_meeting_committee_id FOREIGN KEY (committee_id) REFERENCES committee(id) ON DELETE RESTRICT,
    CONSTRAINT fk_meeting_successor_id FOREIGN KEY (successor_id) REFERENCES meeting(id) ON DELETE RESTRICT
);
CREATE INDEX ix_meeting_committee_id_starts_at_id ON public.meeting USING btree (committee_id, starts_at, id);
CREATE INDEX ix_meeting_starts_at_id ON public.meeting USING btree (starts_at, id);
CREATE UNIQUE INDEX uq_meeting_committee_id_number ON public.meeting USING btree (committee_id, number);

CREATE TABLE meeting_invitation (
    id uuid NOT NULL,
    meeting_id uuid NOT NULL,
    number bigint NOT NULL,
    sent_at bigint NOT NULL,
    account_id uuid,
    content text NOT NULL,
    recipients bigint NOT NULL,
    is_in_time bigint NOT NULL,
    short_notice text,
    CONSTRAINT meeting_invitation_pkey PRIMARY KEY (id),
    CONSTRAINT fk_meeting_invitation_meeting_id FOREIGN KEY (meeting_id) REFERENCES meeting(id) ON DELETE RESTRICT
);
CREATE UNIQUE INDEX uq_meeting_invitation_meeting_id_number ON public.meeting_invitation USING btree (meeting_id, number);

CREATE TABLE meeting_participant (
    id uuid NOT NULL,
    meeting_id uuid NOT NULL,
    membership_id uuid NOT NULL,
    person_id uuid NOT NULL,
    answer text,
    note text,
    answered_at bigint,
    substitute_id uuid,
    attendance text,
    version bigint NOT NULL,
    CONSTRAINT meeting_participant_pkey PRIMARY KEY (id),
    CONSTRAINT fk_meeting_participant_meeting_id FOREIGN KEY (meeting_id) REFERENCES meeting(id) ON DELETE RESTRICT,
    CONSTRAINT fk_meeting_participant_membership_id FOREIGN KEY (membership_id) REFERENCES committee_membership(id) ON DELETE RESTRICT,
    CONSTRAINT fk_meeting_participant_person_id FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE RESTRICT,
    CONSTRAINT fk_meeting_participant_substitute_id FOREIGN KEY (substitute_id) REFERENCES person(id) ON DELETE RESTRICT
);
CREATE INDEX ix_meeting_participant_person_id_answer ON public.meeting_participant USING btree (person_id, answer);
CREATE INDEX ix_meeting_participant_substitute_id ON public.meeting_participant USING btree (substitute_id);
CREATE UNIQUE INDEX uq_meeting_participant_meeting_id_membership_id ON public.meeting_participant USING btree (meeting_id, membership_id);

CREATE TABLE minutes (
    id uuid NOT NULL,
    meeting_id uuid NOT NULL,
    content text NOT NULL,
    state text NOT NULL,
    review_until text,
    approved_at bigint,
    account_id uuid,
    frozen text,
    hash text,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    CONSTRAINT minutes_pkey PRIMARY KEY (id),
    CONSTRAINT fk_minutes_meeting_id FOREIGN KEY (meeting_id) REFERENCES meeting(id) ON DELETE RESTRICT
);
CREATE INDEX ix_minutes_state ON public.minutes USING btree (state);
CREATE UNIQUE INDEX uq_minutes_meeting_id ON public.minutes USING btree (meeting_id);

CREATE TABLE minutes_amendment (
    id uuid NOT NULL,
    minutes_id uuid NOT NULL,
    number bigint NOT NULL,
    content text NOT NULL,
    reason text NOT NULL,
    account_id uuid,
    at bigint NOT NULL,
    hash text NOT NULL,
    CONSTRAINT minutes_amendment_pkey PRIMARY KEY (id),
    CONSTRAINT fk_minutes_amendment_minutes_id FOREIGN KEY (minutes_id) REFERENCES minutes(id) ON DELETE RESTRICT
);
CREATE UNIQUE INDEX uq_minutes_amendment_minutes_id_number ON public.minutes_amendment USING btree (minutes_id, number);

CREATE TABLE minutes_remark (
    id uuid NOT NULL,
    minutes_id uuid NOT NULL,
    person_id uuid NOT NULL,
    kind text NOT NULL,
    content text NOT NULL,
    at bigint NOT NULL,
    settled_at bigint,
    settlement text,
    CONSTRAINT minutes_remark_pkey PRIMARY KEY (id),
    CONSTRAINT fk_minutes_remark_minutes_id FOREIGN KEY (minutes_id) REFERENCES minutes(id) ON DELETE RESTRICT,
    CONSTRAINT fk_minutes_remark_person_id FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE RESTRICT
);
CREATE INDEX ix_minutes_remark_minutes_id_at_id ON public.minutes_remark USING btree (minutes_id, at, id);

CREATE TABLE network (
    id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    district_key text,
    name text NOT NULL,
    short_name text,
    local_label text,
    kind text NOT NULL,
    purpose text,
    fields text NOT NULL,
    territories text NOT NULL,
    legal_basis text,
    website text,
    visibility text NOT NULL,
    parent_id uuid,
    founded_on text NOT NULL,
    phase text NOT NULL,
    phase_since text NOT NULL,
    search_key text NOT NULL,
    sort_key text NOT NULL,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    CONSTRAINT network_pkey PRIMARY KEY (id),
    CONSTRAINT fk_network_organisation_id FOREIGN KEY (organisation_id) REFERENCES organisation(id) ON DELETE RESTRICT,
    CONSTRAINT fk_network_parent_id FOREIGN KEY (parent_id) REFERENCES network(id) ON DELETE RESTRICT
);
CREATE INDEX ix_network_district_key_sort_key_id ON public.network USING btree (district_key, sort_key, id);
CREATE INDEX ix_network_organisation_id_sort_key_id ON public.network USING btree (organisation_id, sort_key, id);
CREATE INDEX ix_network_parent_id_sort_key_id ON public.network USING btree (parent_id, sort_key, id);
CREATE INDEX ix_network_sort_key_id ON public.network USING btree (sort_key, id);
CREATE INDEX ix_network_visibility_sort_key_id ON public.network USING btree (visibility, sort_key, id);

CREATE TABLE network_analysis (
    id uuid NOT NULL,
    network_id uuid NOT NULL,
    cut_off_on text NOT NULL,
    kinds text NOT NULL,
    survey_id uuid,
    answers bigint,
    hash text NOT NULL,
    graph text NOT NULL,
    figures text NOT NULL,
    secret text NOT NULL,
    account_id uuid,
    created_at bigint NOT NULL,
    CONSTRAINT network_analysis_pkey PRIMARY KEY (id),
    CONSTRAINT fk_network_analysis_network_id FOREIGN KEY (network_id) REFERENCES network(id) ON DELETE RESTRICT,
    CONSTRAINT fk_network_analysis_survey_id FOREIGN KEY (survey_id) REFERENCES network_survey(id) ON DELETE RESTRICT
);
CREATE INDEX ix_network_analysis_network_id_cut_off_on_id ON public.network_analysis USING btree (network_id, cut_off_on, id);

CREATE TABLE network_contact (
    id uuid NOT NULL,
    network_id uuid NOT NULL,
    partner_id uuid NOT NULL,
    partner_person_id uuid,
    recorded_by_id uuid NOT NULL,
    at bigint NOT NULL,
    month text NOT NULL,
    channel text NOT NULL,
    direction text NOT NULL,
    summary text NOT NULL,
    follow_up_on text,
    follow_up_done_at bigint,
    version bigint NOT NULL,
    CONSTRAINT network_contact_pkey PRIMARY KEY (id),
    CONSTRAINT fk_network_contact_network_id FOREIGN KEY (network_id) REFERENCES network(id) ON DELETE RESTRICT,
    CONSTRAINT fk_network_contact_partner_id FOREIGN KEY (partner_id) REFERENCES organisation(id) ON DELETE RESTRICT,
    CONSTRAINT fk_network_contact_partner_person_id FOREIGN KEY (partner_person_id) REFERENCES person(id) ON DELETE RESTRICT,
    CONSTRAINT fk_network_contact_recorded_by_id FOREIGN KEY (recorded_by_id) REFERENCES person(id) ON DELETE RESTRICT
);
CREATE INDEX ix_network_contact_network_id_at_id ON public.network_contact USING btree (network_id, at, id);
CREATE INDEX ix_network_contact_network_id_follow_up_done_at_follow_up_on_id ON public.network_contact USING btree (network_id, follow_up_done_at, follow_up_on, id);
CREATE INDEX ix_network_contact_network_id_partner_id_at ON public.network_contact USING btree (network_id, partner_id, at);

CREATE TABLE network_goal (
    id uuid NOT NULL,
    network_id uuid NOT NULL,
    title text NOT NULL,
    criterion text NOT NULL,
    indicator text,
    baseline bigint,
    target bigint,
    due text NOT NULL,
    state text NOT NULL,
    drop_reason text,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    CONSTRAINT network_goal_pkey PRIMARY KEY (id),
    CONSTRAINT fk_network_goal_network_id FOREIGN KEY (network_id) REFERENCES network(id) ON DELETE RESTRICT
);
CREATE INDEX ix_network_goal_network_id_due_id ON public.network_goal USING btree (network_id, due, id);

CREATE TABLE network_goal_review (
    id uuid NOT NULL,
    goal_id uuid NOT NULL,
    reviewed_on text NOT NULL,
    value bigint,
    judgement text NOT NULL,
    note text NOT NULL,
    account_id uuid,
    recorded_at bigint NOT NULL,
    CONSTRAINT network_goal_review_pkey PRIMARY KEY (id),
    CONSTRAINT fk_network_goal_review_goal_id FOREIGN KEY (goal_id) REFERENCES network_goal(id) ON DELETE RESTRICT
);
CREATE INDEX ix_network_goal_review_goal_id_reviewed_on_recorded_at ON public.network_goal_review USING btree (goal_id, reviewed_on, recorded_at);

CREATE TABLE network_membership (
    id uuid NOT NULL,
    network_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    contact_person_id uuid,
    role text NOT NULL,
    commitment text,
    state text NOT NULL,
    since text NOT NULL,
    until text,
    state_since text NOT NULL,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    CONSTRAINT network_membership_pkey PRIMARY KEY (id),
    CONSTRAINT fk_network_membership_contact_person_id FOREIGN KEY (contact_person_id) REFERENCES person(id) ON DELETE RESTRICT,
    CONSTRAINT fk_network_membership_network_id FOREIGN KEY (network_id) REFERENCES network(id) ON DELETE RESTRICT,
    CONSTRAINT fk_network_membership_organisation_id FOREIGN KEY (organisation_id) REFERENCES organisation(id) ON DELETE RESTRICT
);
CREATE INDEX ix_network_membership_contact_person_id_state ON public.network_membership USING btree (contact_person_id, state);
CREATE INDEX ix_network_membership_network_id_since_id ON public.network_membership USING btree (network_id, since, id);
CREATE INDEX ix_network_membership_organisation_id_network_id ON public.network_membership USING btree (organisation_id, network_id);

CREATE TABLE network_membership_step (
    membership_id uuid NOT NULL,
    number bigint NOT NULL,
    state text NOT NULL,
    changed_on text NOT NULL,
    reason text,
    account_id uuid,
    CONSTRAINT network_membership_step_pkey PRIMARY KEY (membership_id, number),
    CONSTRAINT fk_network_membership_step_membership_id FOREIGN KEY (membership_id) REFERENCES network_membership(id) ON DELETE RESTRICT
);

CREATE TABLE network_phase_change (
    id uuid NOT NULL,
    network_id uuid NOT NULL,
    from_phase text,
    to_phase text NOT NULL,
    changed_on text NOT NULL,
    reason text NOT NULL,
    account_id uuid,
    recorded_at bigint NOT NULL,
    CONSTRAINT network_phase_change_pkey PRIMARY KEY (id),
    CONSTRAINT fk_network_phase_change_network_id FOREIGN KEY (network_id) REFERENCES network(id) ON DELETE RESTRICT
);
CREATE INDEX ix_network_phase_change_network_id_changed_on_recorded_at ON public.network_phase_change USING btree (network_id, changed_on, recorded_at);

CREATE TABLE network_reflection (
    id uuid NOT NULL,
    network_id uuid NOT NULL,
    author_id uuid NOT NULL,
    reflected_on text NOT NULL,
    phase text,
    observation text NOT NULL,
    interpretation text,
    effect text,
    next_step text,
    tags text NOT NULL,
    visibility text NOT NULL,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    CONSTRAINT network_reflection_pkey PRIMARY KEY (id),
    CONSTRAINT fk_network_reflection_author_id FOREIGN KEY (author_id) REFERENCES person(id) ON DELETE RESTRICT,
    CONSTRAINT fk_network_reflection_network_id FOREIGN KEY (network_id) REFERENCES network(id) ON DELETE RESTRICT
);
CREATE INDEX ix_network_reflection_author_id_reflected_on_id ON public.network_reflection USING btree (author_id, reflected_on, id);
CREATE INDEX ix_network_reflection_network_id_reflected_on_id ON public.network_reflection USING btree (network_id, reflected_on, id);

CREATE TABLE network_seat (
    id uuid NOT NULL,
    network_id uuid NOT NULL,
    person_id uuid NOT NULL,
    role text NOT NULL,
    since bigint NOT NULL,
    until bigint,
    coordinator_of uuid,
    CONSTRAINT network_seat_pkey PRIMARY KEY (id),
    CONSTRAINT fk_network_seat_network_id FOREIGN KEY (network_id) REFERENCES network(id) ON DELETE RESTRICT,
    CONSTRAINT fk_network_seat_person_id FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE RESTRICT
);
CREATE INDEX ix_network_seat_network_id_until ON public.network_seat USING btree (network_id, until);
CREATE INDEX ix_network_seat_person_id_until ON public.network_seat USING btree (person_id, until);
CREATE UNIQUE INDEX uq_network_seat_coordinator_of ON public.network_seat USING btree (coordinator_of);

CREATE TABLE network_survey (
    id uuid NOT NULL,
    network_id uuid NOT NULL,
    number bigint NOT NULL,
    title text NOT NULL,
    kinds text NOT NULL,
    asks_trust bigint NOT NULL,
    opens_on text NOT NULL,
    closes_on text NOT NULL,
    state text NOT NULL,
    invited bigint NOT NULL,
    answered bigint NOT NULL,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    CONSTRAINT network_survey_pkey PRIMARY KEY (id),
    CONSTRAINT fk_network_survey_network_id FOREIGN KEY (network_id) REFERENCES network(id) ON DELETE RESTRICT
);
CREATE UNIQUE INDEX uq_network_survey_network_id_number ON public.network_survey USING btree (network_id, number);

CREATE TABLE network_survey_invitee (
    survey_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    answered_at bigint,
    CONSTRAINT network_survey_invitee_pkey PRIMARY KEY (survey_id, organisation_id),
    CONSTRAINT fk_network_survey_invitee_organisation_id FOREIGN KEY (organisation_id) REFERENCES organisation(id) ON DELETE RESTRICT,
    CONSTRAINT fk_network_survey_invitee_survey_id FOREIGN KEY (survey_id) REFERENCES network_survey(id) ON DELETE RESTRICT
);

CREATE TABLE network_survey_tie (
    survey_id uuid NOT NULL,
    from_id uuid NOT NULL,
    to_id uuid NOT NULL,
    kind text NOT NULL,
    frequency bigint NOT NULL,
    CONSTRAINT network_survey_tie_pkey PRIMARY KEY (survey_id, from_id, to_id, kind),
    CONSTRAINT fk_network_survey_tie_from_id FOREIGN KEY (from_id) REFERENCES organisation(id) ON DELETE RESTRICT,
    CONSTRAINT fk_network_survey_tie_survey_id FOREIGN KEY (survey_id) REFERENCES network_survey(id) ON DELETE RESTRICT,
    CONSTRAINT fk_network_survey_tie_to_id FOREIGN KEY (to_id) REFERENCES organisation(id) ON DELETE RESTRICT
);

CREATE TABLE network_survey_trust (
    id uuid NOT NULL,
    survey_id uuid NOT NULL,
    to_id uuid NOT NULL,
    rating bigint NOT NULL,
    CONSTRAINT network_survey_trust_pkey PRIMARY KEY (id),
    CONSTRAINT fk_network_survey_trust_survey_id FOREIGN KEY (survey_id) REFERENCES network_survey(id) ON DELETE RESTRICT,
    CONSTRAINT fk_network_survey_trust_to_id FOREIGN KEY (to_id) REFERENCES organisation(id) ON DELETE RESTRICT
);
CREATE INDEX ix_network_survey_trust_survey_id ON public.network_survey_trust USING btree (survey_id);

CREATE TABLE oparl_object (
    path text NOT NULL,
    kind text NOT NULL,
    body text NOT NULL,
    committee_id uuid,
    content text,
    digest text NOT NULL,
    created_at bigint NOT NULL,
    modified_at bigint NOT NULL,
    CONSTRAINT oparl_object_pkey PRIMARY KEY (path)
);
CREATE INDEX ix_oparl_object_body_kind_modified_at ON public.oparl_object USING btree (body, kind, modified_at);
CREATE INDEX ix_oparl_object_body_kind_path ON public.oparl_object USING btree (body, kind, path);
CREATE INDEX ix_oparl_object_committee_id_kind_path ON public.oparl_object USING btree (committee_id, kind, path);
CREATE INDEX ix_oparl_object_kind_modified_at_path ON public.oparl_object USING btree (kind, modified_at, path);
CREATE INDEX ix_oparl_object_kind_path ON public.oparl_object USING btree (kind, path);

CREATE TABLE oparl_progress (
    id uuid NOT NULL,
    seq bigint,
    format bigint NOT NULL,
    modified_at bigint NOT NULL,
    CONSTRAINT oparl_progress_pkey PRIMARY KEY (id)
);

CREATE TABLE organisation (
    id uuid NOT NULL,
    name text NOT NULL,
    short_name text,
    kind text NOT NULL,
    legal_form text,
    local_label text,
    state text NOT NULL,
    parent_id uuid,
    district_key text,
    functions text NOT NULL,
    territories text NOT NULL,
    street text,
    postal_code text,
    place text,
    sponsor_id uuid,
    valid_from text NOT NULL,
    valid_until text,
    merged_into_id uuid,
    education_office_of text,
    search_key text NOT NULL,
    sort_key text NOT NULL,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    CONSTRAINT organisation_pkey PRIMARY KEY (id),
    CONSTRAINT fk_organisation_merged_into_id FOREIGN KEY (merged_into_id) REFERENCES organisation(id) ON DELETE RESTRICT,
    CONSTRAINT fk_organisation_parent_id FOREIGN KEY (parent_id) REFERENCES organisation(id) ON DELETE RESTRICT,
    CONSTRAINT fk_organisation_sponsor_id FOREIGN KEY (sponsor_id) REFERENCES organisation(id) ON DELETE RESTRICT
);
CREATE INDEX ix_organisation_district_key_sort_key_id ON public.organisation USING btree (district_key, sort_key, id);
CREATE INDEX ix_organisation_parent_id_sort_key_id ON public.organisation USING btree (parent_id, sort_key, id);
CREATE INDEX ix_organisation_sort_key_id ON public.organisation USING btree (sort_key, id);
CREATE INDEX ix_organisation_sponsor_id ON public.organisation USING btree (sponsor_id);
CREATE UNIQUE INDEX uq_organisation_education_office_of ON public.organisation USING btree (education_office_of);

CREATE TABLE organisation_stage (
    organisation_id uuid NOT NULL,
    valid_from text NOT NULL,
    valid_until text,
    name text NOT NULL,
    short_name text,
    kind text NOT NULL,
    legal_form text,
    local_label text,
    parent_id uuid,
    district_key text,
    functions text NOT NULL,
    territories text NOT NULL,
    search_key text NOT NULL,
    sort_key text NOT NULL,
    CONSTRAINT organisation_stage_pkey PRIMARY KEY (organisation_id, valid_from),
    CONSTRAINT fk_organisation_stage_organisation_id FOREIGN KEY (organisation_id) REFERENCES organisation(id) ON DELETE RESTRICT
);
CREATE INDEX ix_organisation_stage_sort_key_organisation_id ON public.organisation_stage USING btree (sort_key, organisation_id);

CREATE TABLE organisation_territory (
    organisation_id uuid NOT NULL,
    territory_key text NOT NULL,
    CONSTRAINT organisation_territory_pkey PRIMARY KEY (organisation_id, territory_key),
    CONSTRAINT fk_organisation_territory_organisation_id FOREIGN KEY (organisation_id) REFERENCES organisation(id) ON DELETE RESTRICT
);
CREATE INDEX ix_organisation_territory_territory_key_organisation_id ON public.organisation_territory USING btree (territory_key, organisation_id);

CREATE TABLE outbox_event (
    id uuid NOT NULL,
    seq bigint NOT NULL,
    type text NOT NULL,
    at bigint NOT NULL,
    actor_kind text NOT NULL,
    subject_type text NOT NULL,
    subject_id uuid NOT NULL,
    organisation_id uuid,
    district_key text,
    person_id uuid,
    version bigint,
    shown_by text,
    co_hosts text,
    CONSTRAINT outbox_event_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX uq_outbox_event_seq ON public.outbox_event USING btree (seq);

CREATE TABLE outbox_message (
    id uuid NOT NULL,
    kind text NOT NULL,
    payload text NOT NULL,
    created_at bigint NOT NULL,
    due_at bigint NOT NULL,
    attempts bigint NOT NULL,
    claimed_until bigint,
    done_at bigint,
    failed_at bigint,
    last_error text,
    CONSTRAINT outbox_message_pkey PRIMARY KEY (id)
);
CREATE INDEX ix_outbox_message_done_at_failed_at_due_at ON public.outbox_message USING btree (done_at, failed_at, due_at);

CREATE TABLE paper (
    id uuid NOT NULL,
    committee_id uuid NOT NULL,
    meeting_id uuid NOT NULL,
    agenda_item_id uuid,
    number bigint NOT NULL,
    title text NOT NULL,
    kind text NOT NULL,
    content text,
    is_public bigint NOT NULL,
    removed_at bigint,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    CONSTRAINT paper_pkey PRIMARY KEY (id),
    CONSTRAINT fk_paper_agenda_item_id FOREIGN KEY (agenda_item_id) REFERENCES agenda_item(id) ON DELETE RESTRICT,
    CONSTRAINT fk_paper_committee_id FOREIGN KEY (committee_id) REFERENCES committee(id) ON DELETE RESTRICT,
    CONSTRAINT fk_paper_meeting_id FOREIGN KEY (meeting_id) REFERENCES meeting(id) ON DELETE RESTRICT
);
CREATE INDEX ix_paper_agenda_item_id ON public.paper USING btree (agenda_item_id);
CREATE INDEX ix_paper_meeting_id_number ON public.paper USING btree (meeting_id, number);
CREATE UNIQUE INDEX uq_paper_committee_id_number ON public.paper USING btree (committee_id, number);

CREATE TABLE password_reset (
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    used_at bigint,
    CONSTRAINT password_reset_pkey PRIMARY KEY (id),
    CONSTRAINT fk_password_reset_account_id FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE RESTRICT
);
CREATE INDEX ix_password_reset_account_id_created_at ON public.password_reset USING btree (account_id, created_at);

CREATE TABLE past_registration (
    id uuid NOT NULL,
    session_id uuid NOT NULL,
    district_key text,
    person_key uuid,
    minutes bigint NOT NULL,
    CONSTRAINT past_registration_pkey PRIMARY KEY (id),
    CONSTRAINT fk_past_registration_session_id FOREIGN KEY (session_id) REFERENCES course_session(id) ON DELETE RESTRICT
);
CREATE INDEX ix_past_registration_district_key ON public.past_registration USING btree (district_key);
CREATE INDEX ix_past_registration_session_id ON public.past_registration USING btree (session_id);

CREATE TABLE person (
    id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    district_key text,
    salutation text,
    title text,
    given_name text,
    family_name text NOT NULL,
    languages text NOT NULL,
    state text NOT NULL,
    name_key text NOT NULL,
    search_key text NOT NULL,
    sort_key text NOT NULL,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    CONSTRAINT person_pkey PRIMARY KEY (id),
    CONSTRAINT fk_person_organisation_id FOREIGN KEY (organisation_id) REFERENCES organisation(id) ON DELETE RESTRICT
);
CREATE INDEX ix_person_district_key_sort_key_id ON public.person USING btree (district_key, sort_key, id);
CREATE INDEX ix_person_name_key ON public.person USING btree (name_key);
CREATE INDEX ix_person_organisation_id_sort_key_id ON public.person USING btree (organisation_id, sort_key, id);
CREATE INDEX ix_person_sort_key_id ON public.person USING btree (sort_key, id);

CREATE TABLE person_function (
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    district_key text,
    held_in_id uuid NOT NULL,
    role text NOT NULL,
    local_label text,
    valid_from text NOT NULL,
    valid_until text,
    on_behalf_of_id uuid,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    CONSTRAINT person_function_pkey PRIMARY KEY (id),
    CONSTRAINT fk_person_function_held_in_id FOREIGN KEY (held_in_id) REFERENCES organisation(id) ON DELETE RESTRICT,
    CONSTRAINT fk_person_function_on_behalf_of_id FOREIGN KEY (on_behalf_of_id) REFERENCES organisation(id) ON DELETE RESTRICT,
    CONSTRAINT fk_person_function_organisation_id FOREIGN KEY (organisation_id) REFERENCES organisation(id) ON DELETE RESTRICT,
    CONSTRAINT fk_person_function_person_id FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE RESTRICT
);
CREATE INDEX ix_person_function_held_in_id_role ON public.person_function USING btree (held_in_id, role);
CREATE INDEX ix_person_function_organisation_id ON public.person_function USING btree (organisation_id);
CREATE INDEX ix_person_function_person_id_valid_from ON public.person_function USING btree (person_id, valid_from);
CREATE INDEX ix_person_function_role_person_id ON public.person_function USING btree (role, person_id);

CREATE TABLE personal_token (
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    name text NOT NULL,
    digest text NOT NULL,
    scopes text NOT NULL,
    second_factor bigint NOT NULL,
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    revoked_at bigint,
    last_used_at bigint,
    CONSTRAINT personal_token_pkey PRIMARY KEY (id),
    CONSTRAINT fk_personal_token_account_id FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE RESTRICT
);
CREATE INDEX ix_personal_token_account_id_created_at ON public.personal_token USING btree (account_id, created_at);
CREATE UNIQUE INDEX uq_personal_token_digest ON public.personal_token USING btree (digest);

CREATE TABLE recognition (
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    district_key text,
    module_id uuid NOT NULL,
    reason text NOT NULL,
    at bigint NOT NULL,
    account_id uuid,
    CONSTRAINT recognition_pkey PRIMARY KEY (id),
    CONSTRAINT fk_recognition_account_id FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE RESTRICT,
    CONSTRAINT fk_recognition_module_id FOREIGN KEY (module_id) REFERENCES course_module(id) ON DELETE RESTRICT,
    CONSTRAINT fk_recognition_organisation_id FOREIGN KEY (organisation_id) REFERENCES organisation(id) ON DELETE RESTRICT,
    CONSTRAINT fk_recognition_person_id FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE RESTRICT
);
CREATE INDEX ix_recognition_module_id ON public.recognition USING btree (module_id);
CREATE UNIQUE INDEX uq_recognition_person_id_module_id ON public.recognition USING btree (person_id, module_id);

CREATE TABLE recovery_code (
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    code_hash text NOT NULL,
    used_at bigint,
    CONSTRAINT recovery_code_pkey PRIMARY KEY (id),
    CONSTRAINT fk_recovery_code_account_id FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE RESTRICT
);
CREATE INDEX ix_recovery_code_account_id ON public.recovery_code USING btree (account_id);

CREATE TABLE refresh_token (
    digest text NOT NULL,
    session_id uuid NOT NULL,
    generation bigint NOT NULL,
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    used_at bigint,
    CONSTRAINT refresh_token_pkey PRIMARY KEY (digest),
    CONSTRAINT fk_refresh_token_session_id FOREIGN KEY (session_id) REFERENCES session(id) ON DELETE RESTRICT
);
CREATE UNIQUE INDEX uq_refresh_token_session_id_generation ON public.refresh_token USING btree (session_id, generation);

CREATE TABLE registration (
    id uuid NOT NULL,
    session_id uuid NOT NULL,
    person_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    district_key text,
    host_id uuid NOT NULL,
    host_district_key text,
    party_id uuid NOT NULL,
    mode text NOT NULL,
    target_group text NOT NULL,
    class bigint NOT NULL,
    place bigint NOT NULL,
    state text NOT NULL,
    offer_until bigint,
    needs text,
    shares_name bigint NOT NULL,
    source text NOT NULL,
    withdrawn_late bigint NOT NULL,
    active_for text,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    consents text NOT NULL DEFAULT ''::text,
    has_needs bigint NOT NULL DEFAULT 0,
    has_consents bigint NOT NULL DEFAULT 0,
    CONSTRAINT registration_pkey PRIMARY KEY (id),
    CONSTRAINT fk_registration_host_id FOREIGN KEY (host_id) REFERENCES organisation(id) ON DELETE RESTRICT,
    CONSTRAINT fk_registration_organisation_id FOREIGN KEY (organisation_id) REFERENCES organisation(id) ON DELETE RESTRICT,
    CONSTRAINT fk_registration_person_id FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE RESTRICT,
    CONSTRAINT fk_registration_session_id FOREIGN KEY (session_id) REFERENCES course_session(id) ON DELETE RESTRICT
);
CREATE INDEX ix_registration_district_key_created_at_id ON public.registration USING btree (district_key, created_at, id);
CREATE INDEX ix_registration_has_consents_session_id ON public.registration USING btree (has_consents, session_id);
CREATE INDEX ix_registration_has_needs_session_id ON public.registration USING btree (has_needs, session_id);
CREATE INDEX ix_registration_host_id_created_at_id ON public.registration USING btree (host_id, created_at, id);
CREATE INDEX ix_registration_organisation_id_created_at_id ON public.registration USING btree (organisation_id, created_at, id);
CREATE INDEX ix_registration_party_id ON public.registration USING btree (party_id);
CREATE INDEX ix_registration_person_id_created_at_id ON public.registration USING btree (person_id, created_at, id);
CREATE INDEX ix_registration_session_id_created_at_id ON public.registration USING btree (session_id, created_at, id);
CREATE INDEX ix_registration_session_id_state_class_place ON public.registration USING btree (session_id, state, class, place);
CREATE INDEX ix_registration_state_offer_until ON public.registration USING btree (state, offer_until);
CREATE UNIQUE INDEX uq_registration_active_for ON public.registration USING btree (active_for);

CREATE TABLE registration_answer (
    id uuid NOT NULL,
    registration_id uuid NOT NULL,
    place bigint NOT NULL,
    key text NOT NULL,
    value text NOT NULL,
    CONSTRAINT registration_answer_pkey PRIMARY KEY (id),
    CONSTRAINT fk_registration_answer_registration_id FOREIGN KEY (registration_id) REFERENCES registration(id) ON DELETE RESTRICT
);
CREATE UNIQUE INDEX uq_registration_answer_registration_id_key ON public.registration_answer USING btree (registration_id, key);

CREATE TABLE resolution (
    id uuid NOT NULL,
    committee_id uuid NOT NULL,
    meeting_id uuid,
    agenda_item_id uuid,
    number bigint NOT NULL,
    title text NOT NULL,
    content text NOT NULL,
    mode text NOT NULL,
    field text NOT NULL,
    based_on_id uuid,
    deadline text,
    state text NOT NULL,
    yes bigint,
    no bigint,
    abstentions bigint,
    objections bigint NOT NULL,
    decided_on text,
    reason text,
    superseded_by_id uuid,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    CONSTRAINT resolution_pkey PRIMARY KEY (id),
    CONSTRAINT fk_resolution_agenda_item_id FOREIGN KEY (agenda_item_id) REFERENCES agenda_item(id) ON DELETE RESTRICT,
    CONSTRAINT fk_resolution_based_on_id FOREIGN KEY (based_on_id) REFERENCES resolution(id) ON DELETE RESTRICT,
    CONSTRAINT fk_resolution_committee_id FOREIGN KEY (committee_id) REFERENCES committee(id) ON DELETE RESTRICT,
    CONSTRAINT fk_resolution_meeting_id FOREIGN KEY (meeting_id) REFERENCES meeting(id) ON DELETE RESTRICT,
    CONSTRAINT fk_resolution_superseded_by_id FOREIGN KEY (superseded_by_id) REFERENCES resolution(id) ON DELETE RESTRICT
);
CREATE INDEX ix_resolution_agenda_item_id ON public.resolution USING btree (agenda_item_id);
CREATE INDEX ix_resolution_based_on_id ON public.resolution USING btree (based_on_id);
CREATE INDEX ix_resolution_meeting_id_number ON public.resolution USING btree (meeting_id, number);
CREATE UNIQUE INDEX uq_resolution_committee_id_number ON public.resolution USING btree (committee_id, number);

CREATE TABLE role_assignment (
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    role text NOT NULL,
    organisation_id uuid NOT NULL,
    valid_from text NOT NULL,
    valid_until text,
    ended_at bigint,
    granted_by uuid,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    CONSTRAINT role_assignment_pkey PRIMARY KEY (id),
    CONSTRAINT fk_role_assignment_account_id FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE RESTRICT,
    CONSTRAINT fk_role_assignment_granted_by FOREIGN KEY (granted_by) REFERENCES account(id) ON DELETE RESTRICT,
    CONSTRAINT fk_role_assignment_organisation_id FOREIGN KEY (organisation_id) REFERENCES organisation(id) ON DELETE RESTRICT
);
CREATE INDEX ix_role_assignment_account_id_role_organisation_id ON public.role_assignment USING btree (account_id, role, organisation_id);
CREATE INDEX ix_role_assignment_organisation_id ON public.role_assignment USING btree (organisation_id);

CREATE TABLE search_document (
    number bigint NOT NULL,
    kind text NOT NULL,
    subject_id uuid NOT NULL,
    layer text NOT NULL,
    organisation_id uuid NOT NULL,
    district_key text NOT NULL,
    body_id uuid,
    person_id uuid,
    level text NOT NULL,
    territories text NOT NULL,
    at bigint NOT NULL,
    title text NOT NULL,
    content text NOT NULL,
    title_words tsvector NOT NULL,
    words tsvector NOT NULL,
    CONSTRAINT search_document_pkey PRIMARY KEY (number)
);
CREATE INDEX ix_search_document_words ON public.search_document USING gin (words);
CREATE UNIQUE INDEX uq_search_document_kind_subject_id_layer ON public.search_document USING btree (kind, subject_id, layer);

CREATE TABLE search_state (
    id bigint NOT NULL,
    form bigint NOT NULL,
    CONSTRAINT search_state_pkey PRIMARY KEY (id)
);

CREATE TABLE service_account (
    id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    name text NOT NULL,
    purpose text,
    reach text NOT NULL,
    scopes text NOT NULL,
    networks text NOT NULL,
    public_keys text,
    valid_from text NOT NULL,
    valid_until text,
    state text NOT NULL,
    created_by uuid,
    last_used_at bigint,
    sort_key text NOT NULL,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    CONSTRAINT service_account_pkey PRIMARY KEY (id),
    CONSTRAINT fk_service_account_created_by FOREIGN KEY (created_by) REFERENCES account(id) ON DELETE RESTRICT,
    CONSTRAINT fk_service_account_organisation_id FOREIGN KEY (organisation_id) REFERENCES organisation(id) ON DELETE RESTRICT
);
CREATE INDEX ix_service_account_organisation_id ON public.service_account USING btree (organisation_id);
CREATE INDEX ix_service_account_sort_key_id ON public.service_account USING btree (sort_key, id);

CREATE TABLE service_secret (
    id uuid NOT NULL,
    service_id uuid NOT NULL,
    digest text NOT NULL,
    created_at bigint NOT NULL,
    expires_at bigint,
    revoked_at bigint,
    last_used_at bigint,
    CONSTRAINT service_secret_pkey PRIMARY KEY (id),
    CONSTRAINT fk_service_secret_service_id FOREIGN KEY (service_id) REFERENCES service_account(id) ON DELETE RESTRICT
);
CREATE INDEX ix_service_secret_service_id_created_at ON public.service_secret USING btree (service_id, created_at);
CREATE UNIQUE INDEX uq_service_secret_digest ON public.service_secret USING btree (digest);

CREATE TABLE session (
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    created_at bigint NOT NULL,
    last_used_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    revoked_at bigint,
    revoked_reason text,
    user_agent text,
    second_factor bigint NOT NULL,
    CONSTRAINT session_pkey PRIMARY KEY (id),
    CONSTRAINT fk_session_account_id FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE RESTRICT
);
CREATE INDEX ix_session_account_id_revoked_at ON public.session USING btree (account_id, revoked_at);

CREATE TABLE sign_in_attempts (
    email_digest text NOT NULL,
    failures bigint NOT NULL,
    locked_until bigint,
    last_at bigint NOT NULL,
    CONSTRAINT sign_in_attempts_pkey PRIMARY KEY (email_digest)
);
CREATE INDEX ix_sign_in_attempts_last_at ON public.sign_in_attempts USING btree (last_at);

CREATE TABLE spent_token (
    digest text NOT NULL,
    expires_at bigint NOT NULL,
    CONSTRAINT spent_token_pkey PRIMARY KEY (digest)
);
CREATE INDEX ix_spent_token_expires_at ON public.spent_token USING btree (expires_at);

CREATE TABLE territory (
    id uuid NOT NULL,
    key text NOT NULL,
    parent_key text,
    kind text NOT NULL,
    regional_key text NOT NULL,
    nuts3 text,
    name text NOT NULL,
    official_name text NOT NULL,
    seat text,
    population bigint,
    population_date text,
    area_hectares bigint,
    status_date text NOT NULL,
    valid_from text NOT NULL,
    valid_until text,
    search_key text NOT NULL,
    sort_key text NOT NULL,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    CONSTRAINT territory_pkey PRIMARY KEY (id)
);
CREATE INDEX ix_territory_parent_key ON public.territory USING btree (parent_key);
CREATE INDEX ix_territory_sort_key_key_id ON public.territory USING btree (sort_key, key, id);
CREATE UNIQUE INDEX uq_territory_key_valid_from ON public.territory USING btree (key, valid_from);

CREATE TABLE territory_succession (
    predecessor_id uuid NOT NULL,
    successor_id uuid NOT NULL,
    CONSTRAINT territory_succession_pkey PRIMARY KEY (predecessor_id, successor_id),
    CONSTRAINT fk_territory_succession_predecessor_id FOREIGN KEY (predecessor_id) REFERENCES territory(id) ON DELETE RESTRICT,
    CONSTRAINT fk_territory_succession_successor_id FOREIGN KEY (successor_id) REFERENCES territory(id) ON DELETE RESTRICT
);
CREATE INDEX ix_territory_succession_successor_id ON public.territory_succession USING btree (successor_id);

CREATE TABLE trainer_assignment (
    id uuid NOT NULL,
    session_id uuid NOT NULL,
    person_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    district_key text,
    host_id uuid NOT NULL,
    host_district_key text,
    topic text,
    fee_agreed bigint NOT NULL,
    state text NOT NULL,
    reason text,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    CONSTRAINT trainer_assignment_pkey PRIMARY KEY (id),
    CONSTRAINT fk_trainer_assignment_host_id FOREIGN KEY (host_id) REFERENCES organisation(id) ON DELETE RESTRICT,
    CONSTRAINT fk_trainer_assignment_organisation_id FOREIGN KEY (organisation_id) REFERENCES organisation(id) ON DELETE RESTRICT,
    CONSTRAINT fk_trainer_assignment_person_id FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE RESTRICT,
    CONSTRAINT fk_trainer_assignment_session_id FOREIGN KEY (session_id) REFERENCES course_session(id) ON DELETE RESTRICT
);
CREATE INDEX ix_trainer_assignment_host_id ON public.trainer_assignment USING btree (host_id);
CREATE INDEX ix_trainer_assignment_person_id_state ON public.trainer_assignment USING btree (person_id, state);
CREATE INDEX ix_trainer_assignment_session_id_person_id ON public.trainer_assignment USING btree (session_id, person_id);

CREATE TABLE waiting_change (
    id uuid NOT NULL,
    session_id uuid NOT NULL,
    registration_id uuid NOT NULL,
    person_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    district_key text,
    host_id uuid NOT NULL,
    host_district_key text,
    kind text NOT NULL,
    old_rank bigint,
    new_rank bigint,
    old_class bigint NOT NULL,
    new_class bigint NOT NULL,
    reason text NOT NULL,
    at bigint NOT NULL,
    account_id uuid,
    role text,
    acting_for_id uuid,
    CONSTRAINT waiting_change_pkey PRIMARY KEY (id),
    CONSTRAINT fk_waiting_change_account_id FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE RESTRICT,
    CONSTRAINT fk_waiting_change_acting_for_id FOREIGN KEY (acting_for_id) REFERENCES organisation(id) ON DELETE RESTRICT,
    CONSTRAINT fk_waiting_change_host_id FOREIGN KEY (host_id) REFERENCES organisation(id) ON DELETE RESTRICT,
    CONSTRAINT fk_waiting_change_organisation_id FOREIGN KEY (organisation_id) REFERENCES organisation(id) ON DELETE RESTRICT,
    CONSTRAINT fk_waiting_change_person_id FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE RESTRICT,
    CONSTRAINT fk_waiting_change_registration_id FOREIGN KEY (registration_id) REFERENCES registration(id) ON DELETE RESTRICT,
    CONSTRAINT fk_waiting_change_session_id FOREIGN KEY (session_id) REFERENCES course_session(id) ON DELETE RESTRICT
);
CREATE INDEX ix_waiting_change_district_key_at_id ON public.waiting_change USING btree (district_key, at, id);
CREATE INDEX ix_waiting_change_host_id_at_id ON public.waiting_change USING btree (host_id, at, id);
CREATE INDEX ix_waiting_change_organisation_id_at_id ON public.waiting_change USING btree (organisation_id, at, id);
CREATE INDEX ix_waiting_change_person_id_at_id ON public.waiting_change USING btree (person_id, at, id);
CREATE INDEX ix_waiting_change_registration_id_at_id ON public.waiting_change USING btree (registration_id, at, id);
CREATE INDEX ix_waiting_change_session_id_at_id ON public.waiting_change USING btree (session_id, at, id);

CREATE TABLE webhook_delivery (
    id uuid NOT NULL,
    webhook_id uuid NOT NULL,
    event_id uuid NOT NULL,
    event_seq bigint NOT NULL,
    type text NOT NULL,
    subject_id uuid NOT NULL,
    state text NOT NULL,
    attempts bigint NOT NULL,
    due_at bigint NOT NULL,
    claimed_until bigint,
    tried_at bigint,
    outcome text,
    status bigint,
    created_at bigint NOT NULL,
    CONSTRAINT webhook_delivery_pkey PRIMARY KEY (id),
    CONSTRAINT fk_webhook_delivery_event_id FOREIGN KEY (event_id) REFERENCES outbox_event(id) ON DELETE RESTRICT,
    CONSTRAINT fk_webhook_delivery_webhook_id FOREIGN KEY (webhook_id) REFERENCES webhook_subscription(id) ON DELETE RESTRICT
);
CREATE INDEX ix_webhook_delivery_event_seq_id ON public.webhook_delivery USING btree (event_seq, id);
CREATE INDEX ix_webhook_delivery_state_due_at ON public.webhook_delivery USING btree (state, due_at);
CREATE INDEX ix_webhook_delivery_webhook_id_event_seq ON public.webhook_delivery USING btree (webhook_id, event_seq);
CREATE INDEX ix_webhook_delivery_webhook_id_subject_id_state_event_seq ON public.webhook_delivery USING btree (webhook_id, subject_id, state, event_seq);
CREATE UNIQUE INDEX uq_webhook_delivery_webhook_id_event_id ON public.webhook_delivery USING btree (webhook_id, event_id);

CREATE TABLE webhook_subscription (
    id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    service_id uuid NOT NULL,
    name text NOT NULL,
    url text NOT NULL,
    types text NOT NULL,
    document text,
    secret text NOT NULL,
    previous_secret text,
    previous_secret_until bigint,
    state text NOT NULL,
    cursor_seq bigint NOT NULL,
    failures bigint NOT NULL,
    failing_since bigint,
    held_until bigint,
    delivered_at bigint,
    created_by uuid,
    sort_key text NOT NULL,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    CONSTRAINT webhook_subscription_pkey PRIMARY KEY (id),
    CONSTRAINT fk_webhook_subscription_created_by FOREIGN KEY (created_by) REFERENCES account(id) ON DELETE RESTRICT,
    CONSTRAINT fk_webhook_subscription_organisation_id FOREIGN KEY (organisation_id) REFERENCES organisation(id) ON DELETE RESTRICT,
    CONSTRAINT fk_webhook_subscription_service_id FOREIGN KEY (service_id) REFERENCES service_account(id) ON DELETE RESTRICT
);
CREATE INDEX ix_webhook_subscription_organisation_id ON public.webhook_subscription USING btree (organisation_id);
CREATE INDEX ix_webhook_subscription_service_id ON public.webhook_subscription USING btree (service_id);
CREATE INDEX ix_webhook_subscription_sort_key_id ON public.webhook_subscription USING btree (sort_key, id);
CREATE INDEX ix_webhook_subscription_state_cursor_seq ON public.webhook_subscription USING btree (state, cursor_seq);
