-- Written by `bildungsnetz schema`: what the migrations make. Never edited, never run.

CREATE TABLE "account" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "person_id" uuid_text NOT NULL,
    "email" text NOT NULL,
    "email_key" text NOT NULL,
    "password_hash" text NULL,
    "state" text NOT NULL,
    "totp_secret" text NULL,
    "totp_pending" text NULL,
    "totp_last_step" integer NULL,
    "language" text NOT NULL,
    "last_sign_in_at" integer NULL,
    "version" integer NOT NULL,
    "created_at" integer NOT NULL,
    "updated_at" integer NOT NULL,
    FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE UNIQUE INDEX "uq_account_email_key" ON "account" ("email_key");
CREATE UNIQUE INDEX "uq_account_person_id" ON "account" ("person_id");

CREATE TABLE "agenda_item" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "meeting_id" uuid_text NOT NULL,
    "position" integer NULL,
    "title" text NOT NULL,
    "purpose" text NOT NULL,
    "is_public" integer NOT NULL,
    "note" text NULL,
    "removed_at" integer NULL,
    "version" integer NOT NULL,
    "created_at" integer NOT NULL,
    "updated_at" integer NOT NULL,
    FOREIGN KEY ("meeting_id") REFERENCES "meeting" ("id") ON DELETE RESTRICT
);
CREATE UNIQUE INDEX "uq_agenda_item_meeting_id_position" ON "agenda_item" ("meeting_id", "position");

CREATE TABLE "agreement" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "kind" text NOT NULL,
    "number" text NOT NULL,
    "edition" integer NOT NULL,
    "agency_id" uuid_text NOT NULL,
    "organisation_id" uuid_text NOT NULL,
    "district_key" text NOT NULL,
    "valid_from" text NOT NULL,
    "valid_until" text NULL,
    "purpose" text NOT NULL,
    "focal_points" text NULL,
    "agency_signatory" text NULL,
    "agency_signed_on" text NULL,
    "municipality_signatory" text NULL,
    "municipality_signed_on" text NULL,
    "reason" text NULL,
    "predecessor_id" uuid_text NULL,
    "state" text NOT NULL,
    "in_force_for" text NULL,
    "version" integer NOT NULL,
    "created_at" integer NOT NULL,
    "updated_at" integer NOT NULL,
    FOREIGN KEY ("agency_id") REFERENCES "organisation" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("organisation_id") REFERENCES "organisation" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("predecessor_id") REFERENCES "agreement" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_agreement_district_key_state" ON "agreement" ("district_key", "state");
CREATE INDEX "ix_agreement_organisation_id_valid_from_id" ON "agreement" ("organisation_id", "valid_from", "id");
CREATE INDEX "ix_agreement_valid_from_id" ON "agreement" ("valid_from", "id");
CREATE UNIQUE INDEX "uq_agreement_in_force_for" ON "agreement" ("in_force_for");
CREATE UNIQUE INDEX "uq_agreement_number_edition" ON "agreement" ("number", "edition");

CREATE TABLE "attendance" (
    "registration_id" uuid_text NOT NULL PRIMARY KEY,
    "status" text NOT NULL,
    "minutes" integer NOT NULL,
    "marked_at" integer NOT NULL,
    "recorded_by_id" uuid_text NULL,
    "recorded_at" integer NOT NULL,
    FOREIGN KEY ("registration_id") REFERENCES "registration" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("recorded_by_id") REFERENCES "account" ("id") ON DELETE RESTRICT
);

CREATE TABLE "audit_entry" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "seq" integer NOT NULL,
    "at" integer NOT NULL,
    "action" text NOT NULL,
    "event" text NOT NULL,
    "actor_kind" text NOT NULL,
    "account_id" uuid_text NULL,
    "session_id" uuid_text NULL,
    "request_id" text NOT NULL,
    "subject_type" text NOT NULL,
    "subject_id" uuid_text NOT NULL,
    "organisation_id" uuid_text NULL,
    "district_key" text NULL,
    "version" integer NULL,
    "data" text NOT NULL,
    "previous_hash" text NOT NULL,
    "hash" text NOT NULL ,
    "service_id" uuid_text NULL
);
CREATE INDEX "ix_audit_entry_account_id_seq" ON "audit_entry" ("account_id", "seq");
CREATE INDEX "ix_audit_entry_district_key_seq" ON "audit_entry" ("district_key", "seq");
CREATE INDEX "ix_audit_entry_organisation_id_seq" ON "audit_entry" ("organisation_id", "seq");
CREATE INDEX "ix_audit_entry_subject_id_seq" ON "audit_entry" ("subject_id", "seq");
CREATE UNIQUE INDEX "uq_audit_entry_seq" ON "audit_entry" ("seq");

CREATE TABLE "audit_head" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "seq" integer NOT NULL,
    "hash" text NOT NULL
);

CREATE TABLE "audit_value" (
    "entry_id" uuid_text NOT NULL,
    "field" text NOT NULL,
    "salt" text NOT NULL,
    "old_value" text NULL,
    "new_value" text NULL,
    PRIMARY KEY ("entry_id", "field"),
    FOREIGN KEY ("entry_id") REFERENCES "audit_entry" ("id") ON DELETE RESTRICT
);

CREATE TABLE "calendar_feed" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "account_id" uuid_text NOT NULL,
    "label" text NOT NULL,
    "digest" text NOT NULL,
    "created_at" integer NOT NULL,
    "revoked_at" integer NULL,
    "committee_id" uuid_text NULL,
    "network_id" uuid_text NULL,
    FOREIGN KEY ("account_id") REFERENCES "account" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_calendar_feed_account_id" ON "calendar_feed" ("account_id");
CREATE UNIQUE INDEX "uq_calendar_feed_digest" ON "calendar_feed" ("digest");

CREATE TABLE "certificate" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "subject_kind" text NOT NULL,
    "subject_id" uuid_text NOT NULL,
    "session_id" uuid_text NULL,
    "series_id" uuid_text NULL,
    "issuer_id" uuid_text NOT NULL,
    "issuer_district_key" text NULL,
    "person_id" uuid_text NOT NULL,
    "organisation_id" uuid_text NOT NULL,
    "district_key" text NULL,
    "year" integer NOT NULL,
    "serial" integer NOT NULL,
    "content" text NOT NULL,
    "hash" text NOT NULL,
    "code" text NOT NULL,
    "initials" text NOT NULL,
    "name_display" text NOT NULL,
    "state" text NOT NULL,
    "revoked_at" integer NULL,
    "reason" text NULL,
    "replaces_id" uuid_text NULL,
    "valid_for" text NULL,
    "version" integer NOT NULL,
    "issued_at" integer NOT NULL,
    "issued_by_id" uuid_text NULL,
    "updated_at" integer NOT NULL,
    FOREIGN KEY ("session_id") REFERENCES "course_session" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("series_id") REFERENCES "course_series" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("issuer_id") REFERENCES "organisation" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("organisation_id") REFERENCES "organisation" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("issued_by_id") REFERENCES "account" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_certificate_district_key_issued_at_id" ON "certificate" ("district_key", "issued_at", "id");
CREATE INDEX "ix_certificate_issued_at_id" ON "certificate" ("issued_at", "id");
CREATE INDEX "ix_certificate_organisation_id_issued_at_id" ON "certificate" ("organisation_id", "issued_at", "id");
CREATE INDEX "ix_certificate_person_id_issued_at_id" ON "certificate" ("person_id", "issued_at", "id");
CREATE INDEX "ix_certificate_series_id" ON "certificate" ("series_id");
CREATE INDEX "ix_certificate_session_id" ON "certificate" ("session_id");
CREATE INDEX "ix_certificate_subject_id_person_id" ON "certificate" ("subject_id", "person_id");
CREATE UNIQUE INDEX "uq_certificate_code" ON "certificate" ("code");
CREATE UNIQUE INDEX "uq_certificate_issuer_id_year_serial" ON "certificate" ("issuer_id", "year", "serial");
CREATE UNIQUE INDEX "uq_certificate_replaces_id" ON "certificate" ("replaces_id");
CREATE UNIQUE INDEX "uq_certificate_valid_for" ON "certificate" ("valid_for");

CREATE TABLE "certificate_register" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "issuer_id" uuid_text NOT NULL,
    "year" integer NOT NULL,
    "last" integer NOT NULL,
    FOREIGN KEY ("issuer_id") REFERENCES "organisation" ("id") ON DELETE RESTRICT
);
CREATE UNIQUE INDEX "uq_certificate_register_issuer_id_year" ON "certificate_register" ("issuer_id", "year");

CREATE TABLE "check_in" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "session_id" uuid_text NOT NULL,
    "client_id" text NOT NULL,
    "registration_id" uuid_text NOT NULL,
    "status" text NOT NULL,
    "minutes" integer NULL,
    "marked_at" integer NOT NULL,
    "outcome" text NOT NULL,
    "account_id" uuid_text NULL,
    "at" integer NOT NULL,
    FOREIGN KEY ("session_id") REFERENCES "course_session" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("registration_id") REFERENCES "registration" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("account_id") REFERENCES "account" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_check_in_registration_id" ON "check_in" ("registration_id");
