import { ApiError } from './api-error';
import { isJsonObject, type Json, type JsonObject, textOf } from './json';

/** The forms in which `GET /availability` can answer (contract 4: the reply is not known). */
export const availabilityShapes = [
	'default',
	'array',
	'digits',
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
	/** Visits carry `room_id` and `room_code`; the sample has `room_id: null` (3.10). */
	visitShowsRoom: boolean;
	/** What an admin token gets from `GET /visits` (3.7, not known). */
	adminVisits: 'all' | 'own' | 'refused';
	/** Reply of `GET /visits/current` when no visit is in progress (3.6, not known). */
	currentWhenIdle: 'null' | 'emptyObject' | 'emptyArray' | 'notFound';
	/** Reply of close, delete and inprogress (3.5, not known). */
	actionReply: 'visit' | 'code' | 'empty';
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
}

/** The settings a fresh sandbox starts with. */
export const defaultSettings: Settings = {
	availabilityShape: 'default',
	intakeShowsVisit: true,
	listShowsIntake: true,
	intakeReuse: false,
	visitShowsRoom: false,
	adminVisits: 'all',
	currentWhenIdle: 'null',
	actionReply: 'visit',
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
