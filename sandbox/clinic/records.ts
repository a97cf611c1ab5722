import type { JsonObject } from '../json';

/** A kind of appointment a room offers (docs/api.md#consultations). */
export interface Consultation {
	id: string;
	description: string;
	/** Minutes. */
	duration: number;
	amount: number;
	group: boolean;
	charge: boolean;
	/** Places; more than one makes it a group appointment. */
	slots: number;
}

/** A room of the clinic (docs/api.md#rooms). */
export interface Room {
	id: string;
	code: string;
	slug: string;
	name: string;
	subtitle: string;
	description: string;
	domain: string;
	/** `duration` in minutes; the first one is the room's default. */
	specialties: Array<{ code: string; name: string; duration: number }>;
	consultations: Consultation[];
	providerIds: string[];
	/** IANA name. */
	timezone: string;
	created: number;
	modified: number;
}

/** What a person has as a provider. Working hours are on weekdays, in the room's time zone. */
export interface Practice {
	subtype: string;
	title: string;
	suffix: string;
	/** Two-letter states the provider may see patients from. */
	states: string[];
	hours: { from: number; to: number };
}

/**
 * Anyone with a user id: patient (200), provider (400), guest (600), admin (100) (docs/api.md#enums,
 * docs/api.md#users).
 */
export interface Person {
	id: string;
	code: string;
	type: number;
	firstName: string;
	lastName: string;
	username: string;
	vseeid: string;
	dob: string | null;
	email: string;
	/** 1 male, 2 female, 0 unknown. */
	gender: number;
	phone: string;
	/** 10 inactive, 20 active. */
	status: number;
	timezone: string;
	hidden: boolean;
	roles: string[];
	groups: string[];
	roomCodes: string[];
	practice: Practice | null;
	created: number;
}

/** What a patient answers before a visit (docs/api.md#intakes). */
export interface Intake {
	id: string;
	roomCode: string;
	type: number | null;
	reason: string | null;
	providerId: string | null;
	memberId: string | null;
	ownerId: string;
	attachments: string[];
	location: string | null;
	phone: string | null;
	consultation: JsonObject | null;
	extra: JsonObject;
	visitId: string | null;
	created: number;
	modified: number;
}

/** A visit; times in unix seconds, codes as in docs/api.md#enums. */
export interface Visit {
	id: string;
	code: string;
	memberId: string | null;
	providerId: string | null;
	roomCode: string;
	/** 1 walk-in, 2 scheduled, 3 e-consult. */
	type: number;
	/** 10 pending, 20 confirmed, 25 in progress, 30 completed, 40 cancelled, 50 refunded. */
	status: number;
	subtype: number;
	start: number | null;
	end: number | null;
	actualStart: number | null;
	actualEnd: number | null;
	completedBy: string | null;
	consultation: Consultation | null;
	groupId: string | null;
	intakeId: string;
	recordings: Array<{ id: number; end: number }>;
	/**
	 * The visit that starting this appointment made (docs/api.md#linked-visits); the other visit does not point back.
	 */
	relatedWalkinId: string | null;
	created: number;
	modified: number;
}

/** A visit that was made, and the call that made it. */
export interface JournalEntry {
	n: number;
	/** Number of the API call that made it, 0 for the clinic's staff. */
	call: number;
	at: number;
	visitId: string;
	intakeId: string;
	memberId: string | null;
	providerId: string | null;
	roomCode: string;
	type: number;
	start: number | null;
	end: number | null;
}

/** An uploaded file (docs/api.md#files). */
export interface StoredFile {
	id: string;
	name: string;
	ext: string;
	bytes: Buffer;
	contentType: string;
	category: string;
	target: { id: string; type: string };
	creatorId: string;
	authCode: string;
	created: number;
	modified: number;
}

/** A mobile push endpoint (docs/api.md#push-endpoints). */
export interface PushEndpoint {
	id: string;
	key: string;
	userId: string;
	type: number;
	created: number;
	modified: number;
}

/** The person a token belongs to; `expiry` is null for tokens made by hand, which do not expire. */
export interface Token {
	personId: string;
	expiry: number | null;
}