CREATE UNIQUE INDEX "uq_check_in_session_id_client_id" ON "check_in" ("session_id", "client_id");

CREATE TABLE "committee" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "organisation_id" uuid_text NOT NULL,
    "district_key" text NULL,
    "network_id" uuid_text NULL,
    "name" text NOT NULL,
    "short_name" text NULL,
    "local_label" text NULL,
    "kind" text NOT NULL,
    "fields" text NOT NULL,
    "legal_basis" text NULL,
    "meetings_per_year" integer NULL,
    "visibility" text NOT NULL,
    "lead_days" integer NOT NULL,
    "quorum_kind" text NOT NULL,
    "quorum_value" integer NULL,
    "decision_rule" text NOT NULL,
    "is_circular_allowed" integer NOT NULL,
    "voting_members" integer NULL,
    "founded_on" text NOT NULL,
    "state" text NOT NULL,
    "dissolved_on" text NULL,
    "dissolve_reason" text NULL,
    "search_key" text NOT NULL,
    "sort_key" text NOT NULL,
    "version" integer NOT NULL,
    "created_at" integer NOT NULL,
    "updated_at" integer NOT NULL,
    FOREIGN KEY ("organisation_id") REFERENCES "organisation" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("network_id") REFERENCES "network" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_committee_district_key_sort_key_id" ON "committee" ("district_key", "sort_key", "id");
CREATE INDEX "ix_committee_network_id_sort_key_id" ON "committee" ("network_id", "sort_key", "id");
CREATE INDEX "ix_committee_organisation_id_sort_key_id" ON "committee" ("organisation_id", "sort_key", "id");
CREATE INDEX "ix_committee_sort_key_id" ON "committee" ("sort_key", "id");
CREATE INDEX "ix_committee_visibility_sort_key_id" ON "committee" ("visibility", "sort_key", "id");

CREATE TABLE "committee_membership" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "committee_id" uuid_text NOT NULL,
    "person_id" uuid_text NOT NULL,
    "seat" text NULL,
    "role" text NOT NULL,
    "is_voting" integer NOT NULL,
    "substitute_for_id" uuid_text NULL,
    "organisation_id" uuid_text NULL,
    "since" text NOT NULL,
    "until" text NULL,
    "version" integer NOT NULL,
    "created_at" integer NOT NULL,
    "updated_at" integer NOT NULL,
    "is_public" integer NOT NULL DEFAULT 0,
    FOREIGN KEY ("committee_id") REFERENCES "committee" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("substitute_for_id") REFERENCES "committee_membership" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("organisation_id") REFERENCES "organisation" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_committee_membership_committee_id_since_id" ON "committee_membership" ("committee_id", "since", "id");
CREATE INDEX "ix_committee_membership_person_id_until" ON "committee_membership" ("person_id", "until");

CREATE TABLE "contact_point" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "organisation_id" uuid_text NOT NULL,
    "district_key" text NULL,
    "person_id" uuid_text NULL,
    "place" integer NOT NULL,
    "kind" text NOT NULL,
    "value" text NOT NULL,
    "value_key" text NOT NULL,
    "label" text NULL,
    "visibility" text NOT NULL,
    FOREIGN KEY ("organisation_id") REFERENCES "organisation" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_contact_point_organisation_id_person_id_place" ON "contact_point" ("organisation_id", "person_id", "place");
CREATE INDEX "ix_contact_point_person_id_place" ON "contact_point" ("person_id", "place");
CREATE INDEX "ix_contact_point_value_key" ON "contact_point" ("value_key");

CREATE TABLE "course_invitee" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "session_id" uuid_text NOT NULL,
    "person_id" uuid_text NULL,
    "organisation_id" uuid_text NULL,
    "created_at" integer NOT NULL,
    FOREIGN KEY ("session_id") REFERENCES "course_session" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("organisation_id") REFERENCES "organisation" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_course_invitee_organisation_id" ON "course_invitee" ("organisation_id");
CREATE INDEX "ix_course_invitee_person_id" ON "course_invitee" ("person_id");
CREATE UNIQUE INDEX "uq_course_invitee_session_id_organisation_id" ON "course_invitee" ("session_id", "organisation_id");
CREATE UNIQUE INDEX "uq_course_invitee_session_id_person_id" ON "course_invitee" ("session_id", "person_id");

CREATE TABLE "course_module" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "series_id" uuid_text NOT NULL,
    "place" integer NOT NULL,
    "title" text NOT NULL,
    "description" text NULL,
    "minutes" integer NOT NULL,
    "mandatory" integer NOT NULL,
    "prerequisites" text NOT NULL,
    "version" integer NOT NULL,
    "created_at" integer NOT NULL,
    "updated_at" integer NOT NULL,
    FOREIGN KEY ("series_id") REFERENCES "course_series" ("id") ON DELETE RESTRICT
);
CREATE UNIQUE INDEX "uq_course_module_series_id_place" ON "course_module" ("series_id", "place");

CREATE TABLE "course_question" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "session_id" uuid_text NULL,
    "module_id" uuid_text NULL,
    "place" integer NOT NULL,
    "key" text NOT NULL,
    "label" text NOT NULL,
    "help" text NULL,
    "kind" text NOT NULL,
    "options" text NOT NULL,
    "required" integer NOT NULL,
    "show_if_key" text NULL,
    "show_if_value" text NULL,
    "min" integer NULL,
    "max" integer NULL,
    FOREIGN KEY ("session_id") REFERENCES "course_session" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("module_id") REFERENCES "course_module" ("id") ON DELETE RESTRICT
);
CREATE UNIQUE INDEX "uq_course_question_module_id_key" ON "course_question" ("module_id", "key");
CREATE UNIQUE INDEX "uq_course_question_session_id_key" ON "course_question" ("session_id", "key");

CREATE TABLE "course_reminder" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "session_id" uuid_text NOT NULL,
    "anchor" text NOT NULL,
    "minutes" integer NOT NULL,
    "due_at" integer NOT NULL,
    "sent_at" integer NULL,
    FOREIGN KEY ("session_id") REFERENCES "course_session" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_course_reminder_sent_at_due_at" ON "course_reminder" ("sent_at", "due_at");
CREATE UNIQUE INDEX "uq_course_reminder_session_id_anchor_minutes" ON "course_reminder" ("session_id", "anchor", "minutes");

CREATE TABLE "course_series" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "organisation_id" uuid_text NOT NULL,
    "district_key" text NULL,
    "kind" text NOT NULL,
    "title" text NOT NULL,
    "description" text NULL,
    "goals" text NULL,
    "entitlement" text NOT NULL,
    "target_groups" text NOT NULL,
    "stages" text NOT NULL,
    "topics" text NOT NULL,
    "state" text NOT NULL,
    "audience" text NOT NULL,
    "search_key" text NOT NULL,
    "sort_key" text NOT NULL,
    "version" integer NOT NULL,
    "created_at" integer NOT NULL,
    "updated_at" integer NOT NULL,
    "co_hosts" text NOT NULL DEFAULT '',
    FOREIGN KEY ("organisation_id") REFERENCES "organisation" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_course_series_audience_sort_key_id" ON "course_series" ("audience", "sort_key", "id");
CREATE INDEX "ix_course_series_organisation_id_sort_key_id" ON "course_series" ("organisation_id", "sort_key", "id");
CREATE INDEX "ix_course_series_sort_key_id" ON "course_series" ("sort_key", "id");

