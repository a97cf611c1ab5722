/** The table of the public interface, written out by hand: a second reading, from which nothing is generated. */
export interface Row {
	operation: string;
	required: string[];
	optional: string[];
	collection: 'additionalFields' | 'filters' | 'updateFields';
	/** What stands at top level without being required. */
	top?: string[];
	/** Entries of Options beside the five that every operation has. */
	options?: string[];
	many?: true;
	simplify?: true;
}

const INTAKE = ['attachments', 'location', 'member_id', 'phone', 'provider_id', 'reason_for_visit', 'type'];
const SLOTS = ['consultation_id', 'duration', 'end', 'intake_id', 'location', 'member_id', 'provider_id', 'start'];
const BOOKING = ['retryWhenNotFound', 'reuseExisting'];

export const TABLE: Record<'availability' | 'intake' | 'visit', Row[]> = {
	intake: [
		{ operation: 'create', required: ['room_code'], optional: INTAKE, collection: 'additionalFields', simplify: true },
		{ operation: 'get', required: ['intake_id'], optional: [], collection: 'additionalFields', simplify: true },
		{
			operation: 'update',
			required: ['intake_id'],
			optional: [...INTAKE, 'consultation', 'room_code'],
			collection: 'updateFields',
			simplify: true,
		},
	],
	visit: [
		{
			operation: 'create',
			required: ['intake_id', 'room_code', 'start', 'end'],
			optional: ['provider_id', 'member_id'],
			collection: 'additionalFields',
			options: BOOKING,
			simplify: true,
		},
		{
			operation: 'createWalkIn',
			required: ['intake_id', 'room_code'],
			optional: ['provider_id', 'member_id'],
			collection: 'additionalFields',
			options: BOOKING,
			simplify: true,
		},
		{
			operation: 'createEConsult',
			required: ['intake_id', 'room_code'],
			optional: [],
			collection: 'additionalFields',
			options: BOOKING,
			simplify: true,
		},
		{ operation: 'get', required: ['visit_id'], optional: [], collection: 'additionalFields', simplify: true },
		{
			operation: 'getMany',
			required: [],
			optional: [
				'room_code',
				'start_time',
				'end_time',
				'status',
				'period',
				'fields',
				'modified_after',
				'provider_id',
				'member_id',
			],
			collection: 'filters',
			many: true,
			simplify: true,
		},
		{ operation: 'getCurrent', required: [], optional: [], collection: 'additionalFields', simplify: true },
		{
			operation: 'update',
			required: ['visit_id'],
			optional: ['start', 'end', 'provider_id'],
			collection: 'updateFields',
			simplify: true,
		},
		{
			operation: 'assignProvider',
			required: ['visit_id', 'provider_id'],
			optional: [],
			collection: 'updateFields',
			simplify: true,
		},
		{ operation: 'removeProvider', required: ['visit_id'], optional: [], collection: 'updateFields', simplify: true },
		{
			operation: 'start',
			required: ['visit_id'],
			optional: ['actual_start'],
			collection: 'updateFields',
			simplify: true,
		},
		{
			operation: 'complete',
			required: ['visit_id'],
			optional: ['actual_end'],
			collection: 'updateFields',
			simplify: true,
		},
		{ operation: 'close', required: ['visit_id', 'reason'], optional: [], collection: 'updateFields', simplify: true },
		{ operation: 'delete', required: ['visit_id'], optional: [], collection: 'updateFields' },
		{
			operation: 'bookNext',
			required: ['intake_id', 'room_code'],
			optional: ['start', 'end', 'provider_id', 'consultation_id', 'location', 'member_id'],
			collection: 'additionalFields',
			options: [...BOOKING, 'maxSlotsToTry'],
			simplify: true,
		},
		{
			operation: 'downloadSummary',
			required: ['visit_id'],
			optional: [],
			collection: 'additionalFields',
			options: ['binaryPropertyName', 'fileName'],
		},
	],
	availability: [
		{
			operation: 'getMany',
			required: [],
			top: ['room_code'],
			optional: SLOTS,
			collection: 'filters',
			many: true,
			simplify: true,
		},
		{
			operation: 'getNext',
			required: [],
			top: ['room_code'],
			optional: [...SLOTS, 'count'],
			collection: 'filters',
			simplify: true,
		},
	],
};

