import { ApiError } from './api-error';
import { isJsonObject, type Json, type JsonObject, textOf } from './json';

/** The forms in which `GET /availability` can answer (docs/api.md#slot-shapes: the reply is not known). */
export const availabilityShapes = [
	'default',
	'array',
	'digits',
	'booleans',
	'sdkOnly',
	'startEnd',
	'byDay',
	'byDaySecond',
	'byProvider',
	'nested',
	'nestedByDay',
	'bareStarts',
	'camelCase',
	'slotStart',
	'emptyArray',
	'emptyObject',
	'null',
	'top',
	'topByDay',
	'unrecognised',
] as const;

/** One of `availabilityShapes`. */
export type AvailabilityShape = (typeof availabilityShapes)[number];

const CHOICES = {
	availabilityShape: availabilityShapes,
	adminVisits: ['all', 'own', 'refused'],
	currentWhenIdle: ['null', 'emptyObject', 'emptyArray', 'notFound'],
	actionReply: ['visit', 'code', 'empty'],
	createReply: ['visit', 'idOnly', 'noId'],
	updateReply: ['visit', 'code', 'empty'],
	visitRoom: ['object', 'ids', 'none'],
	visitTotal: ['matching', 'all', 'none'],
	visitTimes: ['digits', 'numbers'],
	totalName: ['total_count', 'total', 'none'],
} as const;

/** How the clinic behaves where the API is not known. All can be changed while it runs. */
export interface Settings {
	/** Form of the availability reply (section 4). */
	availabilityShape: AvailabilityShape;
	/** `GET /intakes/:id` carries `visit_id` once the intake was used (2.4, inferred). */
	intakeShowsVisit: boolean;
	/** Visits in `GET /visits` carry their intake (2.4). */
	listShowsIntake: boolean;
	/** One intake may make several live visits (2.4, not known). */
	intakeReuse: boolean;
	/** Visits carry a `room` object, `room_id` and `room_code`, or neither (3.10). */
	visitRoom: 'object' | 'ids' | 'none';
	/** Visits in `GET /visits` carry `actual_start` and `actual_end` (3.7). */
	listShowsActualTimes: boolean;
	/** Most visits in one reply of `GET /visits`, 0 for no limit; `total_count` still counts all (3.7). */
	visitListCap: number;
	/** `total_count` of `GET /visits`: visits that match, all the caller may see, or no total (3.7). */
	visitTotal: 'matching' | 'all' | 'none';
	/** Slots without a free place are listed, with `slot_available` 0 (4). */
	listFullSlots: boolean;
	/** What an admin token gets from `GET /visits` (3.7, not known). */
	adminVisits: 'all' | 'own' | 'refused';
	/** Reply of `GET /visits/current` when no visit is in progress (3.6, not known). */
	currentWhenIdle: 'null' | 'emptyObject' | 'emptyArray' | 'notFound';
	/** Reply of close, delete and inprogress (3.5, not known). */
	actionReply: 'visit' | 'code' | 'empty';
	/** Reply of `POST /visits/:id` (3.4, not known). */
	updateReply: 'visit' | 'code' | 'empty';
	/** `POST /visits/:id` answers OK and changes nothing (3.4). */
	updateIgnored: boolean;
	/** Close with status 30 cancels the visit, as one client's author warned (3.5). */
	completeCancels: boolean;
	/** Reply of the calls that make a visit: the visit, `{id}` alone, or no id at all. */
	createReply: 'visit' | 'idOnly' | 'noId';
	/** Times, type and status of a visit outside recordings (1.7: number or string of digits). */
	visitTimes: 'digits' | 'numbers';
	/** Status of a booked appointment: 10 pending or 20 confirmed (1.8). */
	bookedStatus: number;
	/** Starting an appointment makes a second visit with another id (3.9). */
	startMakesSecondVisit: boolean;
	/** SSO and availability by key also want the secret (1.2). */
	secretNeeded: boolean;
	/** Name of the total in `GET /users` (1.5). */
	totalName: 'total_count' | 'total' | 'none';
	/** Page size when `limit` is left out, and the largest page given (1.5, not known). */
	defaultLimit: number;
	maxLimit: number;
	/** How far ahead slots are offered, in days. */
	bookableDays: number;
	/** Milliseconds every API call takes longer. */
	latency: number;
	/** API calls that may be open at once, 0 for any number; one more is answered 429 at once, without Retry-After. */
	mostAtOnce: number;
}

/** The settings a fresh sandbox starts with. */
export const defaultSettings: Settings = {
	availabilityShape: 'default',
	intakeShowsVisit: true,
	listShowsIntake: true,
	intakeReuse: false,
	visitRoom: 'object',
	listShowsActualTimes: true,
	visitListCap: 0,
	visitTotal: 'matching',
	listFullSlots: false,
	adminVisits: 'all',
	currentWhenIdle: 'null',
	actionReply: 'visit',
	updateReply: 'visit',
	updateIgnored: false,
	completeCancels: false,
	createReply: 'visit',
	visitTimes: 'digits',
	bookedStatus: 10,
	startMakesSecondVisit: false,
	secretNeeded: true,
	totalName: 'total_count',
	defaultLimit: 20,
	maxLimit: 100,
	bookableDays: 180,
	latency: 0,
	mostAtOnce: 0,
};

/** Reads some settings from JSON; throws `ApiError` (400) for an unknown name or value. */
export function readSettings(given: Json): Partial<Settings> {
	if (!isJsonObject(given)) throw new ApiError(400, 'Settings must be a JSON object');
	const accepted: JsonObject = {};
	for (const [name, value] of Object.entries(given)) {
		if (value === undefined) continue;
		checkSetting(name, value);
		accepted[name] = value;
	}
	return accepted;
}

function checkSetting(name: string, value: Json): void {
	const settings: Array<[string, unknown]> = Object.entries(defaultSettings);
	const usual = settings.find(([key]) => key === name)?.[1];
	if (usual === undefined) {
		throw new ApiError(400, `No setting is called '${name}'. Settings: ${Object.keys(defaultSettings).join(', ')}`);
	}
	if (typeof value !== typeof usual) throw new ApiError(400, `Setting '${name}' must be a ${typeof usual}`);
	const allowed: readonly string[] | undefined = Object.entries(CHOICES).find(([key]) => key === name)?.[1];
	if (allowed !== undefined && !allowed.includes(textOf(value))) {
		throw new ApiError(400, `Setting '${name}' must be one of ${allowed.join(', ')}`);
	}
}