CREATE TABLE "course_series_co_host" (
    "series_id" uuid_text NOT NULL,
    "organisation_id" uuid_text NOT NULL,
    PRIMARY KEY ("series_id", "organisation_id"),
    FOREIGN KEY ("series_id") REFERENCES "course_series" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("organisation_id") REFERENCES "organisation" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_course_series_co_host_organisation_id_series_id" ON "course_series_co_host" ("organisation_id", "series_id");

CREATE TABLE "course_session" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "organisation_id" uuid_text NOT NULL,
    "district_key" text NULL,
    "series_id" uuid_text NULL,
    "module_id" uuid_text NULL,
    "kind" text NOT NULL,
    "title" text NOT NULL,
    "description" text NULL,
    "starts_at" integer NOT NULL,
    "ends_at" integer NOT NULL,
    "deadline_at" integer NOT NULL,
    "format" text NOT NULL,
    "location" text NULL,
    "online_link" text NULL,
    "room_seats" integer NOT NULL,
    "online_seats" integer NOT NULL,
    "quotas" text NOT NULL,
    "per_district" integer NULL,
    "fewest_people" integer NULL,
    "entitlement" text NOT NULL,
    "allocation" text NOT NULL,
    "waiting_list" integer NOT NULL,
    "offer_hours" integer NULL,
    "accessibility" text NULL,
    "state" text NOT NULL,
    "audience" text NOT NULL,
    "reason" text NULL,
    "replaced_by_id" uuid_text NULL,
    "format_changed_at" integer NULL,
    "lot_seed" text NULL,
    "next_place" integer NOT NULL,
    "sequence" integer NOT NULL,
    "search_key" text NOT NULL,
    "version" integer NOT NULL,
    "created_at" integer NOT NULL,
    "updated_at" integer NOT NULL,
    "reminders" text NOT NULL DEFAULT '',
    "materials" text NOT NULL DEFAULT '',
    "co_hosts" text NOT NULL DEFAULT '',
    "announced_at" integer NULL,
    "forgotten" integer NOT NULL DEFAULT 0,
    FOREIGN KEY ("organisation_id") REFERENCES "organisation" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("series_id") REFERENCES "course_series" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("module_id") REFERENCES "course_module" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("replaced_by_id") REFERENCES "course_session" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_course_session_audience_starts_at_id" ON "course_session" ("audience", "starts_at", "id");
CREATE INDEX "ix_course_session_forgotten_ends_at" ON "course_session" ("forgotten", "ends_at");
CREATE INDEX "ix_course_session_module_id_starts_at" ON "course_session" ("module_id", "starts_at");
CREATE INDEX "ix_course_session_organisation_id_starts_at_id" ON "course_session" ("organisation_id", "starts_at", "id");
CREATE INDEX "ix_course_session_series_id_starts_at_id" ON "course_session" ("series_id", "starts_at", "id");
CREATE INDEX "ix_course_session_starts_at_id" ON "course_session" ("starts_at", "id");

CREATE TABLE "course_session_co_host" (
    "session_id" uuid_text NOT NULL,
    "organisation_id" uuid_text NOT NULL,
    PRIMARY KEY ("session_id", "organisation_id"),
    FOREIGN KEY ("session_id") REFERENCES "course_session" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("organisation_id") REFERENCES "organisation" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_course_session_co_host_organisation_id_session_id" ON "course_session_co_host" ("organisation_id", "session_id");

CREATE TABLE "evaluation" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "session_id" uuid_text NOT NULL,
    "breakdown" text NULL,
    "state" text NOT NULL,
    "asked" integer NOT NULL,
    "answered" integer NULL,
    "version" integer NOT NULL,
    "created_at" integer NOT NULL,
    "updated_at" integer NOT NULL,
    "remind_at" integer NULL,
    FOREIGN KEY ("session_id") REFERENCES "course_session" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_evaluation_remind_at" ON "evaluation" ("remind_at");
CREATE UNIQUE INDEX "uq_evaluation_session_id" ON "evaluation" ("session_id");

CREATE TABLE "evaluation_asked" (
    "evaluation_id" uuid_text NOT NULL,
    "person_id" uuid_text NOT NULL,
    "part" text NOT NULL,
    "answered" integer NOT NULL,
    PRIMARY KEY ("evaluation_id", "person_id"),
    FOREIGN KEY ("evaluation_id") REFERENCES "evaluation" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_evaluation_asked_person_id_answered" ON "evaluation_asked" ("person_id", "answered");

CREATE TABLE "evaluation_question" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "evaluation_id" uuid_text NOT NULL,
    "place" integer NOT NULL,
    "key" text NOT NULL,
    "german" text NOT NULL,
    "english" text NULL,
    "kind" text NOT NULL,
    "options" text NOT NULL,
    "required" integer NOT NULL,
    FOREIGN KEY ("evaluation_id") REFERENCES "evaluation" ("id") ON DELETE RESTRICT
);
CREATE UNIQUE INDEX "uq_evaluation_question_evaluation_id_key" ON "evaluation_question" ("evaluation_id", "key");

CREATE TABLE "evaluation_urn" (
    "evaluation_id" uuid_text NOT NULL PRIMARY KEY,
    "contents" text NOT NULL,
    FOREIGN KEY ("evaluation_id") REFERENCES "evaluation" ("id") ON DELETE RESTRICT
);

CREATE TABLE "event_relay" (
    "stream" text NOT NULL PRIMARY KEY,
    "cursor_seq" integer NOT NULL,
    "holder_id" uuid_text NULL,
    "held_until" integer NOT NULL
);

CREATE TABLE "export" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "account_id" uuid_text NULL,
    "person_id" uuid_text NULL,
    "session_id" uuid_text NULL,
    "token_id" uuid_text NULL,
    "service_id" uuid_text NULL,
    "organisation_id" uuid_text NULL,
    "requester_id" uuid_text NOT NULL,
    "second_factor" integer NOT NULL,
    "scopes" text NULL,
    "document" text NOT NULL,
    "operation" text NULL,
    "variables" text NOT NULL,
    "document_hash" text NOT NULL,
    "connection" text NOT NULL,
    "format" text NOT NULL,
    "language" text NOT NULL,
    "file_name" text NOT NULL,
    "state" text NOT NULL,
    "rows" integer NOT NULL,
    "total" integer NULL,
    "bytes" integer NOT NULL,
    "sha256" text NULL,
    "blob_id" uuid_text NULL,
    "failure" text NULL,
    "reason" text NULL,
    "attempts" integer NOT NULL,
    "claim_id" uuid_text NULL,
    "claimed_until" integer NULL,
    "created_at" integer NOT NULL,
    "started_at" integer NULL,
    "ended_at" integer NULL,
    "expires_at" integer NULL,
    "version" integer NOT NULL,
    FOREIGN KEY ("account_id") REFERENCES "account" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("service_id") REFERENCES "service_account" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("organisation_id") REFERENCES "organisation" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_export_blob_id" ON "export" ("blob_id");
CREATE INDEX "ix_export_created_at_id" ON "export" ("created_at", "id");
CREATE INDEX "ix_export_organisation_id_created_at_id" ON "export" ("organisation_id", "created_at", "id");
CREATE INDEX "ix_export_person_id_created_at_id" ON "export" ("person_id", "created_at", "id");
CREATE INDEX "ix_export_requester_id_state_started_at" ON "export" ("requester_id", "state", "started_at");
CREATE INDEX "ix_export_state_created_at" ON "export" ("state", "created_at");
CREATE INDEX "ix_export_state_expires_at" ON "export" ("state", "expires_at");

CREATE TABLE "external_identity" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "account_id" uuid_text NOT NULL,
    "issuer" text NOT NULL,
    "subject" text NOT NULL,
    "linked_at" integer NOT NULL,
    "last_used_at" integer NULL,
    FOREIGN KEY ("account_id") REFERENCES "account" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_external_identity_account_id_linked_at" ON "external_identity" ("account_id", "linked_at");
CREATE UNIQUE INDEX "uq_external_identity_issuer_subject" ON "external_identity" ("issuer", "subject");

CREATE TABLE "feed_item" (
    "path" text NOT NULL PRIMARY KEY,
    "kind" text NOT NULL,
    "content" text NULL,
    "news" text NOT NULL,
    "created_at" integer NOT NULL,
    "modified_at" integer NOT NULL,
    "told_at" integer NOT NULL
);
CREATE INDEX "ix_feed_item_kind_modified_at_path" ON "feed_item" ("kind", "modified_at", "path");
CREATE INDEX "ix_feed_item_kind_told_at_path" ON "feed_item" ("kind", "told_at", "path");

CREATE TABLE "feed_progress" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "seq" integer NULL,
    "format" integer NOT NULL,
    "modified_at" integer NOT NULL
);

CREATE TABLE "file" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "holder_kind" text NOT NULL,
    "holder_id" uuid_text NOT NULL,
    "name" text NOT NULL,
    "title" text NULL,
    "media_type" text NOT NULL,
    "size" integer NOT NULL,
    "sha256" text NOT NULL,
    "sha512" text NOT NULL,
    "blob_id" uuid_text NOT NULL,
    "deleted_at" integer NULL,
    "version" integer NOT NULL,
    "created_at" integer NOT NULL,
    "updated_at" integer NOT NULL
);
CREATE INDEX "ix_file_holder_kind_holder_id_created_at_id" ON "file" ("holder_kind", "holder_id", "created_at", "id");
CREATE INDEX "ix_file_updated_at_id" ON "file" ("updated_at", "id");
CREATE UNIQUE INDEX "uq_file_blob_id" ON "file" ("blob_id");

CREATE TABLE "format_change" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "session_id" uuid_text NOT NULL,
    "from_format" text NOT NULL,
    "to_format" text NOT NULL,
    "reason" text NOT NULL,
    "at" integer NOT NULL,
    "account_id" uuid_text NULL,
    FOREIGN KEY ("session_id") REFERENCES "course_session" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("account_id") REFERENCES "account" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_format_change_session_id_at" ON "format_change" ("session_id", "at");

CREATE TABLE "idempotency_key" (
    "caller" text NOT NULL,
    "key" text NOT NULL,
    "request_hash" text NOT NULL,
    "created_at" integer NOT NULL,
    "expires_at" integer NOT NULL,
    "answer" text NULL,
    PRIMARY KEY ("caller", "key")
);
CREATE INDEX "ix_idempotency_key_expires_at" ON "idempotency_key" ("expires_at");

CREATE TABLE "import_file" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "organisation_id" uuid_text NOT NULL,
    "name" text NOT NULL,
    "size" integer NOT NULL,
    "sha256" text NOT NULL,
    "blob_id" uuid_text NOT NULL,
    "deleted_at" integer NULL,
    "created_at" integer NOT NULL,
    FOREIGN KEY ("organisation_id") REFERENCES "organisation" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_import_file_blob_id" ON "import_file" ("blob_id");
