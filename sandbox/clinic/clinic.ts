import { ApiError } from '../api-error';
import type { Clock } from '../clock';
import type { JsonObject } from '../json';
import type { Settings } from '../settings';
import { Ids } from './ids';
import type { Intake, JournalEntry, Person, PushEndpoint, Room, StoredFile, Token, Visit } from './records';

/** An event of the clinic, sent to its webhook (docs/api.md#webhook-events). */
export type ClinicEvent =
	| { type: 'visit.created' | 'visit.updated' | 'visit.ended'; visit: Visit }
	| { type: 'visit.note.signed_and_sent'; visit: Visit; note: JsonObject }
	| { type: 'visit.invoice.processed'; visit: Visit; invoice: JsonObject }
	| { type: 'user.created'; person: Person };

/** The secrets a client needs; fictitious, the same after every reset. */
export const credentials = {
	accountCode: 'exampleclinic',
	apiKey: 'sandbox-api-key-0001',
	apiSecret: 'sandbox-api-secret-0001',
	adminToken: 'ad0123456789abcdef0123456789abad',
	patientToken: '0123456789abcdef0123456789abcdef',
	secondPatientToken: '1123456789abcdef0123456789abcdef',
	providerToken: '2123456789abcdef0123456789abcdef',
} as const;

/** The live state of the clinic. Maps keep the order in which records were made. */
export class Clinic {
	account: JsonObject = {};
	rooms = new Map<string, Room>();
	people = new Map<string, Person>();
	tokens = new Map<string, Token>();
	intakes = new Map<string, Intake>();
	visits = new Map<string, Visit>();
	files = new Map<string, StoredFile>();
	insurances = new Map<string, JsonObject[]>();
	endpoints = new Map<string, PushEndpoint>();
	/** Every visit made since the last reset. */
	journal: JournalEntry[] = [];
	ids = new Ids();
	/** Receives every event. */
	listener: (event: ClinicEvent) => void = () => undefined;

	constructor(
		readonly clock: Clock,
		readonly settings: Settings,
	) {}

	/** Removes all records, so that the clinic can be seeded again. */
	clear(): void {
		this.account = {};
		for (const map of [
			this.rooms,
			this.people,
			this.tokens,
			this.intakes,
			this.visits,
			this.files,
			this.insurances,
			this.endpoints,
		]) {
			map.clear();
		}
		this.journal = [];
		this.ids = new Ids();
	}

	/** The present unix second. */
	now(): number {
		return this.clock.now();
	}

	/** A room by its code (never by id or slug); unknown: 404. */
	room(code: string): Room {
		const room = this.rooms.get(code);
		if (room === undefined) throw new ApiError(404, 'Room not found');
		return room;
	}

	/** An intake by its id; unknown: 404. */
	intake(id: string): Intake {
		const intake = this.intakes.get(id);
		if (intake === undefined) throw new ApiError(404, 'Intake not found');
		return intake;
	}

	/** A visit by its id; unknown: 404. */
	visit(id: string): Visit {
		const visit = this.visits.get(id);
		if (visit === undefined) throw new ApiError(404, 'Visit not found');
		return visit;
	}

	/** A patient by user id or own code (docs/api.md#creating-an-intake, `member_id`); unknown: 400. */
	member(idOrCode: string): Person {
		const byId = this.people.get(idOrCode);
		const person = byId ?? [...this.people.values()].find((one) => one.code !== '' && one.code === idOrCode);
		if (person === undefined || ![200, 600].includes(person.type))
			throw new ApiError(400, 'member_id names no patient of this clinic');
		return person;
	}

	/** A provider of the room; anyone else: 400. */
	providerOf(room: Room, id: string): Person {
		const person = this.people.get(id);
		if (person === undefined || !room.providerIds.includes(id))
			throw new ApiError(400, 'provider_id names no provider of this room');
		return person;
	}

	/** Sends an event to the listener. */
	emit(event: ClinicEvent): void {
		this.listener(event);
	}
}

/** Whether a visit still occupies its slot and its intake: neither cancelled nor refunded. */
export function isActive(visit: Visit): boolean {
	return visit.status !== 40 && visit.status !== 50;
}

/** Whether the person may use admin functions (docs/api.md#headers). */
export function isAdmin(person: Person): boolean {
	return [100, 150, 160].includes(person.type);
}
