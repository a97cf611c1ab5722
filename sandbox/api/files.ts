import { ApiError } from '../api-error';
import type { Clinic } from '../clinic/clinic';
import type { StoredFile } from '../clinic/records';
import { bytesReply, dataReply, type Reply } from '../http/reply';
import type { JsonObject } from '../json';
import { type ApiCall, isStaff, pathParameter, requirePerson, type Route } from './call';

/** Files (docs/api.md#files). */
export const fileRoutes: Route[] = [
	{ method: 'POST', path: '/files', credential: 'user', handle: upload },
	{ method: 'GET', path: '/files', credential: 'user', handle: list },
	{ method: 'POST', path: '/files/:id', credential: 'user', handle: rename },
	{ method: 'GET', path: '/files/:id', credential: 'user', handle: get },
];

const categories = ['intake_attachment', 'user_document', 'user_consent', 'user_avatar'];
const onePixel = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
	'base64',
);

function upload(call: ApiCall): Reply {
	const { clinic, body } = call;
	const sent = call.files.find((file) => file.field === 'file');
	if (sent === undefined) throw new ApiError(400, 'file is required');
	body.required('meta.category');
	const category = body.oneOf('meta.category', categories) ?? '';
	const person = requirePerson(call);
	const now = clinic.now();
	const file: StoredFile = {
		id: clinic.ids.uuid(now),
		name: sent.name,
		ext: /\.([A-Za-z0-9]+)$/.exec(sent.name)?.[1]?.toLowerCase() ?? '',
		bytes: sent.bytes,
		contentType: sent.contentType,
		category,
		target: { id: person.id, type: 'user' },
		creatorId: person.id,
		authCode: clinic.ids.secret(40),
		created: now,
		modified: now,
	};
	clinic.files.set(file.id, file);
	return dataReply({
		...printFile(call, file),
		creator: creator(clinic, file, ['id', 'username', 'email', 'full_name']),
	});
}

function list(call: ApiCall): Reply {
	const { clinic, query } = call;
	const person = requirePerson(call);
	const [targetId, targetType] = [query.text('target_id'), query.oneOf('target_type', ['user', 'visit'])];
	const category = query.oneOf('category_type', categories);
	query.boolean('include_shared');
	const found = [...clinic.files.values()].filter((file) => {
		const fits = (wanted: string | undefined, value: string) => wanted === undefined || wanted === value;
		const visible = isStaff(person) || file.creatorId === person.id;
		return (
			visible && fits(targetId, file.target.id) && fits(targetType, file.target.type) && fits(category, file.category)
		);
	});
	return dataReply(
		found.map((file) => ({
			...printFile(call, file),
			meta: { ...metaOf(file), visible: true },
			created: file.created,
			is_deletable: true,
			creator: creator(clinic, file, ['full_name', 'type', 'username']),
		})),
	);
}

function rename(call: ApiCall): Reply {
	const file = ownFile(call);
	file.name = call.body.required('name');
	file.modified = call.clinic.now();
	return dataReply(printFile(call, file));
}

function get(call: ApiCall): Reply {
	return dataReply(printFile(call, ownFile(call)));
}

function ownFile(call: ApiCall): StoredFile {
	const file = call.clinic.files.get(pathParameter(call));
	if (file === undefined) throw new ApiError(404, 'File not found');
	const person = requirePerson(call);
	if (!isStaff(person) && file.creatorId !== person.id) throw new ApiError(403, 'This record belongs to another user');
	return file;
}

function metaOf(file: StoredFile): JsonObject {
	return { category: file.category, target: { ...file.target }, account: { code: 'exampleclinic' } };
}

function printFile({ origin }: ApiCall, file: StoredFile): JsonObject {
	const { id, name, ext, authCode, created } = file;
	const fullpath = `${origin}/files/view/${id}?auth_code=${authCode}&time=${created}`;
	return { id, name, size: file.bytes.length, ext, fullpath, meta: metaOf(file) };
}

function creator(clinic: Clinic, file: StoredFile, fields: string[]): JsonObject {
	const person = clinic.people.get(file.creatorId);
	if (person === undefined) return {};
	const { id, username, email, type } = person;
	const whole: JsonObject = { id, username, email, full_name: `${person.firstName} ${person.lastName}`, type };
	return Object.fromEntries(Object.entries(whole).filter(([name]) => fields.includes(name)));
}

/**
 * The bytes of a file, for `/files/view/:id` outside `/api_v3`: no token, but the `auth_code` and `time` of its
 * `fullpath`. With `size` (`WxH`) an image is answered as a PNG.
 */
export function viewFile(clinic: Clinic, id: string, query: URLSearchParams): Reply {
	const file = clinic.files.get(id);
	if (file === undefined) throw new ApiError(404, 'File not found');
	const proven = query.get('auth_code') === file.authCode && query.get('time') === String(file.created);
	if (!proven) throw new ApiError(403, 'The link is not valid');
	if (query.has('size') && file.contentType.startsWith('image/')) return bytesReply(onePixel, 'image/png');
	return bytesReply(file.bytes, file.contentType, {
		'content-disposition': `inline; filename*=UTF-8''${encodeURIComponent(file.name)}`,
	});
}
