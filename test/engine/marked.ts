import type { INodeExecutionData, INodeParameters, NodeParameterValueType } from 'n8n-workflow';

import type { Operation } from '../../nodes/VSeeClinic/descriptor/operation';
import { goodValues } from '../faults/corpus';
import { ADA } from './clinic';
import { everyOperation, type Intakes } from './every-operation';

/** Every one of these is fictitious, and may stand nowhere but in the items that the node returns. */
export const marks = {
	name: 'Zorvexia Quillmarked',
	first: 'Zorvexia',
	last: 'Quillmarked',
	dob: '1987-06-05',
	reason: 'zyntharia quorblax since the fifth',
	phone: '5550198765',
	email: 'zq.marked@example.org',
	street: '77 Brindlemarkway',
	city: 'Ostramarken',
	zip: '90417-66031',
	device: 'marked-device-key-55ee',
	link: 'https://files.example.org/marked-link-66ff',
	userToken: 'marked-user-token-77aa',
	apiToken: 'marked-admin-token-88bb',
	apiKey: 'marked-key-99cc',
	apiSecret: 'marked-secret-11dd',
	// These are in no request: the clinic alone knows them.
	stored: 'mordaxian',
	storedLast: 'Felsworthy',
	illness: 'vexelitis',
};

/** What a careless clinic might say: all that it was sent and knows, in the forms in which people are written. */
export function echoed(token: string): string {
	const {
		name,
		first,
		last,
		dob,
		reason,
		phone,
		email,
		street,
		city,
		zip,
		device,
		link,
		stored,
		storedLast,
		illness,
		apiKey,
		apiSecret,
	} = marks;
	return (
		`${name} (born ${dob}, phone ${phone}) asked for "${reason}" with ${token}, ${apiKey} and ${apiSecret}. Patient ${last}, ${first} of ${street}, ${zip} ${city} <${email}> is not allowed; ` +
		`${stored} already has ${illness}, see ${link}; ${storedLast.toUpperCase()} exists. Key ${device} of ${first.toLowerCase()} is wrong`
	);
}

const of = (mark: keyof typeof marks) => `={{ $json.${mark} }}`;

/** What a parameter of this name is given: marks, through an expression of the item: a literal would be the workflow's own. */
const GIVEN: Record<string, string> = {
	reason_for_visit: of('reason'),
	phone: of('phone'),
	first_name: of('first'),
	last_name: of('last'),
	full_name: of('name'),
	q: of('name'),
	email: of('email'),
	username: of('last'),
	dob: of('dob'),
	street_addr: of('street'),
	city: of('city'),
	zip: of('zip'),
	name: of('name'),
	key: of('device'),
	token: of('userToken'),
	next: '={{ "/u/" + $json.last }}',
	fileName: of('name'),
	insurances:
		'={{ [{ card_type: "primary", guarantor_first_name: $json.first, guarantor_last_name: $json.last, guarantor_dob: $json.dob, guarantor_address: $json.street }] }}',
	body: '={{ ({ patient: $json.name, note: $json.reason, link: $json.link }) }}',
	code: '={{ "mrn-" + $json.phone }}',
	target_id: of('phone'),
	member_id: ADA,
};

/** An item that holds all marks, in its data, its file and the name of its file. */
export const markedItem: INodeExecutionData = {
	json: marks,
	binary: {
		data: { data: Buffer.from(marks.reason).toString('base64'), mimeType: 'text/plain', fileName: `${marks.name}.txt` },
	},
};

/** An operation with a mark in every parameter that takes one, such that it reaches the clinic. */
export function marked(operation: Operation, clinic: Intakes): INodeParameters {
	const name = `${operation.resource}:${operation.value}`;
	const good = goodValues(operation);
	const least: INodeParameters = everyOperation[name]?.(clinic) ?? {
		...good.top,
		...(name === 'visit:bookNext' ? { intake_id: clinic.intake() } : {}),
		...(name === 'api:call' ? { method: 'POST', path: '/intakes' } : {}),
	};
	const given = (names: string[]): INodeParameters =>
		Object.fromEntries(
			names.flatMap((one): Array<[string, NodeParameterValueType]> =>
				GIVEN[one] === undefined ? [] : [[one, GIVEN[one]]],
			),
		);
	const before = least[operation.collection];
	return {
		...least,
		...given(Object.keys(operation.fields)),
		[operation.collection]: {
			...(typeof before === 'object' ? before : good.collection),
			...given(Object.keys(operation.optional)),
			customParameters:
				'={{ ({ patient_name: $json.name, own_dob: $json.dob, own_reason: $json.reason, own_phone: $json.phone, own_link: $json.link }) }}',
		},
		options: { ...given(Object.keys(operation.options)), userToken: of('userToken'), maxRetries: 0, timeout: 5 },
	};
}