CREATE INDEX "ix_import_file_deleted_at_created_at" ON "import_file" ("deleted_at", "created_at");

CREATE TABLE "import_job" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "organisation_id" uuid_text NOT NULL,
    "file_id" uuid_text NOT NULL,
    "mapping_id" uuid_text NULL,
    "mapping" text NOT NULL,
    "kind" text NOT NULL,
    "fingerprint" text NOT NULL,
    "holds" text NULL,
    "policy" text NOT NULL,
    "dry_run" integer NOT NULL,
    "state" text NOT NULL,
    "rows" integer NOT NULL,
    "done" integer NOT NULL,
    "created" integer NOT NULL,
    "duplicates" integer NOT NULL,
    "refused" integer NOT NULL,
    "account_id" uuid_text NULL,
    "session_id" uuid_text NULL,
    "token_id" uuid_text NULL,
    "service_id" uuid_text NULL,
    "second_factor" integer NOT NULL,
    "scopes" text NULL,
    "failure" text NULL,
    "attempts" integer NOT NULL,
    "due_at" integer NOT NULL,
    "claim" uuid_text NULL,
    "claimed_until" integer NULL,
    "created_at" integer NOT NULL,
    "started_at" integer NULL,
    "finished_at" integer NULL,
    "forgotten_at" integer NULL,
    "version" integer NOT NULL,
    FOREIGN KEY ("organisation_id") REFERENCES "organisation" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("file_id") REFERENCES "import_file" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("account_id") REFERENCES "account" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("service_id") REFERENCES "service_account" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_import_job_created_at_id" ON "import_job" ("created_at", "id");
CREATE INDEX "ix_import_job_file_id" ON "import_job" ("file_id");
CREATE INDEX "ix_import_job_organisation_id" ON "import_job" ("organisation_id");
CREATE INDEX "ix_import_job_state_due_at" ON "import_job" ("state", "due_at");
CREATE UNIQUE INDEX "uq_import_job_holds" ON "import_job" ("holds");

CREATE TABLE "import_mapping" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "organisation_id" uuid_text NOT NULL,
    "name" text NOT NULL,
    "kind" text NOT NULL,
    "definition" text NOT NULL,
    "sort_key" text NOT NULL,
    "version" integer NOT NULL,
    "created_at" integer NOT NULL,
    "updated_at" integer NOT NULL,
    FOREIGN KEY ("organisation_id") REFERENCES "organisation" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_import_mapping_organisation_id_kind" ON "import_mapping" ("organisation_id", "kind");
CREATE INDEX "ix_import_mapping_sort_key_id" ON "import_mapping" ("sort_key", "id");

CREATE TABLE "import_row" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "import_id" uuid_text NOT NULL,
    "number" integer NOT NULL,
    "outcome" text NOT NULL,
    "messages" text NOT NULL,
    "record_id" uuid_text NULL,
    FOREIGN KEY ("import_id") REFERENCES "import_job" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_import_row_import_id_outcome_number" ON "import_row" ("import_id", "outcome", "number");
CREATE UNIQUE INDEX "uq_import_row_import_id_number" ON "import_row" ("import_id", "number");

CREATE TABLE "invitation" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "account_id" uuid_text NOT NULL,
    "invited_by" uuid_text NULL,
    "created_at" integer NOT NULL,
    "expires_at" integer NOT NULL,
    "accepted_at" integer NULL,
    "revoked_at" integer NULL,
    FOREIGN KEY ("account_id") REFERENCES "account" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("invited_by") REFERENCES "account" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_invitation_account_id_created_at" ON "invitation" ("account_id", "created_at");

CREATE TABLE "measure" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "committee_id" uuid_text NOT NULL,
    "resolution_id" uuid_text NULL,
    "goal_id" uuid_text NULL,
    "title" text NOT NULL,
    "description" text NULL,
    "organisation_id" uuid_text NOT NULL,
    "person_id" uuid_text NULL,
    "start" text NOT NULL,
    "due" text NOT NULL,
    "cost_cents" integer NULL,
    "indicator" text NULL,
    "state" text NOT NULL,
    "progress" integer NOT NULL,
    "note" text NULL,
    "version" integer NOT NULL,
    "created_at" integer NOT NULL,
    "updated_at" integer NOT NULL,
    FOREIGN KEY ("committee_id") REFERENCES "committee" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("resolution_id") REFERENCES "resolution" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("goal_id") REFERENCES "network_goal" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("organisation_id") REFERENCES "organisation" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_measure_committee_id_due_id" ON "measure" ("committee_id", "due", "id");
CREATE INDEX "ix_measure_due_id" ON "measure" ("due", "id");
CREATE INDEX "ix_measure_goal_id" ON "measure" ("goal_id");
CREATE INDEX "ix_measure_person_id_state" ON "measure" ("person_id", "state");
CREATE INDEX "ix_measure_resolution_id" ON "measure" ("resolution_id");

CREATE TABLE "measure_step" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "measure_id" uuid_text NOT NULL,
    "number" integer NOT NULL,
    "state" text NOT NULL,
    "progress" integer NOT NULL,
    "note" text NULL,
    "account_id" uuid_text NULL,
    "at" integer NOT NULL,
    FOREIGN KEY ("measure_id") REFERENCES "measure" ("id") ON DELETE RESTRICT
);
CREATE UNIQUE INDEX "uq_measure_step_measure_id_number" ON "measure_step" ("measure_id", "number");

CREATE TABLE "meeting" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "committee_id" uuid_text NOT NULL,
    "number" integer NOT NULL,
    "title" text NOT NULL,
    "starts_at" integer NOT NULL,
    "ends_at" integer NOT NULL,
    "format" text NOT NULL,
    "place" text NULL,
    "online" text NULL,
    "state" text NOT NULL,
    "reason" text NULL,
    "successor_id" uuid_text NULL,
    "invitation" integer NOT NULL,
    "opened_at" integer NULL,
    "closed_at" integer NULL,
    "version" integer NOT NULL,
    "created_at" integer NOT NULL,
    "updated_at" integer NOT NULL,
    FOREIGN KEY ("committee_id") REFERENCES "committee" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("successor_id") REFERENCES "meeting" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_meeting_committee_id_starts_at_id" ON "meeting" ("committee_id", "starts_at", "id");
CREATE INDEX "ix_meeting_starts_at_id" ON "meeting" ("starts_at", "id");
CREATE UNIQUE INDEX "uq_meeting_committee_id_number" ON "meeting" ("committee_id", "number");

CREATE TABLE "meeting_invitation" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "meeting_id" uuid_text NOT NULL,
    "number" integer NOT NULL,
    "sent_at" integer NOT NULL,
    "account_id" uuid_text NULL,
    "content" text NOT NULL,
    "recipients" integer NOT NULL,
    "is_in_time" integer NOT NULL,
    "short_notice" text NULL,
    FOREIGN KEY ("meeting_id") REFERENCES "meeting" ("id") ON DELETE RESTRICT
);
CREATE UNIQUE INDEX "uq_meeting_invitation_meeting_id_number" ON "meeting_invitation" ("meeting_id", "number");

CREATE TABLE "meeting_participant" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "meeting_id" uuid_text NOT NULL,
    "membership_id" uuid_text NOT NULL,
    "person_id" uuid_text NOT NULL,
    "answer" text NULL,
    "note" text NULL,
    "answered_at" integer NULL,
    "substitute_id" uuid_text NULL,
    "attendance" text NULL,
    "version" integer NOT NULL,
    FOREIGN KEY ("meeting_id") REFERENCES "meeting" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("membership_id") REFERENCES "committee_membership" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("substitute_id") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_meeting_participant_person_id_answer" ON "meeting_participant" ("person_id", "answer");
CREATE INDEX "ix_meeting_participant_substitute_id" ON "meeting_participant" ("substitute_id");
CREATE UNIQUE INDEX "uq_meeting_participant_meeting_id_membership_id" ON "meeting_participant" ("meeting_id", "membership_id");

CREATE TABLE "minutes" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "meeting_id" uuid_text NOT NULL,
    "content" text NOT NULL,
    "state" text NOT NULL,
    "review_until" text NULL,
    "approved_at" integer NULL,
    "account_id" uuid_text NULL,
    "frozen" text NULL,
    "hash" text NULL,
    "version" integer NOT NULL,
    "created_at" integer NOT NULL,
    "updated_at" integer NOT NULL,
    FOREIGN KEY ("meeting_id") REFERENCES "meeting" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_minutes_state" ON "minutes" ("state");
CREATE UNIQUE INDEX "uq_minutes_meeting_id" ON "minutes" ("meeting_id");

CREATE TABLE "minutes_amendment" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "minutes_id" uuid_text NOT NULL,
    "number" integer NOT NULL,
    "content" text NOT NULL,
    "reason" text NOT NULL,
    "account_id" uuid_text NULL,
    "at" integer NOT NULL,
    "hash" text NOT NULL,
    FOREIGN KEY ("minutes_id") REFERENCES "minutes" ("id") ON DELETE RESTRICT
);
CREATE UNIQUE INDEX "uq_minutes_amendment_minutes_id_number" ON "minutes_amendment" ("minutes_id", "number");

