import { ApiError } from '../api-error';
import type { Clinic } from '../clinic/clinic';
import { isAdmin } from '../clinic/clinic';
import type { Intake, Person, Visit } from '../clinic/records';
import type { UploadedFile } from '../http/body';
import type { Reply } from '../http/reply';
import type { Parameters } from './parameters';

/** The credential an endpoint requires (docs/api.md#endpoints). */
export type CredentialKind = 'public' | 'user' | 'admin' | 'key' | 'userOrKey';

/** An authenticated API call. */
export interface ApiCall {
	clinic: Clinic;
	/** Number in the calls log. */
	number: number;
	/** Scheme, host and port the sandbox is reached at. */
	origin: string;
	/** Values of the `:name` parts of the path, in order. */
	pathParameters: string[];
	query: Parameters;
	body: Parameters;
	files: UploadedFile[];
	/** The person the token belongs to; null on public and key calls without one. */
	person: Person | null;
}

/** An endpoint; `path` holds `:name` for each path parameter. */
export interface Route {
	method: 'GET' | 'POST' | 'DELETE';
	path: string;
	credential: CredentialKind;
	handle(call: ApiCall): Reply | Promise<Reply>;
}

/** The person the token belongs to; 401 without one. */
export function requirePerson(call: ApiCall): Person {
	if (call.person === null) throw new ApiError(401, 'A user token is required');
	return call.person;
}

/** A path parameter by its position, the first by default. */
export function pathParameter(call: ApiCall, index = 0): string {
	return call.pathParameters[index] ?? '';
}

/** Whether the person works for the clinic: an admin or a provider. */
export function isStaff(person: Person): boolean {
	return isAdmin(person) || person.type === 400;
}

/** Refuses (403) a patient who asks for another person's record. */
export function requireAccess(call: ApiCall, record: Intake | Visit): void {
	const person = requirePerson(call);
	if (isStaff(person)) return;
	const owners: Array<string | null> = 'ownerId' in record ? [record.memberId, record.ownerId] : [record.memberId];
	if (!owners.includes(person.id)) throw new ApiError(403, 'This record belongs to another user');
}

/**
 * The patient a call acts for: `member_id` for staff, else the patient the token belongs to.
 * A patient who names someone else is refused with 403.
 */
export function patientOf(call: ApiCall): string | null {
	const person = requirePerson(call);
	const named = call.body.text('member_id');
	const member = named === undefined || named === '' ? null : call.clinic.member(named).id;
	if (isStaff(person)) return member;
	if (member !== null && member !== person.id) throw new ApiError(403, 'member_id names another user');
	return person.id;
}
