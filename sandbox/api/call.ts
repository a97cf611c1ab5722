import type { Clinic } from '../clinic/clinic';
import { isAdmin } from '../clinic/clinic';
import type { Intake, Person, Visit } from '../clinic/records';
import type { UploadedFile } from '../http/body';
import type { Reply } from '../http/reply';
import { Refusal } from '../refusal';
import type { Parameters } from './parameters';

/** What a credential an endpoint wants (contract 1.3). */
export type Needs = 'public' | 'user' | 'admin' | 'key' | 'userOrKey';

/** An API call on its way through the clinic. */
export interface ApiCall {
	clinic: Clinic;
	/** Number in the calls log. */
	n: number;
	/** Scheme, host and port the sandbox is reached at. */
	origin: string;
	/** Parts of the path that vary, in order. */
	parts: string[];
	query: Parameters;
	body: Parameters;
	files: UploadedFile[];
	/** Whom the token stands for; null on public and key calls without one. */
	person: Person | null;
}

/** An endpoint: `path` has `:name` where a part varies. */
export interface Route {
	method: 'GET' | 'POST' | 'DELETE';
	path: string;
	needs: Needs;
	handle(call: ApiCall): Reply | Promise<Reply>;
}

/** The person behind the token. */
export function personOf(call: ApiCall): Person {
	if (call.person === null) throw new Refusal(401, 'A user token is required');
	return call.person;
}

/** The n-th varying part of the path. */
export function part(call: ApiCall, index = 0): string {
	return call.parts[index] ?? '';
}

/** Whether the person works for the clinic: an admin or a provider. */
export function isStaff(person: Person): boolean {
	return isAdmin(person) || person.type === 400;
}

/** Refuses a patient who reaches for somebody else's record (403). */
export function refuseStranger(call: ApiCall, record: Intake | Visit): void {
	const person = personOf(call);
	if (isStaff(person)) return;
	const owners: Array<string | null> = 'ownerId' in record ? [record.memberId, record.ownerId] : [record.memberId];
	if (!owners.includes(person.id)) throw new Refusal(403, 'This record belongs to another user');
}

/**
 * The patient a call acts for: `member_id` for staff, else the patient behind the token.
 * A patient who names somebody else: 403.
 */
export function memberFor(call: ApiCall): string | null {
	const person = personOf(call);
	const named = call.body.text('member_id');
	const member = named === undefined || named === '' ? null : call.clinic.member(named).id;
	if (isStaff(person)) return member;
	if (member !== null && member !== person.id) throw new Refusal(403, 'member_id names another user');
	return person.id;
}