CREATE TABLE "minutes_remark" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "minutes_id" uuid_text NOT NULL,
    "person_id" uuid_text NOT NULL,
    "kind" text NOT NULL,
    "content" text NOT NULL,
    "at" integer NOT NULL,
    "settled_at" integer NULL,
    "settlement" text NULL,
    FOREIGN KEY ("minutes_id") REFERENCES "minutes" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_minutes_remark_minutes_id_at_id" ON "minutes_remark" ("minutes_id", "at", "id");

CREATE TABLE "network" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "organisation_id" uuid_text NOT NULL,
    "district_key" text NULL,
    "name" text NOT NULL,
    "short_name" text NULL,
    "local_label" text NULL,
    "kind" text NOT NULL,
    "purpose" text NULL,
    "fields" text NOT NULL,
    "territories" text NOT NULL,
    "legal_basis" text NULL,
    "website" text NULL,
    "visibility" text NOT NULL,
    "parent_id" uuid_text NULL,
    "founded_on" text NOT NULL,
    "phase" text NOT NULL,
    "phase_since" text NOT NULL,
    "search_key" text NOT NULL,
    "sort_key" text NOT NULL,
    "version" integer NOT NULL,
    "created_at" integer NOT NULL,
    "updated_at" integer NOT NULL,
    FOREIGN KEY ("organisation_id") REFERENCES "organisation" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("parent_id") REFERENCES "network" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_network_district_key_sort_key_id" ON "network" ("district_key", "sort_key", "id");
CREATE INDEX "ix_network_organisation_id_sort_key_id" ON "network" ("organisation_id", "sort_key", "id");
CREATE INDEX "ix_network_parent_id_sort_key_id" ON "network" ("parent_id", "sort_key", "id");
CREATE INDEX "ix_network_sort_key_id" ON "network" ("sort_key", "id");
CREATE INDEX "ix_network_visibility_sort_key_id" ON "network" ("visibility", "sort_key", "id");

CREATE TABLE "network_analysis" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "network_id" uuid_text NOT NULL,
    "cut_off_on" text NOT NULL,
    "kinds" text NOT NULL,
    "survey_id" uuid_text NULL,
    "answers" integer NULL,
    "hash" text NOT NULL,
    "graph" text NOT NULL,
    "figures" text NOT NULL,
    "secret" text NOT NULL,
    "account_id" uuid_text NULL,
    "created_at" integer NOT NULL,
    FOREIGN KEY ("network_id") REFERENCES "network" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("survey_id") REFERENCES "network_survey" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_network_analysis_network_id_cut_off_on_id" ON "network_analysis" ("network_id", "cut_off_on", "id");

CREATE TABLE "network_contact" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "network_id" uuid_text NOT NULL,
    "partner_id" uuid_text NOT NULL,
    "partner_person_id" uuid_text NULL,
    "recorded_by_id" uuid_text NOT NULL,
    "at" integer NOT NULL,
    "month" text NOT NULL,
    "channel" text NOT NULL,
    "direction" text NOT NULL,
    "summary" text NOT NULL,
    "follow_up_on" text NULL,
    "follow_up_done_at" integer NULL,
    "version" integer NOT NULL,
    FOREIGN KEY ("network_id") REFERENCES "network" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("partner_id") REFERENCES "organisation" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("partner_person_id") REFERENCES "person" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("recorded_by_id") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_network_contact_network_id_at_id" ON "network_contact" ("network_id", "at", "id");
CREATE INDEX "ix_network_contact_network_id_follow_up_done_at_follow_up_on_id" ON "network_contact" ("network_id", "follow_up_done_at", "follow_up_on", "id");
CREATE INDEX "ix_network_contact_network_id_partner_id_at" ON "network_contact" ("network_id", "partner_id", "at");

CREATE TABLE "network_goal" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "network_id" uuid_text NOT NULL,
    "title" text NOT NULL,
    "criterion" text NOT NULL,
    "indicator" text NULL,
    "baseline" integer NULL,
    "target" integer NULL,
    "due" text NOT NULL,
    "state" text NOT NULL,
    "drop_reason" text NULL,
    "version" integer NOT NULL,
    "created_at" integer NOT NULL,
    "updated_at" integer NOT NULL,
    FOREIGN KEY ("network_id") REFERENCES "network" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_network_goal_network_id_due_id" ON "network_goal" ("network_id", "due", "id");

CREATE TABLE "network_goal_review" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "goal_id" uuid_text NOT NULL,
    "reviewed_on" text NOT NULL,
    "value" integer NULL,
    "judgement" text NOT NULL,
    "note" text NOT NULL,
    "account_id" uuid_text NULL,
    "recorded_at" integer NOT NULL,
    FOREIGN KEY ("goal_id") REFERENCES "network_goal" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_network_goal_review_goal_id_reviewed_on_recorded_at" ON "network_goal_review" ("goal_id", "reviewed_on", "recorded_at");

CREATE TABLE "network_membership" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "network_id" uuid_text NOT NULL,
    "organisation_id" uuid_text NOT NULL,
    "contact_person_id" uuid_text NULL,
    "role" text NOT NULL,
    "commitment" text NULL,
    "state" text NOT NULL,
    "since" text NOT NULL,
    "until" text NULL,
    "state_since" text NOT NULL,
    "version" integer NOT NULL,
    "created_at" integer NOT NULL,
    "updated_at" integer NOT NULL,
    FOREIGN KEY ("network_id") REFERENCES "network" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("organisation_id") REFERENCES "organisation" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("contact_person_id") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_network_membership_contact_person_id_state" ON "network_membership" ("contact_person_id", "state");
CREATE INDEX "ix_network_membership_network_id_since_id" ON "network_membership" ("network_id", "since", "id");
CREATE INDEX "ix_network_membership_organisation_id_network_id" ON "network_membership" ("organisation_id", "network_id");

CREATE TABLE "network_membership_step" (
    "membership_id" uuid_text NOT NULL,
    "number" integer NOT NULL,
    "state" text NOT NULL,
    "changed_on" text NOT NULL,
    "reason" text NULL,
    "account_id" uuid_text NULL,
    PRIMARY KEY ("membership_id", "number"),
    FOREIGN KEY ("membership_id") REFERENCES "network_membership" ("id") ON DELETE RESTRICT
);

CREATE TABLE "network_phase_change" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "network_id" uuid_text NOT NULL,
    "from_phase" text NULL,
    "to_phase" text NOT NULL,
    "changed_on" text NOT NULL,
    "reason" text NOT NULL,
    "account_id" uuid_text NULL,
    "recorded_at" integer NOT NULL,
    FOREIGN KEY ("network_id") REFERENCES "network" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_network_phase_change_network_id_changed_on_recorded_at" ON "network_phase_change" ("network_id", "changed_on", "recorded_at");

CREATE TABLE "network_reflection" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "network_id" uuid_text NOT NULL,
    "author_id" uuid_text NOT NULL,
    "reflected_on" text NOT NULL,
    "phase" text NULL,
    "observation" text NOT NULL,
    "interpretation" text NULL,
    "effect" text NULL,
    "next_step" text NULL,
    "tags" text NOT NULL,
    "visibility" text NOT NULL,
    "version" integer NOT NULL,
    "created_at" integer NOT NULL,
    "updated_at" integer NOT NULL,
    FOREIGN KEY ("network_id") REFERENCES "network" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("author_id") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_network_reflection_author_id_reflected_on_id" ON "network_reflection" ("author_id", "reflected_on", "id");
CREATE INDEX "ix_network_reflection_network_id_reflected_on_id" ON "network_reflection" ("network_id", "reflected_on", "id");

CREATE TABLE "network_seat" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "network_id" uuid_text NOT NULL,
    "person_id" uuid_text NOT NULL,
    "role" text NOT NULL,
    "since" integer NOT NULL,
    "until" integer NULL,
    "coordinator_of" uuid_text NULL,
    FOREIGN KEY ("network_id") REFERENCES "network" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_network_seat_network_id_until" ON "network_seat" ("network_id", "until");
CREATE INDEX "ix_network_seat_person_id_until" ON "network_seat" ("person_id", "until");
CREATE UNIQUE INDEX "uq_network_seat_coordinator_of" ON "network_seat" ("coordinator_of");

CREATE TABLE "network_survey" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "network_id" uuid_text NOT NULL,
    "number" integer NOT NULL,
    "title" text NOT NULL,
    "kinds" text NOT NULL,
    "asks_trust" integer NOT NULL,
    "opens_on" text NOT NULL,
    "closes_on" text NOT NULL,
    "state" text NOT NULL,
    "invited" integer NOT NULL,
    "answered" integer NOT NULL,
    "version" integer NOT NULL,
    "created_at" integer NOT NULL,
    "updated_at" integer NOT NULL,
    FOREIGN KEY ("network_id") REFERENCES "network" ("id") ON DELETE RESTRICT
);
CREATE UNIQUE INDEX "uq_network_survey_network_id_number" ON "network_survey" ("network_id", "number");