/** The operations of the other resources: which there are, and what they cannot do without. */
export const OTHERS: Record<string, Record<string, string[]>> = {
	user: {
		getMany: [],
		get: ['user_id'],
		createLoginToken: ['first_name', 'last_name', 'code'],
		createPortalLink: ['portal_url', 'token', 'next'],
	},
	room: {
		getMany: [],
		get: ['room_code'],
		create: [],
		getProviders: ['room_code'],
		getProvider: ['room_code', 'provider_id'],
	},
	account: { getMany: [], get: ['account_code'], checkAccess: [] },
	file: {
		upload: ['binaryPropertyName', 'category'],
		get: ['file_id'],
		getMany: [],
		rename: ['file_id', 'name'],
		download: ['file_id'],
	},
	insurance: { getMany: ['user_id'], import: ['user_id', 'insurances'] },
	recording: { getMany: [] },
	pushEndpoint: { create: ['key', 'type'], get: ['endpoint_id'], getMany: [], delete: ['endpoint_id'] },
	api: { call: ['method', 'path'] },
};

/** The options of every operation, with their defaults; `requestsAtOnce` is at most fifty for reads, one for writes. */
export const COMMON = { fullMessages: false, maxRetries: 4, timeout: 30, userToken: '' };

/** Ids that can be picked from a list or typed in, whatever the operation. */
export const LOCATORS = ['room_code', 'provider_id', 'member_id', 'consultation_id', 'visit_id', 'user_id'];

/** Ways to write, which end in the same state or may make another record (docs/api.md#endpoints). */
export const EFFECTS: Record<string, 'create' | 'read' | 'replace'> = {
	'intake:create': 'create',
	'intake:get': 'read',
	'intake:update': 'replace',
	'visit:create': 'create',
	'visit:createWalkIn': 'create',
	'visit:createEConsult': 'create',
	'visit:bookNext': 'create',
	'visit:get': 'read',
	'visit:getMany': 'read',
	'visit:getCurrent': 'read',
	'visit:downloadSummary': 'read',
	'visit:update': 'replace',
	'visit:assignProvider': 'replace',
	'visit:removeProvider': 'replace',
	'visit:start': 'replace',
	'visit:complete': 'replace',
	'visit:close': 'replace',
	'visit:delete': 'replace',
	'availability:getMany': 'read',
	'availability:getNext': 'read',
	'user:getMany': 'read',
	'user:get': 'read',
	'room:getMany': 'read',
	'room:get': 'read',
	'room:create': 'create',
	'room:getProviders': 'read',
	'room:getProvider': 'read',
	'account:getMany': 'read',
	'account:get': 'read',
	'account:checkAccess': 'read',
	'file:upload': 'create',
	'file:get': 'read',
	'file:getMany': 'read',
	'file:rename': 'replace',
	'file:download': 'read',
	'insurance:getMany': 'read',
	'insurance:import': 'replace',
	'recording:getMany': 'read',
	'pushEndpoint:create': 'create',
	'pushEndpoint:get': 'read',
	'pushEndpoint:getMany': 'read',
	'pushEndpoint:delete': 'replace',
};

/** The keys of a simplified visit, in their order. */
export const VISIT_KEYS = [
	'id',
	'status',
	'status_code',
	'type',
	'subtype',
	'start',
	'end',
	'actual_start',
	'actual_end',
	'member_id',
	'member_name',
	'provider_id',
	'provider_name',
	'intake_id',
	'reason_for_visit',
	'room_code',
	'visit_group_id',
	'related_walkin_id',
	'consultation',
];