CREATE TABLE "network_survey_invitee" (
    "survey_id" uuid_text NOT NULL,
    "organisation_id" uuid_text NOT NULL,
    "answered_at" integer NULL,
    PRIMARY KEY ("survey_id", "organisation_id"),
    FOREIGN KEY ("survey_id") REFERENCES "network_survey" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("organisation_id") REFERENCES "organisation" ("id") ON DELETE RESTRICT
);

CREATE TABLE "network_survey_tie" (
    "survey_id" uuid_text NOT NULL,
    "from_id" uuid_text NOT NULL,
    "to_id" uuid_text NOT NULL,
    "kind" text NOT NULL,
    "frequency" integer NOT NULL,
    PRIMARY KEY ("survey_id", "from_id", "to_id", "kind"),
    FOREIGN KEY ("survey_id") REFERENCES "network_survey" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("from_id") REFERENCES "organisation" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("to_id") REFERENCES "organisation" ("id") ON DELETE RESTRICT
);

CREATE TABLE "network_survey_trust" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "survey_id" uuid_text NOT NULL,
    "to_id" uuid_text NOT NULL,
    "rating" integer NOT NULL,
    FOREIGN KEY ("survey_id") REFERENCES "network_survey" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("to_id") REFERENCES "organisation" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_network_survey_trust_survey_id" ON "network_survey_trust" ("survey_id");

CREATE TABLE "oparl_object" (
    "path" text NOT NULL PRIMARY KEY,
    "kind" text NOT NULL,
    "body" text NOT NULL,
    "committee_id" uuid_text NULL,
    "content" text NULL,
    "digest" text NOT NULL,
    "created_at" integer NOT NULL,
    "modified_at" integer NOT NULL
);
CREATE INDEX "ix_oparl_object_body_kind_modified_at" ON "oparl_object" ("body", "kind", "modified_at");
CREATE INDEX "ix_oparl_object_body_kind_path" ON "oparl_object" ("body", "kind", "path");
CREATE INDEX "ix_oparl_object_committee_id_kind_path" ON "oparl_object" ("committee_id", "kind", "path");
CREATE INDEX "ix_oparl_object_kind_modified_at_path" ON "oparl_object" ("kind", "modified_at", "path");
CREATE INDEX "ix_oparl_object_kind_path" ON "oparl_object" ("kind", "path");

CREATE TABLE "oparl_progress" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "seq" integer NULL,
    "format" integer NOT NULL,
    "modified_at" integer NOT NULL
);

CREATE TABLE "organisation" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "name" text NOT NULL,
    "short_name" text NULL,
    "kind" text NOT NULL,
    "legal_form" text NULL,
    "local_label" text NULL,
    "state" text NOT NULL,
    "parent_id" uuid_text NULL,
    "district_key" text NULL,
    "functions" text NOT NULL,
    "territories" text NOT NULL,
    "street" text NULL,
    "postal_code" text NULL,
    "place" text NULL,
    "sponsor_id" uuid_text NULL,
    "valid_from" text NOT NULL,
    "valid_until" text NULL,
    "merged_into_id" uuid_text NULL,
    "education_office_of" text NULL,
    "search_key" text NOT NULL,
    "sort_key" text NOT NULL,
    "version" integer NOT NULL,
    "created_at" integer NOT NULL,
    "updated_at" integer NOT NULL,
    FOREIGN KEY ("parent_id") REFERENCES "organisation" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("sponsor_id") REFERENCES "organisation" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("merged_into_id") REFERENCES "organisation" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_organisation_district_key_sort_key_id" ON "organisation" ("district_key", "sort_key", "id");
CREATE INDEX "ix_organisation_parent_id_sort_key_id" ON "organisation" ("parent_id", "sort_key", "id");
CREATE INDEX "ix_organisation_sort_key_id" ON "organisation" ("sort_key", "id");
CREATE INDEX "ix_organisation_sponsor_id" ON "organisation" ("sponsor_id");
CREATE UNIQUE INDEX "uq_organisation_education_office_of" ON "organisation" ("education_office_of");

CREATE TABLE "organisation_stage" (
    "organisation_id" uuid_text NOT NULL,
    "valid_from" text NOT NULL,
    "valid_until" text NULL,
    "name" text NOT NULL,
    "short_name" text NULL,
    "kind" text NOT NULL,
    "legal_form" text NULL,
    "local_label" text NULL,
    "parent_id" uuid_text NULL,
    "district_key" text NULL,
    "functions" text NOT NULL,
    "territories" text NOT NULL,
    "search_key" text NOT NULL,
    "sort_key" text NOT NULL,
    PRIMARY KEY ("organisation_id", "valid_from"),
    FOREIGN KEY ("organisation_id") REFERENCES "organisation" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_organisation_stage_sort_key_organisation_id" ON "organisation_stage" ("sort_key", "organisation_id");

CREATE TABLE "organisation_territory" (
    "organisation_id" uuid_text NOT NULL,
    "territory_key" text NOT NULL,
    PRIMARY KEY ("organisation_id", "territory_key"),
    FOREIGN KEY ("organisation_id") REFERENCES "organisation" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_organisation_territory_territory_key_organisation_id" ON "organisation_territory" ("territory_key", "organisation_id");

CREATE TABLE "outbox_event" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "seq" integer NOT NULL,
    "type" text NOT NULL,
    "at" integer NOT NULL,
    "actor_kind" text NOT NULL,
    "subject_type" text NOT NULL,
    "subject_id" uuid_text NOT NULL,
    "organisation_id" uuid_text NULL,
    "district_key" text NULL,
    "person_id" uuid_text NULL,
    "version" integer NULL ,
    "shown_by" text NULL,
    "co_hosts" text NULL
);
CREATE UNIQUE INDEX "uq_outbox_event_seq" ON "outbox_event" ("seq");

CREATE TABLE "outbox_message" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "kind" text NOT NULL,
    "payload" text NOT NULL,
    "created_at" integer NOT NULL,
    "due_at" integer NOT NULL,
    "attempts" integer NOT NULL,
    "claimed_until" integer NULL,
    "done_at" integer NULL,
    "failed_at" integer NULL,
    "last_error" text NULL
);
CREATE INDEX "ix_outbox_message_done_at_failed_at_due_at" ON "outbox_message" ("done_at", "failed_at", "due_at");

CREATE TABLE "paper" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "committee_id" uuid_text NOT NULL,
    "meeting_id" uuid_text NOT NULL,
    "agenda_item_id" uuid_text NULL,
    "number" integer NOT NULL,
    "title" text NOT NULL,
    "kind" text NOT NULL,
    "content" text NULL,
    "is_public" integer NOT NULL,
    "removed_at" integer NULL,
    "version" integer NOT NULL,
    "created_at" integer NOT NULL,
    "updated_at" integer NOT NULL,
    FOREIGN KEY ("committee_id") REFERENCES "committee" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("meeting_id") REFERENCES "meeting" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("agenda_item_id") REFERENCES "agenda_item" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_paper_agenda_item_id" ON "paper" ("agenda_item_id");
CREATE INDEX "ix_paper_meeting_id_number" ON "paper" ("meeting_id", "number");
CREATE UNIQUE INDEX "uq_paper_committee_id_number" ON "paper" ("committee_id", "number");

CREATE TABLE "password_reset" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "account_id" uuid_text NOT NULL,
    "created_at" integer NOT NULL,
    "expires_at" integer NOT NULL,
    "used_at" integer NULL,
    FOREIGN KEY ("account_id") REFERENCES "account" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_password_reset_account_id_created_at" ON "password_reset" ("account_id", "created_at");

CREATE TABLE "past_registration" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "session_id" uuid_text NOT NULL,
    "district_key" text NULL,
    "person_key" uuid_text NULL,
    "minutes" integer NOT NULL,
    FOREIGN KEY ("session_id") REFERENCES "course_session" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_past_registration_district_key" ON "past_registration" ("district_key");
CREATE INDEX "ix_past_registration_session_id" ON "past_registration" ("session_id");

CREATE TABLE "person" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "organisation_id" uuid_text NOT NULL,
    "district_key" text NULL,
    "salutation" text NULL,
    "title" text NULL,
    "given_name" text NULL,
    "family_name" text NOT NULL,
    "languages" text NOT NULL,
    "state" text NOT NULL,
    "name_key" text NOT NULL,
    "search_key" text NOT NULL,
    "sort_key" text NOT NULL,
    "version" integer NOT NULL,
    "created_at" integer NOT NULL,
    "updated_at" integer NOT NULL,
    FOREIGN KEY ("organisation_id") REFERENCES "organisation" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_person_district_key_sort_key_id" ON "person" ("district_key", "sort_key", "id");
CREATE INDEX "ix_person_name_key" ON "person" ("name_key");
CREATE INDEX "ix_person_organisation_id_sort_key_id" ON "person" ("organisation_id", "sort_key", "id");
CREATE INDEX "ix_person_sort_key_id" ON "person" ("sort_key", "id");

CREATE TABLE "person_function" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "person_id" uuid_text NOT NULL,
    "organisation_id" uuid_text NOT NULL,
    "district_key" text NULL,
    "held_in_id" uuid_text NOT NULL,
    "role" text NOT NULL,
    "local_label" text NULL,
    "valid_from" text NOT NULL,
    "valid_until" text NULL,
    "on_behalf_of_id" uuid_text NULL,
    "version" integer NOT NULL,
    "created_at" integer NOT NULL,
    "updated_at" integer NOT NULL,
    FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("organisation_id") REFERENCES "organisation" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("held_in_id") REFERENCES "organisation" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("on_behalf_of_id") REFERENCES "organisation" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_person_function_held_in_id_role" ON "person_function" ("held_in_id", "role");
CREATE INDEX "ix_person_function_organisation_id" ON "person_function" ("organisation_id");
CREATE INDEX "ix_person_function_person_id_valid_from" ON "person_function" ("person_id", "valid_from");
CREATE INDEX "ix_person_function_role_person_id" ON "person_function" ("role", "person_id");

CREATE TABLE "personal_token" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "account_id" uuid_text NOT NULL,
    "name" text NOT NULL,
    "digest" text NOT NULL,
    "scopes" text NOT NULL,
    "second_factor" integer NOT NULL,
    "created_at" integer NOT NULL,
    "expires_at" integer NOT NULL,
    "revoked_at" integer NULL,
    "last_used_at" integer NULL,
    FOREIGN KEY ("account_id") REFERENCES "account" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_personal_token_account_id_created_at" ON "personal_token" ("account_id", "created_at");
CREATE UNIQUE INDEX "uq_personal_token_digest" ON "personal_token" ("digest");

CREATE TABLE "recognition" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "person_id" uuid_text NOT NULL,
    "organisation_id" uuid_text NOT NULL,
    "district_key" text NULL,
    "module_id" uuid_text NOT NULL,
    "reason" text NOT NULL,
    "at" integer NOT NULL,
    "account_id" uuid_text NULL,
    FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("organisation_id") REFERENCES "organisation" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("module_id") REFERENCES "course_module" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("account_id") REFERENCES "account" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_recognition_module_id" ON "recognition" ("module_id");
CREATE UNIQUE INDEX "uq_recognition_person_id_module_id" ON "recognition" ("person_id", "module_id");

CREATE TABLE "recovery_code" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "account_id" uuid_text NOT NULL,
    "code_hash" text NOT NULL,
    "used_at" integer NULL,
    FOREIGN KEY ("account_id") REFERENCES "account" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_recovery_code_account_id" ON "recovery_code" ("account_id");

CREATE TABLE "refresh_token" (
    "digest" text NOT NULL PRIMARY KEY,
    "session_id" uuid_text NOT NULL,
    "generation" integer NOT NULL,
    "created_at" integer NOT NULL,
    "expires_at" integer NOT NULL,
    "used_at" integer NULL,
    FOREIGN KEY ("session_id") REFERENCES "session" ("id") ON DELETE RESTRICT
);
CREATE UNIQUE INDEX "uq_refresh_token_session_id_generation" ON "refresh_token" ("session_id", "generation");

CREATE TABLE "registration" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "session_id" uuid_text NOT NULL,
    "person_id" uuid_text NOT NULL,
    "organisation_id" uuid_text NOT NULL,
    "district_key" text NULL,
    "host_id" uuid_text NOT NULL,
    "host_district_key" text NULL,
    "party_id" uuid_text NOT NULL,
    "mode" text NOT NULL,
    "target_group" text NOT NULL,
    "class" integer NOT NULL,
    "place" integer NOT NULL,
    "state" text NOT NULL,
    "offer_until" integer NULL,
    "needs" text NULL,
    "shares_name" integer NOT NULL,
    "source" text NOT NULL,
    "withdrawn_late" integer NOT NULL,
    "active_for" text NULL,
    "version" integer NOT NULL,
    "created_at" integer NOT NULL,
    "updated_at" integer NOT NULL,
    "consents" text NOT NULL DEFAULT '',
    "has_needs" integer NOT NULL DEFAULT 0,
    "has_consents" integer NOT NULL DEFAULT 0,
    FOREIGN KEY ("session_id") REFERENCES "course_session" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("organisation_id") REFERENCES "organisation" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("host_id") REFERENCES "organisation" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_registration_district_key_created_at_id" ON "registration" ("district_key", "created_at", "id");
CREATE INDEX "ix_registration_has_consents_session_id" ON "registration" ("has_consents", "session_id");
CREATE INDEX "ix_registration_has_needs_session_id" ON "registration" ("has_needs", "session_id");
CREATE INDEX "ix_registration_host_id_created_at_id" ON "registration" ("host_id", "created_at", "id");
CREATE INDEX "ix_registration_organisation_id_created_at_id" ON "registration" ("organisation_id", "created_at", "id");
CREATE INDEX "ix_registration_party_id" ON "registration" ("party_id");
CREATE INDEX "ix_registration_person_id_created_at_id" ON "registration" ("person_id", "created_at", "id");
CREATE INDEX "ix_registration_session_id_created_at_id" ON "registration" ("session_id", "created_at", "id");
CREATE INDEX "ix_registration_session_id_state_class_place" ON "registration" ("session_id", "state", "class", "place");
CREATE INDEX "ix_registration_state_offer_until" ON "registration" ("state", "offer_until");
CREATE UNIQUE INDEX "uq_registration_active_for" ON "registration" ("active_for");

CREATE TABLE "registration_answer" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "registration_id" uuid_text NOT NULL,
    "place" integer NOT NULL,
    "key" text NOT NULL,
    "value" text NOT NULL,
    FOREIGN KEY ("registration_id") REFERENCES "registration" ("id") ON DELETE RESTRICT
);
CREATE UNIQUE INDEX "uq_registration_answer_registration_id_key" ON "registration_answer" ("registration_id", "key");

CREATE TABLE "resolution" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "committee_id" uuid_text NOT NULL,
    "meeting_id" uuid_text NULL,
    "agenda_item_id" uuid_text NULL,
    "number" integer NOT NULL,
    "title" text NOT NULL,
    "content" text NOT NULL,
    "mode" text NOT NULL,
    "field" text NOT NULL,
    "based_on_id" uuid_text NULL,
    "deadline" text NULL,
    "state" text NOT NULL,
    "yes" integer NULL,
    "no" integer NULL,
    "abstentions" integer NULL,
    "objections" integer NOT NULL,
    "decided_on" text NULL,
    "reason" text NULL,
    "superseded_by_id" uuid_text NULL,
    "version" integer NOT NULL,
    "created_at" integer NOT NULL,
    "updated_at" integer NOT NULL,
    FOREIGN KEY ("committee_id") REFERENCES "committee" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("meeting_id") REFERENCES "meeting" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("agenda_item_id") REFERENCES "agenda_item" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("based_on_id") REFERENCES "resolution" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("superseded_by_id") REFERENCES "resolution" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_resolution_agenda_item_id" ON "resolution" ("agenda_item_id");
CREATE INDEX "ix_resolution_based_on_id" ON "resolution" ("based_on_id");
CREATE INDEX "ix_resolution_meeting_id_number" ON "resolution" ("meeting_id", "number");
CREATE UNIQUE INDEX "uq_resolution_committee_id_number" ON "resolution" ("committee_id", "number");

CREATE TABLE "role_assignment" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "account_id" uuid_text NOT NULL,
    "role" text NOT NULL,
    "organisation_id" uuid_text NOT NULL,
    "valid_from" text NOT NULL,
    "valid_until" text NULL,
    "ended_at" integer NULL,
    "granted_by" uuid_text NULL,
    "version" integer NOT NULL,
    "created_at" integer NOT NULL,
    "updated_at" integer NOT NULL,
    FOREIGN KEY ("account_id") REFERENCES "account" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("organisation_id") REFERENCES "organisation" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("granted_by") REFERENCES "account" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_role_assignment_account_id_role_organisation_id" ON "role_assignment" ("account_id", "role", "organisation_id");
CREATE INDEX "ix_role_assignment_organisation_id" ON "role_assignment" ("organisation_id");

CREATE TABLE "search_document" (
    "number" integer NOT NULL PRIMARY KEY AUTOINCREMENT,
    "kind" text NOT NULL,
    "subject_id" uuid_text NOT NULL,
    "layer" text NOT NULL,
    "organisation_id" uuid_text NOT NULL,
    "district_key" text NOT NULL,
    "body_id" uuid_text NULL,
    "person_id" uuid_text NULL,
    "level" text NOT NULL,
    "territories" text NOT NULL,
    "at" integer NOT NULL,
    "title" text NOT NULL,
    "content" text NOT NULL
);
CREATE UNIQUE INDEX "uq_search_document_kind_subject_id_layer" ON "search_document" ("kind", "subject_id", "layer");

CREATE TABLE "search_state" (
    "id" integer NOT NULL PRIMARY KEY,
    "form" integer NOT NULL
);

CREATE VIRTUAL TABLE search_words USING fts5 (title, content, content = '', contentless_delete = 1, tokenize = 'ascii');

CREATE TABLE "service_account" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "organisation_id" uuid_text NOT NULL,
    "name" text NOT NULL,
    "purpose" text NULL,
    "reach" text NOT NULL,
    "scopes" text NOT NULL,
    "networks" text NOT NULL,
    "public_keys" text NULL,
    "valid_from" text NOT NULL,
    "valid_until" text NULL,
    "state" text NOT NULL,
    "created_by" uuid_text NULL,
    "last_used_at" integer NULL,
    "sort_key" text NOT NULL,
    "version" integer NOT NULL,
    "created_at" integer NOT NULL,
    "updated_at" integer NOT NULL,
    FOREIGN KEY ("organisation_id") REFERENCES "organisation" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("created_by") REFERENCES "account" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_service_account_organisation_id" ON "service_account" ("organisation_id");
CREATE INDEX "ix_service_account_sort_key_id" ON "service_account" ("sort_key", "id");

CREATE TABLE "service_secret" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "service_id" uuid_text NOT NULL,
    "digest" text NOT NULL,
    "created_at" integer NOT NULL,
    "expires_at" integer NULL,
    "revoked_at" integer NULL,
    "last_used_at" integer NULL,
    FOREIGN KEY ("service_id") REFERENCES "service_account" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_service_secret_service_id_created_at" ON "service_secret" ("service_id", "created_at");
CREATE UNIQUE INDEX "uq_service_secret_digest" ON "service_secret" ("digest");

CREATE TABLE "session" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "account_id" uuid_text NOT NULL,
    "created_at" integer NOT NULL,
    "last_used_at" integer NOT NULL,
    "expires_at" integer NOT NULL,
    "revoked_at" integer NULL,
    "revoked_reason" text NULL,
    "user_agent" text NULL,
    "second_factor" integer NOT NULL,
    FOREIGN KEY ("account_id") REFERENCES "account" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_session_account_id_revoked_at" ON "session" ("account_id", "revoked_at");

CREATE TABLE "sign_in_attempts" (
    "email_digest" text NOT NULL PRIMARY KEY,
    "failures" integer NOT NULL,
    "locked_until" integer NULL,
    "last_at" integer NOT NULL
);
CREATE INDEX "ix_sign_in_attempts_last_at" ON "sign_in_attempts" ("last_at");

CREATE TABLE "spent_token" (
    "digest" text NOT NULL PRIMARY KEY,
    "expires_at" integer NOT NULL
);
CREATE INDEX "ix_spent_token_expires_at" ON "spent_token" ("expires_at");

CREATE TABLE "territory" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "key" text NOT NULL,
    "parent_key" text NULL,
    "kind" text NOT NULL,
    "regional_key" text NOT NULL,
    "nuts3" text NULL,
    "name" text NOT NULL,
    "official_name" text NOT NULL,
    "seat" text NULL,
    "population" integer NULL,
    "population_date" text NULL,
    "area_hectares" integer NULL,
    "status_date" text NOT NULL,
    "valid_from" text NOT NULL,
    "valid_until" text NULL,
    "search_key" text NOT NULL,
    "sort_key" text NOT NULL,
    "version" integer NOT NULL,
    "created_at" integer NOT NULL,
    "updated_at" integer NOT NULL
);
CREATE INDEX "ix_territory_parent_key" ON "territory" ("parent_key");
CREATE INDEX "ix_territory_sort_key_key_id" ON "territory" ("sort_key", "key", "id");
CREATE UNIQUE INDEX "uq_territory_key_valid_from" ON "territory" ("key", "valid_from");

CREATE TABLE "territory_succession" (
    "predecessor_id" uuid_text NOT NULL,
    "successor_id" uuid_text NOT NULL,
    PRIMARY KEY ("predecessor_id", "successor_id"),
    FOREIGN KEY ("predecessor_id") REFERENCES "territory" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("successor_id") REFERENCES "territory" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_territory_succession_successor_id" ON "territory_succession" ("successor_id");

CREATE TABLE "trainer_assignment" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "session_id" uuid_text NOT NULL,
    "person_id" uuid_text NOT NULL,
    "organisation_id" uuid_text NOT NULL,
    "district_key" text NULL,
    "host_id" uuid_text NOT NULL,
    "host_district_key" text NULL,
    "topic" text NULL,
    "fee_agreed" integer NOT NULL,
    "state" text NOT NULL,
    "reason" text NULL,
    "version" integer NOT NULL,
    "created_at" integer NOT NULL,
    "updated_at" integer NOT NULL,
    FOREIGN KEY ("session_id") REFERENCES "course_session" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("organisation_id") REFERENCES "organisation" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("host_id") REFERENCES "organisation" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_trainer_assignment_host_id" ON "trainer_assignment" ("host_id");
CREATE INDEX "ix_trainer_assignment_person_id_state" ON "trainer_assignment" ("person_id", "state");
CREATE INDEX "ix_trainer_assignment_session_id_person_id" ON "trainer_assignment" ("session_id", "person_id");

CREATE TABLE "waiting_change" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "session_id" uuid_text NOT NULL,
    "registration_id" uuid_text NOT NULL,
    "person_id" uuid_text NOT NULL,
    "organisation_id" uuid_text NOT NULL,
    "district_key" text NULL,
    "host_id" uuid_text NOT NULL,
    "host_district_key" text NULL,
    "kind" text NOT NULL,
    "old_rank" integer NULL,
    "new_rank" integer NULL,
    "old_class" integer NOT NULL,
    "new_class" integer NOT NULL,
    "reason" text NOT NULL,
    "at" integer NOT NULL,
    "account_id" uuid_text NULL,
    "role" text NULL,
    "acting_for_id" uuid_text NULL,
    FOREIGN KEY ("session_id") REFERENCES "course_session" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("registration_id") REFERENCES "registration" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("organisation_id") REFERENCES "organisation" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("host_id") REFERENCES "organisation" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("account_id") REFERENCES "account" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("acting_for_id") REFERENCES "organisation" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_waiting_change_district_key_at_id" ON "waiting_change" ("district_key", "at", "id");
CREATE INDEX "ix_waiting_change_host_id_at_id" ON "waiting_change" ("host_id", "at", "id");
CREATE INDEX "ix_waiting_change_organisation_id_at_id" ON "waiting_change" ("organisation_id", "at", "id");
CREATE INDEX "ix_waiting_change_person_id_at_id" ON "waiting_change" ("person_id", "at", "id");
CREATE INDEX "ix_waiting_change_registration_id_at_id" ON "waiting_change" ("registration_id", "at", "id");
CREATE INDEX "ix_waiting_change_session_id_at_id" ON "waiting_change" ("session_id", "at", "id");

CREATE TABLE "webhook_delivery" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "webhook_id" uuid_text NOT NULL,
    "event_id" uuid_text NOT NULL,
    "event_seq" integer NOT NULL,
    "type" text NOT NULL,
    "subject_id" uuid_text NOT NULL,
    "state" text NOT NULL,
    "attempts" integer NOT NULL,
    "due_at" integer NOT NULL,
    "claimed_until" integer NULL,
    "tried_at" integer NULL,
    "outcome" text NULL,
    "status" integer NULL,
    "created_at" integer NOT NULL,
    FOREIGN KEY ("webhook_id") REFERENCES "webhook_subscription" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("event_id") REFERENCES "outbox_event" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_webhook_delivery_event_seq_id" ON "webhook_delivery" ("event_seq", "id");
CREATE INDEX "ix_webhook_delivery_state_due_at" ON "webhook_delivery" ("state", "due_at");
CREATE INDEX "ix_webhook_delivery_webhook_id_event_seq" ON "webhook_delivery" ("webhook_id", "event_seq");
CREATE INDEX "ix_webhook_delivery_webhook_id_subject_id_state_event_seq" ON "webhook_delivery" ("webhook_id", "subject_id", "state", "event_seq");
CREATE UNIQUE INDEX "uq_webhook_delivery_webhook_id_event_id" ON "webhook_delivery" ("webhook_id", "event_id");

CREATE TABLE "webhook_subscription" (
    "id" uuid_text NOT NULL PRIMARY KEY,
    "organisation_id" uuid_text NOT NULL,
    "service_id" uuid_text NOT NULL,
    "name" text NOT NULL,
    "url" text NOT NULL,
    "types" text NOT NULL,
    "document" text NULL,
    "secret" text NOT NULL,
    "previous_secret" text NULL,
    "previous_secret_until" integer NULL,
    "state" text NOT NULL,
    "cursor_seq" integer NOT NULL,
    "failures" integer NOT NULL,
    "failing_since" integer NULL,
    "held_until" integer NULL,
    "delivered_at" integer NULL,
    "created_by" uuid_text NULL,
    "sort_key" text NOT NULL,
    "version" integer NOT NULL,
    "created_at" integer NOT NULL,
    "updated_at" integer NOT NULL,
    FOREIGN KEY ("organisation_id") REFERENCES "organisation" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("service_id") REFERENCES "service_account" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("created_by") REFERENCES "account" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_webhook_subscription_organisation_id" ON "webhook_subscription" ("organisation_id");
CREATE INDEX "ix_webhook_subscription_service_id" ON "webhook_subscription" ("service_id");
CREATE INDEX "ix_webhook_subscription_sort_key_id" ON "webhook_subscription" ("sort_key", "id");
CREATE INDEX "ix_webhook_subscription_state_cursor_seq" ON "webhook_subscription" ("state", "cursor_seq");
